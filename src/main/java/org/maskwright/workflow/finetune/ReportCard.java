package org.maskwright.workflow.finetune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.measure.Comparison;
import org.maskwright.measure.LesionF1;
import org.maskwright.measure.Overlap;
import org.maskwright.measure.PairedComparison;
import org.maskwright.measure.Score;
import org.maskwright.measure.Dice;

/// A new model beside the one that it came from, on cases that neither learnt from.
///
/// @param labels names by value
/// @param time that correcting the project's cases took
public record ReportCard(String before, String after, SortedMap<Integer, String> labels, List<Row> rows, EditTime time) {
    /// Losing so much Dice on old data is forgetting, whatever was won elsewhere.
    public static final double FORGOTTEN = 0.01;
    private static final LesionF1 PARTS = new LesionF1(0);

    public ReportCard {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        rows = List.copyOf(rows);
        if (rows.isEmpty()) throw new IllegalArgumentException("a report card needs a case");
    }

    /// One case.
    ///
    /// @param corrected whether it is of the project; else it is old data
    /// @param labels those that any of the three maps holds
    /// @param editsBefore voxels in which the truth differs from what the old model proposes: those that a human would change
    /// @param editsAfter the same of the new model
    public record Row(String caseId, String title, boolean corrected, SortedMap<Integer, Pair> labels, long editsBefore, long editsAfter) {
        /// @param truth corrected labels; the other two as the models propose
        public static Row of(String caseId, String title, boolean corrected, Labels truth, Labels before, Labels after) {
            SortedMap<Integer, Overlap> old = Overlap.perLabel(truth, before), young = Overlap.perLabel(truth, after);
            var pairs = new TreeMap<Integer, Pair>();
            for (var overlaps : List.of(old, young))
                for (int label : overlaps.keySet())
                    pairs.computeIfAbsent(label, value -> new Pair(One.of(truth, before, value, old), One.of(truth, after, value, young)));
            return new Row(caseId, title, corrected, pairs, differing(truth, before), differing(truth, after));
        }

        private static long differing(Labels a, Labels b) {
            short[] one = new short[a.geometry().size().sliceVoxels()], other = new short[one.length];
            long voxels = 0;
            for (int z = 0; z < a.geometry().size().z(); z++) {
                a.copySlice(z, one);
                b.copySlice(z, other);
                for (int i = 0; i < one.length; i++) if (one[i] != other[i]) voxels++;
            }
            return voxels;
        }

        public double meanBefore() {
            return labels.values().stream().mapToDouble(pair -> pair.before().value()).average().orElse(1);
        }

        public double meanAfter() {
            return labels.values().stream().mapToDouble(pair -> pair.after().value()).average().orElse(1);
        }
    }

    /// One label of one case.
    public record Pair(One before, One after) {}

    /// What one model made of it.
    ///
    /// @param parts separate pieces that were missed or found wrongly
    public record One(Score dice, LesionF1.Count parts) {
        static One of(Labels truth, Labels proposed, int label, SortedMap<Integer, Overlap> overlaps) {
            Overlap overlap = overlaps.getOrDefault(label, Overlap.NONE);
            return new One(Dice.of(overlap), PARTS.count(new Comparison(truth, proposed, label, overlap)));
        }

        /// Dice; where there is nothing and nothing was found, 1: the other model found something there, or the label would not be listed.
        public double value() {
            return dice.orElse(1);
        }
    }

    public double meanBefore() {
        return rows.stream().mapToDouble(Row::meanBefore).average().orElseThrow();
    }

    public double meanAfter() {
        return rows.stream().mapToDouble(Row::meanAfter).average().orElseThrow();
    }

    /// Voxels a case that a human would change, mean over the cases.
    public double meanEditsBefore() {
        return rows.stream().mapToLong(Row::editsBefore).average().orElseThrow();
    }

    /// The same of the new model.
    public double meanEditsAfter() {
        return rows.stream().mapToLong(Row::editsAfter).average().orElseThrow();
    }

    /// Minutes that correcting one of the project's judging cases would take, mean over them, after the old model and after the new: the voxels to
    /// correct at the pace of the project's own corrections. An estimate, for not every voxel takes as long; nothing where no pace is known. Old
    /// data is left out: it may lie on other grids.
    public Optional<Minutes> estimatedMinutes() {
        List<Row> own = rows.stream().filter(Row::corrected).toList();
        if (own.isEmpty() || time.pace().isEmpty()) return Optional.empty();
        double pace = time.pace().getAsDouble();
        return Optional.of(new Minutes(own.stream().mapToLong(Row::editsBefore).average().orElseThrow() / pace, own.stream().mapToLong(Row::editsAfter).average().orElseThrow() / pace));
    }

    /// Of the old model and of the new.
    public record Minutes(double before, double after) {}

    /// What was measured and what is estimated, in one sentence or two.
    public String minutes() {
        String estimate = estimatedMinutes().map(minutes -> String.format(java.util.Locale.ROOT, "At that pace (%.0f voxels a minute, %d cases) correcting one of the project’s judging cases would take about"
                + " %.1f min after the old model and %.1f min after the new: an estimate from voxels alone.", time.pace().orElse(0), time.timed(), minutes.before(), minutes.after()))
                .orElse("What it would take after either model cannot be said: that needs " + EditTime.LEAST_CASES + " timed corrections of proposals.");
        return time.sentence() + " " + estimate;
    }

    /// Both models over all cases, case by case.
    public PairedComparison comparison() {
        return PairedComparison.of(rows.stream().mapToDouble(Row::meanBefore).toArray(), rows.stream().mapToDouble(Row::meanAfter).toArray());
    }

    /// Both models on one label, over the cases that have it; nothing if none has.
    public Optional<PairedComparison> comparison(int label) {
        List<Pair> pairs = pairs(label);
        return pairs.isEmpty() ? Optional.empty() : Optional.of(PairedComparison.of(pairs.stream().mapToDouble(pair -> pair.before().value()).toArray(),
                pairs.stream().mapToDouble(pair -> pair.after().value()).toArray()));
    }

    /// Of each case that has the label.
    public List<Pair> pairs(int label) {
        var pairs = new ArrayList<Pair>();
        for (Row row : rows) Optional.ofNullable(row.labels().get(label)).ifPresent(pairs::add);
        return pairs;
    }

    /// Mean difference over the corrected cases; empty if none of them judges.
    public Optional<Double> gainOnCorrected() {
        return gain(Row::corrected);
    }

    /// Mean difference over old data; empty if none of it judges.
    public Optional<Double> gainOnOld() {
        return gain(row -> !row.corrected());
    }

    private Optional<Double> gain(Predicate<Row> which) {
        var gain = rows.stream().filter(which).mapToDouble(row -> row.meanAfter() - row.meanBefore()).average();
        return gain.isPresent() ? Optional.of(gain.getAsDouble()) : Optional.empty();
    }

    /// Whether the new model must not take the old one's place: its mean Dice is lower, or it has forgotten.
    public boolean isWorse() {
        return meanAfter() < meanBefore() - 1e-9 || gainOnOld().orElse(0.0) < -FORGOTTEN;
    }

    /// The verdict in a sentence.
    public String verdict() {
        String figures = String.format(java.util.Locale.ROOT, "mean Dice %.3f before, %.3f after, on %d cases that neither learnt from", meanBefore(), meanAfter(), rows.size());
        if (meanAfter() < meanBefore() - 1e-9) return "The new model is worse: " + figures + ".";
        if (isWorse()) return "The new model has forgotten old cases (" + String.format(java.util.Locale.ROOT, "%+.3f", gainOnOld().orElse(0.0)) + "): " + figures + ".";
        return (meanAfter() > meanBefore() + 1e-9 ? "The new model is better: " : "The new model is as good: ") + figures + ".";
    }

    static SortedMap<Integer, String> names(LabelTable table) {
        var names = new TreeMap<Integer, String>();
        table.entries().forEach(entry -> names.put(entry.value(), entry.name()));
        return names;
    }

    /// A card over `rows`, with the labels' names from a table.
    public static ReportCard of(String before, String after, LabelTable table, List<Row> rows, EditTime time) {
        return new ReportCard(before, after, names(table), rows, time);
    }
}
