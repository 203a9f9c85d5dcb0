package org.maskwright.learn.foreign;

import java.util.ArrayList;
import java.util.List;

/// What was made of a bundle's metadata: a form filled in as far as that goes, and a sentence for everything that was read.
///
/// @param form empty where nothing was said, or nothing that was understood
/// @param understood what was taken, and from where
/// @param notUnderstood steps and values that this program has no word for; expressions are shown, never evaluated
/// @param problems why the network cannot be used at all
/// @param data what it learnt from, in the bundle's words
/// @param licence in the bundle's words; empty if unknown
record Draft(Form form, List<String> understood, List<String> notUnderstood, List<String> problems, String data, String licence) {
    static final Draft EMPTY = new Draft(Form.EMPTY, List.of(), List.of(), List.of(), "", "");

    Draft {
        understood = List.copyOf(understood);
        notUnderstood = List.copyOf(notUnderstood);
        problems = List.copyOf(problems);
    }

    /// This draft, with what `other` adds to it or says instead.
    Draft with(Draft other) {
        return new Draft(form.with(other.form), joined(understood, other.understood), joined(notUnderstood, other.notUnderstood), joined(problems, other.problems),
                other.data.isEmpty() ? data : other.data, other.licence.isEmpty() ? licence : other.licence);
    }

    private static List<String> joined(List<String> a, List<String> b) {
        var all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }
}
