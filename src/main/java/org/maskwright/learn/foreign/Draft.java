package org.maskwright.learn.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was made of a bundle's metadata: a form filled in as far as that goes, and a sentence for everything that was read.
///
/// @param form empty where nothing was said, or nothing that was understood
/// @param understood what was taken, and from where
/// @param notUnderstood steps and values that this program has no word for; expressions are shown, never evaluated
/// @param problems why the network cannot be used at all
/// @param data what it learnt from, in the bundle's words
/// @param licence in the bundle's words; empty if unknown
/// @param largestOf labels of which only the largest piece is kept, all of them if it is an empty list; nothing if none
record Draft(Form form, List<String> understood, List<String> notUnderstood, List<String> problems, String data, String licence, Optional<List<Integer>> largestOf) {
    static final Draft EMPTY = new Draft(Form.EMPTY, List.of(), List.of(), List.of(), "", "", Optional.empty());

    Draft {
        understood = List.copyOf(understood);
        notUnderstood = List.copyOf(notUnderstood);
        problems = List.copyOf(problems);
    }

    /// This draft, with one more thing that was not understood.
    Draft withNotUnderstood(String what) {
        return new Draft(form, understood, joined(notUnderstood, List.of(what)), problems, data, licence, largestOf);
    }

    Draft withLicence(String words) {
        return new Draft(form, understood, notUnderstood, problems, data, words, largestOf);
    }

    /// What the metadata say, and the steps beside it: the window of the inferer goes before the size in the metadata, but only the metadata know whether
    /// there is a channel of background.
    static Draft of(Draft metadata, Draft steps) {
        Form scores = new Form("", "", "", "", "", "", "", "", metadata.form.scores());
        return new Draft(metadata.form.with(steps.form).with(scores), joined(metadata.understood, steps.understood), joined(metadata.notUnderstood, steps.notUnderstood),
                metadata.problems, metadata.data, metadata.licence, steps.largestOf);
    }

    private static List<String> joined(List<String> a, List<String> b) {
        var all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }
}
