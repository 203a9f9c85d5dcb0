package org.maskwright.format.nrrd;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.format.FormatException;

/// Vectors as NRRD spells them: `(1,0,0)`, or `none`.
final class Vectors {
    private Vectors() {}

    /// One text a vector; blanks inside the brackets are allowed.
    static List<String> split(String text) {
        List<String> vectors = new ArrayList<>();
        int depth = 0;
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') depth++;
            if (c == ')') depth--;
            if (!Character.isWhitespace(c)) word.append(c);
            boolean end = depth == 0 && (c == ')' || Character.isWhitespace(c));
            if (end && !word.isEmpty()) {
                vectors.add(word.toString());
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) vectors.add(word.toString());
        return vectors;
    }

    /// @throws FormatException if it is not `n` finite numbers in brackets
    static double[] parse(Fields fields, String field, String text, int n) throws FormatException {
        String bare = text.replaceAll("\\s", "");
        String[] words = bare.startsWith("(") && bare.endsWith(")") ? bare.substring(1, bare.length() - 1).split(",", -1) : new String[0];
        if (words.length != n) throw fields.wrong(field, n + " numbers in brackets", text);
        double[] vector = new double[n];
        for (int i = 0; i < n; i++) {
            vector[i] = fields.number(field, words[i]) + 0.0;
            if (!Double.isFinite(vector[i])) throw fields.wrong(field, "finite numbers", words[i]);
        }
        return vector;
    }
}
