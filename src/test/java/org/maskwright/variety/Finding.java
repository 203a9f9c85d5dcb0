package org.maskwright.variety;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// What came of comparing one file with its collection's list.
///
/// @param facts how many of the list's statements were compared
/// @param refusal the sentence by which it was refused; empty if it was read
record Finding(String collection, String file, int facts, List<Difference> differences, String refusal) {
    /// One statement of the list that does not hold for what was read.
    ///
    /// @param what the statement's name, such as `spacing`
    record Difference(String what, String listed, String read) {}

    /// How the file came out.
    enum Outcome {
        MATCH("as listed"), REFUSED("refused as expected"), DISAGREEMENT("disagreement");

        private final String title;

        Outcome(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    Finding {
        differences = List.copyOf(differences);
    }

    Outcome outcome() {
        if (!differences.isEmpty()) return Outcome.DISAGREEMENT;
        return refusal.isEmpty() ? Outcome.MATCH : Outcome.REFUSED;
    }

    /// The names of the statements that do not hold, one after another.
    String what() {
        return differences.stream().map(Difference::what).sorted().collect(Collectors.joining(" "));
    }

    /// Collects what is equal and what is not.
    static final class Comparison {
        private final String collection, file;
        private final List<Difference> differences = new ArrayList<>();
        private int facts;

        Comparison(String collection, String file) {
            this.collection = collection;
            this.file = file;
        }

        /// Two texts, numbers or lists; an empty text says nothing.
        void same(String what, Object listed, Object read) {
            if (listed.equals("")) return;
            facts++;
            if (!Objects.equals(listed.toString(), read.toString())) differences.add(new Difference(what, listed.toString(), read.toString()));
        }

        /// A number as the list spells it; nothing if that is empty.
        void near(String what, String listed, double read, double tolerance) {
            if (!listed.isEmpty()) near(what, new double[] {Double.parseDouble(listed)}, new double[] {read}, tolerance);
        }

        void near(String what, double[] listed, double[] read, double tolerance) {
            facts++;
            for (int i = 0; i < listed.length; i++) {
                if (i < read.length && Math.abs(listed[i] - read[i]) <= tolerance) continue;
                differences.add(new Difference(what, Arrays.toString(listed), Arrays.toString(read)));
                return;
            }
        }

        /// A statement that holds or not.
        void holds(String what, String listed, boolean holds, String read) {
            facts++;
            if (!holds) differences.add(new Difference(what, listed, read));
        }

        Finding read(Expectation expected) {
            holds("refusal", "refused", expected != Expectation.REFUSED, "read");
            return new Finding(collection, file, facts, differences, "");
        }

        /// @param name by which messages call the file
        Finding refused(String name, String sentence, Expectation expected) {
            holds("refusal", "read", expected != Expectation.READ, sentence);
            holds("sentence", "a whole sentence that begins with the file's name", sentence.endsWith(".") && sentence.startsWith(name), sentence);
            return new Finding(collection, file, facts, differences, sentence);
        }
    }
}
