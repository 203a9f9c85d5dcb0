package org.maskwright.workflow.gallery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.TrainingCase;
import org.maskwright.learn.TrainingPlan;
import org.maskwright.learn.TrainingPreview;
import org.maskwright.learn.TrainingSet;
import org.maskwright.volume.Volume;
import org.maskwright.workflow.CaseSession;
import org.maskwright.workflow.FlatLabels;
import org.maskwright.workflow.Layer;
import org.maskwright.workflow.TrainingData;

/// Shows what a training would vary, before it runs.
public final class SeeAugmentation {
    /// Pixels along a picture's longer side on the page.
    private static final int ON_PAGE = 176;

    private final JobRunner jobs;

    public SeeAugmentation(JobRunner jobs) {
        this.jobs = jobs;
    }

    /// What was written.
    ///
    /// @param leftOut a sentence for each case that a training could not use
    public record Written(Gallery gallery, Path page, List<String> leftOut) {
        public Written {
            leftOut = List.copyOf(leftOut);
        }
    }

    /// What shall be shown.
    ///
    /// @param data a folder of labelled cases, or `phantom:N`
    /// @param caseId the case to vary; empty for the first that would be learnt from
    /// @param architecture id of the kind of network; empty for the default
    /// @param out folder of the page
    public record Request(String data, String caseId, String architecture, Path out, long seed) {}

    /// Writes a page about a training on `data`.
    ///
    /// The job fails with a sentence if the data cannot be learnt from, or has no such case.
    public Job<Written> write(Request request) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Seeing what training varies", progress -> {
            if (Files.exists(request.out().resolve(GalleryPage.FILE)))
                throw FormatException.unexpected(FormatException.name(request.out()), "", "a folder without " + GalleryPage.FILE, "one of before", "Choose another folder, or take that page away.");
            TrainingData data = TrainingData.read(request.data(), Optional.empty(), progress.part(0, 0.3));
            Gallery gallery = gallery(data.set(), request.caseId(), request.architecture(), request.seed(), ON_PAGE, progress.part(0.3, 1));
            byte[] html = new GalleryPage(gallery).html().getBytes(StandardCharsets.UTF_8);
            Path page = request.out().resolve(GalleryPage.FILE);
            AtomicFile.write(page, out -> out.write(html));
            return new Written(gallery, page, data.problems());
        });
    }

    /// What a training on cases like the open one would vary. To be called on the labels' writing thread.
    ///
    /// The job fails with a sentence if the case has no labels.
    ///
    /// @param side of a picture, the longer one, in pixels
    public Job<Gallery> of(CaseSession session, long seed, int side) {
        Volume volume = session.volume();
        List<Labels> layers = session.layers().stream().map(Layer::labels).map(each -> each.snapshot()).toList();
        LabelTable table = session.table();
        String title = session.title();
        return jobs.submit(JobRunner.Lane.COMPUTE, "Seeing what training varies", progress -> {
            Labels labels = FlatLabels.of(layers).labels();
            if (labels.counts().isEmpty()) throw new ModelException("this case has no labels yet, so there is nothing to learn. Paint one, or accept a proposal.");
            TrainingSet set = new TrainingSet(title, "", "", "", table.covering(labels.counts().keySet()), List.of(new Open(title, volume, labels)));
            return gallery(set, title, volume.geometry().size().z() == 1 ? "unet2d" : "", seed, side, progress);
        });
    }

    private record Open(String id, Volume volume, Labels labels) implements TrainingCase {
        @Override
        public Content load() {
            return new Content(volume, labels);
        }
    }

    private static Gallery gallery(TrainingSet set, String caseId, String architecture, long seed, int side, Progress progress) throws IOException, ModelException, FormatException {
        TrainingPlan plan = TrainingPlan.of(set, Path.of("gallery")).withSeed(seed);
        if (!architecture.isEmpty()) plan = plan.withArchitecture(architecture);
        TrainingPreview preview = TrainingPreview.of(plan, progress.part(0, 0.3));
        List<String> known = set.cases().stream().map(TrainingCase::id).toList();
        if (!caseId.isEmpty() && !known.contains(caseId))
            throw FormatException.unexpected(set.name(), "", "a case called '" + caseId + "'", String.join(", ", known.subList(0, Math.min(5, known.size()))) + (known.size() > 5 ? " …" : ""),
                    "Choose one of its cases.");
        return new GalleryPainter(preview, set.labels(), caseId.isEmpty() ? preview.cases().getFirst() : caseId, seed, side).paint(progress.part(0.3, 1));
    }
}
