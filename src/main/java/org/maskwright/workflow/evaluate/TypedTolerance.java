package org.maskwright.workflow.evaluate;

import java.util.SortedMap;
import java.util.TreeMap;

/// How far surfaces may lie apart and still agree, as people type it: `1` is 1 mm for every label, `1,3=0.5` is 0.5 mm for label 3.
///
/// @param mm of labels that have none of their own
/// @param ofLabels by their value
public record TypedTolerance(double mm, SortedMap<Integer, Double> ofLabels) {
    /// What is wrong with it, as it follows its name: `is above 0 mm, got 0.`; empty if nothing is. Blank is as usual.
    public static String wrong(String typed) {
        try {
            of(typed);
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /// @throws IllegalArgumentException in the words of [#wrong]
    public static TypedTolerance of(String typed) {
        double mm = Evaluate.USUAL_TOLERANCE_MM;
        SortedMap<Integer, Double> ofLabels = new TreeMap<>();
        if (typed.isBlank()) return new TypedTolerance(mm, ofLabels);
        for (String one : typed.split(",", -1)) {
            int sign = one.indexOf('=');
            if (sign < 0) mm = mm(one, one);
            else ofLabels.put(label(one.substring(0, sign), one), mm(one.substring(sign + 1), one));
        }
        return new TypedTolerance(mm, ofLabels);
    }

    private static int label(String text, String whole) {
        int label;
        try {
            label = Integer.parseInt(text.strip());
        } catch (NumberFormatException _) {
            throw unreadable(whole);
        }
        if (label < 1) throw new IllegalArgumentException("takes labels from 1 on, got " + whole + ".");
        return label;
    }

    private static double mm(String text, String whole) {
        double mm;
        try {
            mm = Double.parseDouble(text.strip());
        } catch (NumberFormatException _) {
            throw unreadable(whole);
        }
        if (!(mm > 0 && Double.isFinite(mm))) throw new IllegalArgumentException("is above 0 mm, got " + whole + ".");
        return mm;
    }

    private static IllegalArgumentException unreadable(String whole) {
        return new IllegalArgumentException("takes MM or LABEL=MM, the label by its number, got " + whole + ".");
    }
}
