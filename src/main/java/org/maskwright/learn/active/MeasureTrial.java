package org.maskwright.learn.active;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.UncertaintyMap;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.ProposeOptions;
import org.maskwright.learn.Proposer;
import org.maskwright.learn.TrainingCase;
import org.maskwright.learn.uncertainty.UncertaintyMeasure;
import org.maskwright.measure.RankCorrelation;

/// Which way of choosing cases finds those whose proposals are wrong, told without training anything: one model proposes for cases that it never learnt
/// from, each way gives every case a number, and these are held against what had to be corrected.
///
/// That is what a worklist promises who has an hour to correct. It does not tell from which cases most is learnt: that takes a [Simulation].
///
/// @param ways the first is what the others are held against
/// @param cases in the order of the data
public record MeasureTrial(List<Way> ways, List<Case> cases) {
    /// The control: a way that knows nothing of the model's doubt, for more is wrong where more is proposed.
    public static final Way VOLUME = new Way("volume", "Volume proposed, as a control");
    public static final Way DISTANCE = new Way("diversity", "Distance in size and shape from what it learnt");
    private static final ProposeOptions AS_CORRECTED = ProposeOptions.DEFAULT.withAnyScan(true);

    /// A way to put cases in order: the greatest number first.
    public record Way(String id, String title) {}

    /// A case that the model never learnt from.
    ///
    /// @param dice of the proposal, mean over the labels; NaN if defined for none
    /// @param editMm3 that must be changed in it
    /// @param labelledMm3 that the expert labelled
    /// @param values one a way
    public record Case(String id, double dice, double editMm3, double labelledMm3, List<Double> values) {
        public Case {
            values = List.copyOf(values);
        }
    }

    /// How one way fared.
    ///
    /// @param withError its rank correlation with 1 − Dice, over the cases in which Dice is defined; empty if it means nothing
    /// @param withEdits its rank correlation with the volume to edit
    /// @param worst the number of cases that make up the worst quarter by Dice
    /// @param found how many of them are among as many that this way puts first; blindfold it would be worst² / cases
    /// @param lead of its correlation with 1 − Dice over that of the first way
    public record Standing(Way way, Optional<RankCorrelation> withError, Optional<RankCorrelation> withEdits, int worst, int found, Optional<RankCorrelation.Lead> lead) {}

    public MeasureTrial {
        ways = List.copyOf(ways);
        cases = List.copyOf(cases);
        int count = ways.size();
        if (count == 0 || !cases.stream().allMatch(one -> one.values().size() == count)) throw new IllegalArgumentException("each case has a number for each of the ways " + ways);
    }

    /// Proposes for every case. What is corrected is what the user would see, mended as the model's card says.
    ///
    /// @param others models of the same labels, for measures that want them
    /// @param measures at least one
    /// @param unseen cases that the model never learnt from
    /// @param learnt cases that it did learn from, as far as they are at hand; without any, distance cannot be tried
    /// @throws ModelException if a measure needs what the model does not offer
    public static MeasureTrial run(Proposer proposer, List<Proposer> others, List<UncertaintyMeasure> measures, List<TrainingCase> unseen, List<TrainingCase> learnt, Progress progress)
            throws ModelException, IOException {
        LabelTable table = proposer.card().labels();
        var known = new ArrayList<CaseOrder.Candidate>();
        for (TrainingCase one : learnt) {
            progress.at(0.2 * known.size() / learnt.size(), "learnt case " + (known.size() + 1) + " of " + learnt.size());
            known.add(new CaseOrder.Candidate(one.id(), 0, CaseFeatures.of(one.load().labels(), table)));
        }
        List<Integer> labels = table.entries().stream().map(LabelTable.Entry::value).toList();
        var looked = new ArrayList<CaseOrder.Candidate>();
        var cases = new ArrayList<Case>();
        for (TrainingCase one : unseen) {
            int n = cases.size();
            progress.at(0.2 + 0.8 * n / unseen.size(), "case " + (n + 1) + " of " + unseen.size());
            TrainingCase.Content content = one.load();
            Proposer.Measured measured = proposer.propose(content.volume(), AS_CORRECTED, measures, others, (_, _) -> progress.at(0.2 + 0.8 * n / unseen.size(), "case " + (n + 1) + " of " + unseen.size()));
            ProposalError error = ProposalError.of(content, measured.proposal().labels(), labels);
            var values = new ArrayList<>(measured.maps().stream().map(UncertaintyMap::score).toList());
            values.add(measured.proposal().labels().counts().values().stream().mapToLong(Long::longValue).sum() * content.volume().geometry().voxelMm3());
            cases.add(new Case(one.id(), error.dice(), error.editMm3(), error.labelledMm3(), values));
            looked.add(new CaseOrder.Candidate(one.id(), 0, CaseFeatures.of(measured.proposal().labels(), table)));
        }
        var ways = new ArrayList<>(measures.stream().map(measure -> new Way(measure.id(), measure.title())).toList());
        ways.add(VOLUME);
        if (known.isEmpty()) return new MeasureTrial(ways, cases);
        ways.add(ways.size() - 1, DISTANCE);
        double[] distances = DiversityOrder.distances(looked, known);
        return new MeasureTrial(ways, IntStream.range(0, cases.size()).mapToObj(i -> with(cases.get(i), distances[i])).toList());
    }

    /// With a number more, the last but one.
    private static Case with(Case one, double value) {
        var values = new ArrayList<>(one.values());
        values.add(values.size() - 1, value);
        return new Case(one.id(), one.dice(), one.editMm3(), one.labelledMm3(), values);
    }

    /// One a way.
    public List<Standing> standings() {
        List<Case> judged = cases.stream().filter(one -> Double.isFinite(one.dice())).toList();
        double[] error = judged.stream().mapToDouble(one -> 1 - one.dice()).toArray();
        double[] edits = cases.stream().mapToDouble(Case::editMm3).toArray();
        int worst = (error.length + 3) / 4;
        List<Integer> last = first(error, worst);
        var standings = new ArrayList<Standing>();
        for (int way = 0; way < ways.size(); way++) {
            double[] values = values(judged, way);
            standings.add(new Standing(ways.get(way), RankCorrelation.of(values, error), RankCorrelation.of(values(cases, way), edits),
                    worst, (int) first(values, worst).stream().filter(last::contains).count(), way == 0 ? Optional.empty() : RankCorrelation.lead(values, values(judged, 0), error)));
        }
        return standings;
    }

    private static double[] values(List<Case> cases, int way) {
        return cases.stream().mapToDouble(one -> one.values().get(way)).toArray();
    }

    /// The places of the `count` greatest; of equals the earlier.
    private static List<Integer> first(double[] values, int count) {
        return IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble((Integer i) -> values[i]).reversed()).limit(count).toList();
    }
}
