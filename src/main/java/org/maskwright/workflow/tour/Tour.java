package org.maskwright.workflow.tour;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.maskwright.algorithm.phantom.Organ;
import org.maskwright.algorithm.phantom.TorsoPhantom;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.JobState;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.LiveScore;
import org.maskwright.measure.Summary;
import org.maskwright.render.Overlay;
import org.maskwright.store.DataHome;
import org.maskwright.store.Disk;
import org.maskwright.tool.Gesture;
import org.maskwright.tool.Tool;
import org.maskwright.tool.Tools;
import org.maskwright.volume.Range;
import org.maskwright.workflow.CaseSession;
import org.maskwright.workflow.CaseSource;
import org.maskwright.workflow.ExportDataset;
import org.maskwright.workflow.ExportGate;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Propose;
import org.maskwright.workflow.ScoreReport;
import org.maskwright.workflow.Train;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.gate.Finding;
import org.maskwright.workflow.gate.Plan;
import org.maskwright.workflow.gate.Severity;

/// Walks the whole loop once: open, propose, correct with real tools, undo, close and open again, score, export, train.
///
/// The annotator is a script that knows the truth of the digital patient, so it can say whether each step helped.
public final class Tour implements AutoCloseable {
    private static final String MODEL = "torso-phantom";
    private static final long SEED = 7;
    private static final double MAX_RADIUS_MM = 25;
    private static final Range BONE = new Range(180, 3000);
    private static final int PREVIEW_RGB = 0xF2A541;
    private static final double WELL_DRAWN = 0.93;
    /// Organs of even density, which a region can grow through.
    private static final List<Organ> GROWN = List.of(Organ.LEFT_LUNG, Organ.RIGHT_LUNG, Organ.SPLEEN, Organ.LEFT_KIDNEY, Organ.RIGHT_KIDNEY, Organ.AORTA, Organ.HEART);

    /// How long a tour.
    ///
    /// @param size of the digital patient
    /// @param strokes of the brush at most
    /// @param trains whether a network learns from the export, one epoch long
    public record Length(Size size, int strokes, boolean trains) {
        public static final Length WHOLE = new Length(new Size(192, 192, 96), 40, true);
    }

    /// What a step did.
    ///
    /// @param picture file name; empty for none
    public record Step(String title, String text, String picture) {}

    private final Path folder;
    private final Progress progress;
    private final Workbench workbench;
    private final List<Step> steps = new ArrayList<>();
    private final Eye eye;
    private final String dataName;

    private final Length length;

    private Tour(Path folder, ModelShelf models, Length length, Progress progress) {
        this.length = length;
        this.folder = folder;
        this.progress = progress;
        this.dataName = free("project");
        this.workbench = new Workbench(new JobRunner(Runnable::run), new DataHome(folder.resolve(dataName)), models, Disk.REAL, Clock.systemUTC());
        progress.at(0, "making the digital patient");
        this.eye = new Eye(TorsoPhantom.of(TorsoPhantom.Spec.whole(SEED, length.size()), progress.part(0, 0.08)).labels());
    }

    /// Walks through, writing into `folder`, and returns what was done.
    ///
    /// @param models where the model is looked for; without it the tour labels by hand alone
    /// @throws Exception with a sentence for the user, such as of a folder that may not be written to
    public static List<Step> walk(Path folder, ModelShelf models, Length length, Progress progress) throws Exception {
        try (Tour tour = new Tour(folder.toAbsolutePath().normalize(), models, length, progress)) {
            tour.walk();
            return List.copyOf(tour.steps);
        }
    }

    private String free(String name) {
        String candidate = name;
        for (int n = 2; Files.exists(folder.resolve(candidate)); n++) candidate = name + "-" + n;
        return candidate;
    }

    private void walk() throws Exception {
        CaseSession session = await(workbench.openCase().open(new CaseSource.Phantom(SEED, length.size())), 0.08, 0.15);
        Pictures pictures = new Pictures(folder, session.volume());
        Point place = eye.middle(Organ.LIVER.label());
        pictures.write("1-case.png", place, List.of(), Mask.EMPTY, 0);
        step("Open", "A digital torso of " + length.size() + " voxels, made from a seed: Hounsfield values, partial volume and noise, and the truth known for every voxel.", "1-case.png");

        boolean proposed = propose(session, pictures, place);
        Optional<LiveScore> live = session.proposal().map(p -> new LiveScore(session.labels(), p.proposal().labels()));
        session.labels().onChange(change -> live.ifPresent(score -> score.update(change)));
        if (proposed) workbench.acceptProposal().whole(session);
        String before = againstTruth(session);
        Summary beforeSummary = truthScore(session).dice(organs());

        grow(session, pictures);
        threshold(session, pictures, place);
        int strokes = brush(session);
        pictures.write("5-corrected.png", place, List.of(solid(session)), Mask.EMPTY, 0);
        step("Correct with the brush", strokes + " strokes, each mending what was worst in one slice. Mean Dice against the truth: " + before + " before the correction, " + againstTruth(session) + " after.", "5-corrected.png");
        undo(session);
        live.ifPresent(score -> liveScore(session, score));

        Labels corrected = session.labels().snapshot();
        progress.at(0.72, "closing and opening again");
        await(session.close(), 0.72, 0.74);
        CaseSession again = await(workbench.openCase().open(new CaseSource.Phantom(SEED, length.size())), 0.74, 0.78);
        if (!again.labels().snapshot().sameVoxels(corrected)) throw new IllegalStateException("the labels came back changed");
        step("Close and open again", "Every stroke came back: the labels are the same in all " + length.size().voxels() + " voxels. They lie in the folder " + dataName + ".", "");

        files(again, beforeSummary);
        ScoreReport scores = scores(again);
        await(again.close(), 0.79, 0.8);
        Path data = export(again.projectFolder());
        if (length.trains()) train(data);
        Page.write(folder, steps, scores);
    }

    private boolean propose(CaseSession session, Pictures pictures, Point place) throws Exception {
        if (workbench.models().list().models().stream().noneMatch(model -> model.id().equals(MODEL))) {
            step("Propose", "The model " + MODEL + " is not at hand, so the labels are drawn by hand alone.", "");
            return false;
        }
        long begin = System.nanoTime();
        CaseSession.Numbered made = await(workbench.propose().propose(session, MODEL, Propose.Options.DEFAULT), 0.15, 0.5);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Labels labels = made.proposal().labels();
        pictures.write("2-proposal.png", place, List.of(new Overlay(labels, made.proposal().table(), Set.of(), 0.25, 1, true)), Mask.EMPTY, 0);
        step("Propose", String.format(Locale.ROOT, "The model %s proposed %d labels in %.1f s (%.1f million voxels a second). It is kept untouched beside the correction, to measure against.",
                MODEL, labels.counts().size(), seconds, length.size().voxels() / 1e6 / seconds), "2-proposal.png");
        return true;
    }

    /// Grows organs that are badly drawn, each from one click in its middle.
    private void grow(CaseSession session, Pictures pictures) throws Exception {
        if (Tools.ALL.stream().noneMatch(tool -> tool.id().equals("region-growing"))) return;
        ScriptedHand hand = new ScriptedHand(session);
        hand.take("region-growing");
        List<String> words = new ArrayList<>();
        String picture = "";
        double mm = session.volume().geometry().spacingMm().x();
        for (Organ organ : GROWN) {
            int label = organ.label();
            double before = dice(session, label);
            if (before > WELL_DRAWN) continue;
            progress.at(0.5, "growing the " + organ.title().toLowerCase(Locale.ROOT));
            session.setActiveLabel(label);
            Point seed = eye.middle(label);
            try {
                String came = "leaked into its neighbours however narrow, so Esc dropped it";
                for (int narrower = 0; narrower < 3; narrower++) { // each 10 mm to the left halve the tolerance
                    Gesture gesture = hand.drag(Plane.AXIAL, List.of(seed, new Point(seed.x() - narrower * 10 / mm, seed.y(), seed.z())));
                    Mask shown = hand.shown();
                    boolean good = eye.precision(shown, label) > 0.9 && shown.count() > 1000;
                    if (good && picture.isEmpty()) {
                        picture = "3-region-growing.png";
                        pictures.write(picture, seed, List.of(solid(session)), shown, session.table().rgb(label));
                    }
                    if (!good) {
                        gesture.cancel();
                        continue;
                    }
                    gesture.accept();
                    double after = dice(session, label);
                    if (after < before) session.history().undo();
                    came = hand.said() + (after < before ? ", no gain, taken back" : String.format(Locale.ROOT, ", Dice %.3f → %.3f", before, after));
                    break;
                }
                words.add(organ.title() + ": " + came);
            } catch (Tool.Refused refused) {
                words.add(organ.title() + ": " + refused.reason());
            }
        }
        step("Grow regions", words.isEmpty() ? "Every organ was drawn well already." : "One click each. " + String.join("; ", words) + ".", picture);
    }

    /// Shows a threshold and drops it, then paints through one as a limit.
    private void threshold(CaseSession session, Pictures pictures, Point place) throws Exception {
        if (Tools.ALL.stream().noneMatch(tool -> tool.id().equals("threshold"))) return;
        progress.at(0.55, "choosing a threshold");
        ScriptedHand hand = new ScriptedHand(session);
        hand.take("threshold");
        hand.set("range", new Range(BONE.low(), Math.min(BONE.high(), hand.settings().range("range").high())));
        Labels before = session.labels().snapshot();
        try {
            Gesture gesture = hand.drag(Plane.AXIAL, List.of(place));
            pictures.write("4-threshold.png", place, List.of(), hand.shown(), PREVIEW_RGB);
            gesture.cancel();
        } catch (Tool.Refused refused) {
            step("Threshold", "Refused: " + refused.reason(), "");
            return;
        }
        if (!session.labels().snapshot().sameVoxels(before)) throw new IllegalStateException("a dropped preview left a trace");
        step("Threshold", "Bone above " + (int) BONE.low() + " HU in stripes; Esc drops the preview, and every label is as before. As a limit for painting it keeps the brush off soft tissue.", "4-threshold.png");
    }

    private int brush(CaseSession session) throws Exception {
        ScriptedHand hand = new ScriptedHand(session);
        List<Eye.Flaw> seen = new ArrayList<>();
        double mm = session.volume().geometry().spacingMm().x();
        int done = 0;
        while (seen.size() < length.strokes()) {
            progress.at(0.58 + 0.14 * seen.size() / length.strokes(), "stroke " + (seen.size() + 1) + " of " + length.strokes());
            Labels now = session.labels().snapshot();
            Optional<Eye.Flaw> flaw = eye.worst(now, seen);
            if (flaw.isEmpty() || flaw.get().voxels() < 10) break;
            seen.add(flaw.get());
            Eye.Stroke stroke = eye.stroke(now, flaw.get());
            double radius = stroke.halfWidthVoxels() * mm;
            if (stroke.way().isEmpty() || radius < 0.5) continue;
            int label = flaw.get().label();
            if (label != 0) {
                session.setActiveLabel(label);
            }
            hand.take(label != 0 ? "brush" : "erase");
            hand.set("radiusMm", Math.min(radius, MAX_RADIUS_MM));
            double before = mean(session);
            hand.drag(Plane.AXIAL, stroke.way());
            if (hand.released().isEmpty()) continue;
            if (mean(session) < before) session.history().undo();
            else done++;
        }
        return done;
    }

    private void undo(CaseSession session) {
        Labels now = session.labels().snapshot();
        int count = 0;
        while (session.history().undo().isPresent()) count++;
        // not until nothing is left: a stroke that helped nothing was taken back before, and shall stay so
        for (int i = 0; i < count; i++) session.history().redo();
        if (!session.labels().snapshot().sameVoxels(now)) throw new IllegalStateException("undo and redo left a trace");
        step("Undo and redo", "All " + count + " steps back to the start and forth again: exact in every voxel.", "");
    }

    private void liveScore(CaseSession session, LiveScore live) {
        Labels proposal = session.proposal().orElseThrow().proposal().labels();
        CaseScore full = CaseScore.of(session.caseId(), session.labels().snapshot(), proposal);
        if (!full.overlaps().equals(live.overlaps())) throw new IllegalStateException("the live score is not the score");
        step("Live score", "Dice against the proposal followed every stroke, and equals a full count at the end: " + full.dice(full.overlaps().keySet()) + ".", "");
    }

    private void files(CaseSession session, Summary before) throws IOException {
        write("labels.nii.gz", session.labels().snapshot(), session.table());
        session.proposal().ifPresent(p -> writeUnchecked("proposal.nii.gz", p.proposal().labels(), p.proposal().table()));
        ScoreReport report = scores(session);
        AtomicFile.write(folder.resolve("scores.json"), out -> out.write(report.json().getBytes(StandardCharsets.UTF_8)));
        AtomicFile.write(folder.resolve("scores.csv"), out -> out.write(report.csv().getBytes(StandardCharsets.UTF_8)));
        step("Score", "Dice, Jaccard and volumes of each organ against the truth, in scores.json and scores.csv: mean Dice " + before + " before, " + truthScore(session).dice(organs()) + " after the correction.", "");
    }

    private void writeUnchecked(String name, Labels labels, LabelTable table) {
        try {
            write(name, labels, table);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void write(String name, Labels labels, LabelTable table) throws IOException {
        AtomicFile.write(folder.resolve(name), out -> {
            try {
                Formats.writerOf(name).write(StoredImage.of(labels, table), name, out, Progress.NONE);
            } catch (FormatException e) {
                throw new IllegalStateException(name + " can hold every label map", e);
            }
        });
    }

    /// @return the dataset's folder
    private Path export(Path project) throws Exception {
        String name = free("export");
        ExportGate.Report report = await(workbench.exportGate().check(project, ExportDataset.Kind.NNUNET, Plan.ALL), 0.8, 0.82);
        for (Finding finding : report.findings()) step(finding.severity().title(), finding.sentence(), "");
        ExportDataset.Exported exported = await(workbench.exportDataset().export(project, report.clear(Set.copyOf(report.of(Severity.LOOK))), folder.resolve(name)), 0.82, 0.84);
        step("Export", "The correction is training data now: " + name + " holds images, labels and dataset.json as nnU-Net v2 reads them, and scores against the proposal.", "");
        for (String problem : exported.leftOut()) step("Left out", problem, "");
        return exported.folder();
    }

    private void train(Path data) throws Exception {
        String name = free("model");
        Train.Request request = new Train.Request(data.toString(), Optional.empty(), folder.resolve(name), "", "", Train.Method.USUAL, 1, 0, false, Optional.empty(), Optional.empty(),
                Optional.of("Learnt on the tour"), 1, "maskwright train --data " + data.getFileName() + " --out " + name + " --epochs 1");
        Train.Trained trained = await(workbench.train().train(request), 0.84, 0.99);
        step("Train", "A network learnt from the export for one epoch, enough to show the way; a good one takes an hour. The folder " + name
                + " is a model like the shipped ones: maskwright propose --model " + name + " … uses it. Its weights begin with " + trained.model().sha256().substring(0, 8) + ".", "");
    }

    private ScoreReport scores(CaseSession session) {
        List<CaseScore> cases = new ArrayList<>();
        session.proposal().ifPresent(p -> cases.add(CaseScore.of("proposal", eye.truth(), p.proposal().labels())));
        cases.add(CaseScore.of("corrected", eye.truth(), session.labels().snapshot()));
        TreeMap<Integer, String> names = new TreeMap<>();
        for (Organ organ : Organ.values()) names.put(organ.label(), organ.title());
        return new ScoreReport(cases, names, List.of());
    }

    private CaseScore truthScore(CaseSession session) {
        return CaseScore.of(session.caseId(), eye.truth(), session.labels().snapshot());
    }

    private static List<Integer> organs() {
        List<Integer> all = new ArrayList<>();
        for (Organ organ : Organ.values()) all.add(organ.label());
        return all;
    }

    private String againstTruth(CaseSession session) {
        return truthScore(session).dice(organs()).toString();
    }

    private double mean(CaseSession session) {
        return truthScore(session).dice(organs()).mean().orElse(0);
    }

    private double dice(CaseSession session, int label) {
        return truthScore(session).dice(label).orElse(0);
    }

    private static Overlay solid(CaseSession session) {
        return new Overlay(session.labels().snapshot(), session.table(), Set.of(), 0.35, 1, false);
    }

    private void step(String title, String text, String picture) {
        steps.add(new Step(title, text, picture));
    }

    private <T> T await(Job<T> job, double from, double to) throws Exception {
        progress.at(from, job.name());
        job.onState(state -> {
            if (state instanceof JobState.Running<T>(double fraction, String what) && !Double.isNaN(fraction)) progress.at(from + (to - from) * fraction, what);
        });
        try {
            return job.await();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) throw cause;
            throw e;
        }
    }

    @Override
    public void close() {
        workbench.close();
    }
}
