package org.maskwright.learn;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Proposal;
import org.maskwright.label.UncertaintyMap;
import org.maskwright.learn.uncertainty.Entropy;
import org.maskwright.learn.uncertainty.UncertaintyMeasure;
import org.maskwright.volume.Volume;

/// Models of the same labels that propose together: the mean of their class probabilities decides. Each sees the scan on a grid of its
/// own. Labels are mended as the first one's card says. Use it on the engine's lane alone, and close it.
public final class Ensemble implements AutoCloseable {
    private final List<Proposer> members;

    private Ensemble(List<Proposer> members) {
        this.members = List.copyOf(members);
    }

    /// @param models at least one, each once
    /// @throws ModelException if one is damaged, stands there twice, or has other labels than the first
    public static Ensemble open(List<Model> models) throws ModelException {
        for (int i = 1; i < models.size(); i++) requireFit(models.getFirst().card(), models.get(i).card(), models.subList(0, i));
        var members = new ArrayList<Proposer>();
        try {
            for (Model model : models) members.add(Proposer.open(model));
        } catch (ModelException e) {
            members.forEach(Proposer::close);
            throw e;
        }
        return new Ensemble(members);
    }

    private static void requireFit(ModelCard first, ModelCard other, List<Model> before) throws ModelException {
        if (before.stream().anyMatch(model -> model.card().sha256().equals(other.sha256()))) {
            throw new ModelException("model '" + other.id() + "' is named twice. Name each model once.");
        }
        if (!sameLabels(first.labels(), other.labels())) {
            throw new ModelException("models '" + first.id() + "' and '" + other.id() + "' cannot propose together: the first knows " + names(first.labels())
                    + ", the second " + names(other.labels()) + ". Choose models of the same labels.");
        }
    }

    /// Whether models of these labels can propose together: the same names under the same values.
    public static boolean sameLabels(LabelTable first, LabelTable other) {
        return names(first).equals(names(other));
    }

    private static String names(LabelTable table) {
        return table.entries().stream().map((LabelTable.Entry entry) -> entry.value() + " " + entry.name()).collect(Collectors.joining(", "));
    }

    /// Such as `a`, or `a+b`.
    public String id() {
        return members.stream().map(member -> member.card().id()).collect(Collectors.joining("+"));
    }

    /// Of the weights; of several models that of their hashes one after another.
    public String sha256() {
        return sha256(members.stream().map(member -> member.card().sha256()).toList());
    }

    /// What [#sha256] is of models of these hashes.
    public static String sha256(List<String> members) {
        return members.size() == 1 ? members.getFirst() : ModelFolder.sha256(String.join("", members).getBytes(StandardCharsets.UTF_8));
    }

    public List<ModelCard> cards() {
        return members.stream().map(Proposer::card).toList();
    }

    /// What is proposed, and how likely each label was.
    public record Answer(Proposal proposal, Probabilities probabilities) {}

    /// What a measure of uncertainty needs and these models do not offer, and what can be done about it; empty if it can be had.
    public String missing(UncertaintyMeasure measure) {
        return measure.missing(members.getFirst().card().offer(members.size() - 1));
    }

    /// As [Proposer#propose], its uncertainty the entropy of the mean.
    ///
    /// @throws ModelException if the scan is not of the kind that every one of the models knows, or too large
    public Answer propose(Volume volume, ProposeOptions options, Progress progress) throws ModelException {
        return propose(volume, options, new Entropy(), progress);
    }

    /// As above by a measure of choice. What needs further looks takes them by the first model; the other models are those with whom it may disagree.
    ///
    /// @throws ModelException also if the measure needs what the first model does not offer
    public Answer propose(Volume volume, ProposeOptions options, UncertaintyMeasure measure, Progress progress) throws ModelException {
        return propose(List.of(volume), options, measure, progress);
    }

    /// As above, for models that take several images of a case, on one grid and in the order of [ModelCard#images].
    public Answer propose(List<Volume> images, ProposeOptions options, UncertaintyMeasure measure, Progress progress) throws ModelException {
        Proposer first = members.getFirst();
        first.require(measure, members.size() - 1);
        if (members.size() > 1) ScanCheck.requireRoom(cards(), images.getFirst());
        var seen = new ArrayList<Proposer.Seen>();
        for (int i = 0; i < members.size(); i++) {
            seen.add(members.get(i).see(images, options, progress.part(0.6 * i / members.size(), 0.6 * (i + 1) / members.size())));
        }
        Probabilities mean = Probabilities.mean(seen, first.card().classes());
        List<ScanLooks.Rival> rivals = seen.stream().skip(1).<ScanLooks.Rival>map(other -> () -> other).toList();
        UncertaintyMap uncertainty = Proposer.measured(measure, new ScanLooks(first, seen.getFirst(), mean.onFirstGrid(), rivals, progress.part(0.6, 0.7)));
        return new Answer(first.proposal(mean, uncertainty, options, id(), sha256(), notes(images, seen), progress.part(0.7, 1)), mean);
    }

    private List<String> notes(List<Volume> images, List<Proposer.Seen> seen) {
        List<String> notes = new ArrayList<>(ScanCheck.holes(cards().getFirst(), images));
        for (int i = 0; i < seen.size(); i++) {
            String whose = members.size() == 1 ? "" : members.get(i).card().id() + ": ";
            seen.get(i).notes().forEach(note -> notes.add(whose + note));
        }
        return notes;
    }

    @Override
    public void close() {
        members.forEach(Proposer::close);
    }
}
