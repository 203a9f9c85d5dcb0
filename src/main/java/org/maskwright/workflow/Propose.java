package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.label.UncertaintyMap;
import org.maskwright.learn.Ensemble;
import org.maskwright.learn.Model;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.Probabilities;
import org.maskwright.learn.ProposeOptions;
import org.maskwright.learn.uncertainty.Entropy;
import org.maskwright.learn.uncertainty.UncertaintyMeasure;
import org.maskwright.volume.Volume;

/// Asks a model for labels, or several together. The answer is kept beside the case, untouched for ever, and becomes the session's newest proposal.
public final class Propose {
    /// How a proposal is made.
    ///
    /// @param mirrored whether every tile is also looked at mirrored, where the model allows: a little better, and slower. Empty for what each model's card says
    /// @param largestOnly keeps the largest connected piece of each label
    /// @param anyScan proposes even where the scan does not look like those that the model knows
    /// @param postProcessed mends labels as the model's card says
    /// @param measure of how sure it is, an id of [LookAgain#measures]; where the models do not offer it an open case is told by entropy, and a note says so
    public record Options(Optional<Boolean> mirrored, boolean largestOnly, boolean anyScan, boolean postProcessed, String measure) {
        public static final Options DEFAULT = new Options(Optional.empty(), false, false, true, UncertaintyMap.ENTROPY);

        public Options withMirrored(boolean other) {
            return new Options(Optional.of(other), largestOnly, anyScan, postProcessed, measure);
        }

        public Options withLargestOnly(boolean other) {
            return new Options(mirrored, other, anyScan, postProcessed, measure);
        }

        public Options withAnyScan(boolean other) {
            return new Options(mirrored, largestOnly, other, postProcessed, measure);
        }

        public Options withPostProcessed(boolean other) {
            return new Options(mirrored, largestOnly, anyScan, other, measure);
        }

        public Options withMeasure(String other) {
            return new Options(mirrored, largestOnly, anyScan, postProcessed, other);
        }

        UncertaintyMeasure by() {
            return LookAgain.measure(measure);
        }

        ProposeOptions asked() {
            return new ProposeOptions(mirrored, largestOnly, anyScan, postProcessed);
        }
    }

    /// How likely labels are is kept beside a proposal where it takes at most this part of the memory that is free: 1/n.
    private static final int MOST_OF_MEMORY = 4;

    private final JobRunner jobs;
    private final ModelShelf models;
    private final LongSupplier freeMemory;

    Propose(JobRunner jobs, ModelShelf models, LongSupplier freeMemory) {
        this.jobs = jobs;
        this.models = models;
        this.freeMemory = freeMemory;
    }

    /// Proposes in the background; when the job is done the session has the proposal, waiting to be answered.
    ///
    /// @param model its id, or its folder
    public Job<CaseSession.Numbered> propose(CaseSession session, String model, Options options) {
        return propose(session, model.replaceFirst(".*[/\\\\]", ""), () -> List.of(models.get(model)), options);
    }

    /// As above, with models that need not be on the shelf; several propose together, and the mean of what they find decides.
    ///
    /// @param asked at least one; labels are mended as the first one's card says
    public Job<CaseSession.Numbered> propose(CaseSession session, List<ModelShelf.Entry> asked, Options options) {
        String names = asked.stream().map(ModelShelf.Entry::id).collect(Collectors.joining(" + "));
        return propose(session, names, () -> {
            List<Model> all = new ArrayList<>();
            for (ModelShelf.Entry one : asked) all.add(models.get(models.nameOf(one)));
            return all;
        }, options);
    }

    /// As above, with a model that takes several images of a case.
    ///
    /// @param images in the order of [ModelShelf.Entry#images]: a file on the case's grid, or nothing for the case's own scan
    public Job<CaseSession.Numbered> propose(CaseSession session, ModelShelf.Entry asked, List<Optional<Path>> images, Options options) {
        if (images.stream().noneMatch(Optional::isEmpty)) throw new IllegalArgumentException("one of the images is the case's own");
        Volume own = session.volume();
        return propose(session, asked.id(), () -> List.of(models.get(models.nameOf(asked))), progress -> {
            List<Volume> volumes = new ArrayList<>();
            for (Optional<Path> image : images) volumes.add(image.isEmpty() ? own : Formats.open(image.get(), Progress.NONE).volume(progress));
            return volumes;
        }, options);
    }

    /// Has whoever made the newest proposal look again, for how likely they find each label: as after proposing, for a proposal of before the case was
    /// opened. The proposal stays as it is.
    ///
    /// @return fails if they are no longer at hand, or what they find would take too much memory
    public Job<CaseSession.Numbered> lookForLikelihood(CaseSession session) {
        CaseSession.Numbered newest = session.proposal().orElseThrow(() -> new IllegalArgumentException("there is no proposal to look at"));
        Volume volume = session.volume();
        Path folder = session.projectFolder();
        AtomicReference<@Nullable Likelihood> likelihood = new AtomicReference<>();
        return jobs.<CaseSession.Numbered>submit(JobRunner.Lane.ENGINE, "Looking again", progress -> {
            List<Model> those = new ArrayList<>();
            for (ModelShelf.Entry one : LookAgain.whoProposed(newest.proposal(), models.list(folder).models())) those.add(models.get(models.nameOf(one)));
            try (Ensemble proposer = Ensemble.open(those)) {
                Ensemble.Answer answer = proposer.propose(List.of(volume), LookAgain.AS_BEFORE, new Entropy(), progress);
                if (answer.probabilities().bytes() > freeMemory.getAsLong() / MOST_OF_MEMORY) throw new ModelException("how likely each label is takes more memory than can be spared. Start Maskwright with a larger -Xmx.");
                LabelTable known = newest.proposal().table(), theirs = answer.proposal().table();
                Map<Integer, Integer> values = new HashMap<>();
                for (LabelTable.Entry label : known.entries())
                    theirs.entries().stream().filter(one -> one.name().equalsIgnoreCase(label.name())).findFirst().ifPresent(one -> values.put(label.value(), one.value()));
                likelihood.set(new Likelihood(answer.probabilities(), new LabelTable(known.entries().stream().filter(label -> values.containsKey(label.value())).toList()), values));
            }
            return newest;
        }).onDone(of -> session.showLikelihood(of, Optional.ofNullable(likelihood.get())));
    }

    private interface Reading {
        List<Volume> read(Progress progress) throws IOException, FormatException;
    }

    private interface Asked {
        List<Model> open() throws ModelException;
    }

    private Job<CaseSession.Numbered> propose(CaseSession session, String name, Asked asked, Options options) {
        Volume volume = session.volume();
        return propose(session, name, asked, _ -> List.of(volume), options);
    }

    private Job<CaseSession.Numbered> propose(CaseSession session, String name, Asked asked, Reading reading, Options options) {
        Geometry grid = session.volume().geometry();
        LabelTable table = session.table();
        Labels now = session.labels().snapshot();
        AtomicReference<@Nullable Likelihood> likelihood = new AtomicReference<>();
        return jobs.<CaseSession.Numbered>submit(JobRunner.Lane.ENGINE, "Proposing with " + name, progress -> {
            Ensemble.Answer answer;
            String missing;
            try (Ensemble proposer = Ensemble.open(asked.open())) {
                missing = proposer.missing(options.by());
                List<Volume> images = reading.read(progress.part(0, 0.05));
                answer = proposer.propose(images, options.asked(), missing.isEmpty() ? options.by() : new Entropy(), progress.part(0.05, 1));
            }
            progress.at(1, "keeping the proposal");
            Proposal made = answer.proposal().on(grid);
            if (!missing.isEmpty()) made = made.withNote("How sure the model is, is told by entropy. " + missing);
            LabelMatch.Matched matched = LabelMatch.onto(table, now.counts().keySet(), made.labels(), made.table());
            Probabilities known = answer.probabilities();
            if (known.bytes() <= freeMemory.getAsLong() / MOST_OF_MEMORY) likelihood.set(new Likelihood(known, matched.table(), matched.theirs()));
            return session.keepProposal(matched.of(made));
        }).onDone(newest -> session.arrive(newest, Optional.ofNullable(likelihood.get())));
    }
}
