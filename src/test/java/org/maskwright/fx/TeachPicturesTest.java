package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.Formats;
import org.maskwright.fx.train.FakeTrainer;
import org.maskwright.fx.train.LessonState;
import org.maskwright.fx.train.TeachSheet;
import org.maskwright.fx.train.TrainingModel;
import org.maskwright.fx.train.TrainingState;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.learn.TrainingWatch;
import org.maskwright.testing.SharedData;
import org.maskwright.volume.Volume;
import org.maskwright.workflow.training.Onlooker;
import org.maskwright.workflow.training.OnlookerWatch;
import org.maskwright.workflow.training.RunNote;
import org.maskwright.workflow.training.WorstSlice;

/// Pictures of the training room in `target/screenshots`: what would be taught, a run, a pause, and the report card of a better and of a
/// worse model. The run is played; scans and labels are real.
class TeachPicturesTest {
    private static final Path OUT = Path.of("target", "screenshots");

    @TempDir Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        Pictures.startToolkit();
    }

    private static List<WorstSlice> worst() throws Exception {
        Path train = SharedData.require("hippocampus", "train");
        List<TrainingWatch.WorstCase> cases = new ArrayList<>();
        String[] names = {"001", "003", "004", "006"};
        for (int i = 0; i < names.length; i++) {
            String file = "hippocampus_" + names[i] + ".nii.gz";
            Volume volume = Formats.open(train.resolve("images").resolve(file), Progress.NONE).volume(Progress.NONE);
            Labels truth = Formats.open(train.resolve("labels").resolve(file), Progress.NONE).labels(Progress.NONE).on(volume.geometry());
            cases.add(new TrainingWatch.WorstCase("hippocampus_" + names[i], 0.79 + 0.02 * i, volume, truth, shifted(truth)));
        }
        List<WorstSlice> seen = new ArrayList<>();
        new OnlookerWatch((_, slices) -> seen.addAll(slices), FakeTrainer.TABLE).after(new TrainingWatch.Epoch(1, 1, 0, 0, new TreeMap<>(), 0, true), cases);
        return seen;
    }

    private static Labels shifted(Labels truth) {
        var size = truth.geometry().size();
        short[][] slices = new short[size.z()][size.sliceVoxels()];
        short[] one = new short[size.sliceVoxels()];
        for (int z = 0; z < size.z(); z++) {
            truth.copySlice(z, one);
            for (int i = 2; i < one.length; i++) slices[z][i] = i / size.x() % 3 == 0 ? one[i - 2] : one[i - 1];
        }
        return Labels.adopting(truth.geometry(), slices);
    }

    @Test
    void everyStateOfTheTrainingRoomIsDrawn() throws Exception {
        List<WorstSlice> worst = worst();
        try (RealWindow real = RealWindow.inWindow(() -> new RealWindow(folder, 1366, 768))) {
            FakeTrainer trainer = new FakeTrainer(real.bench.jobs());
            double[] now = {0};
            TrainingModel model = RealWindow.inWindow(() -> new TrainingModel(trainer, real.bench.jobs().listenerExecutor(), () -> now[0]));
            trainer.left = List.of(new RunNote(folder.resolve("hippocampus-mr-3"), RunNote.Kind.FINE_TUNE, RunNote.State.UNDER_WAY, "study", "", "", "", 60, 20, 0, 1));
            RealWindow.inWindow(() -> {
                model.visit(Optional.of(Path.of("study")));
                TeachSheet sheet = new TeachSheet(model, "/data/export", new RealWindow.NoPlaces(), _ -> {}, real.window.sheets()::close);
                real.window.sheets().lay("teach-sheet", "Teach the model", sheet, TeachSheet.WIDTH, sheet.foot());
            });
            RealWindow.await("the lesson is known", () -> model.lesson().get() instanceof LessonState.Known && !model.unfinished().get().isEmpty());
            real.picture(OUT.resolve("teach-1-idle.png"));
            RealWindow.inWindow(() -> ((ToggleButton) real.scene.getRoot().lookupAll("#teach-tabs .toggle-button").stream().skip(1).findFirst().orElseThrow()).fire());
            real.picture(OUT.resolve("teach-2-folder.png"));
            RealWindow.inWindow(() -> model.teach(60, 20));
            trainer.steps.add((progress, _) -> {
                progress.at(0.08, "epoch 1 of 60, step 12 of 80, loss 0.812");
                return Optional.empty();
            });
            RealWindow.await("it runs", () -> model.state().get() instanceof TrainingState.Running(_, double fraction, _, _) && fraction == 0.08);
            real.picture(OUT.resolve("teach-3-begun.png"));
            now[0] = 400;
            trainer.steps.add((progress, onlooker) -> {
                List<Onlooker.Epoch> curve = FakeTrainer.curve(23, 60);
                onlooker.see(curve, worst);
                onlooker.planned(List.of("Grid: 1 × 1 × 1 mm, as the cases have it in the median.",
                        "Patch: 40 × 56 × 40 voxels, the median case of 35 × 50 × 36 whole, filled up to multiples of 8 for the network.",
                        "Depth: 4 levels (16, 32, 64, 128 channels), as usual: at the deepest 4 voxels a side are left, and one level more would leave 2.",
                        "Batch: 4 patches a step, as usual: a step needs about 310 MB, and 14.2 GB are free.",
                        "Mirroring: along x, for no label tells left from right.",
                        "Grey levels: each scan by its own mean and deviation, for the same value means something else in another MR scan."));
                progress.at(0.42, "epoch 24 of 60, step 31 of 80, loss 0.148, Dice 0.874");
                return Optional.empty();
            });
            RealWindow.await("the curve is drawn", () -> model.curve().get().size() == 23 && !model.timeLeft().get().isEmpty());
            real.picture(OUT.resolve("teach-4-running.png"));
            RealWindow.inWindow(() -> {
                var sentences = (VBox) real.scene.getRoot().lookup("#run-reasons");
                assertThat(sentences.getChildren()).hasSize(6);
                assertThat(sentences.isVisible()).as("folded away until asked for").isFalse();
                ((Button) real.scene.getRoot().lookup("#run-why")).fire();
                assertThat(sentences.isVisible()).isTrue();
            });
            real.picture(OUT.resolve("teach-4-why.png"));
            RealWindow.inWindow(() -> ((Button) real.scene.getRoot().lookup("#run-why")).fire());
            RealWindow.inWindow(model::pause);
            trainer.steps.add((progress, _) -> {
                progress.at(0.42, "");
                return Optional.empty();
            });
            RealWindow.await("it is paused", () -> model.state().get() instanceof TrainingState.Paused);
            real.picture(OUT.resolve("teach-5-paused.png"));
            RealWindow.inWindow(model::resume);
            trainer.steps.add((_, _) -> Optional.of(FakeTrainer.tuned(1)));
            RealWindow.await("it is judged", () -> model.state().get() instanceof TrainingState.Judged);
            real.picture(OUT.resolve("teach-6-better.png"));
            RealWindow.inWindow(model::startOver);
            RealWindow.await("the lesson is known", () -> model.lesson().get() instanceof LessonState.Known);
            RealWindow.inWindow(() -> model.teach(60, 20));
            trainer.steps.add((_, _) -> Optional.of(FakeTrainer.tuned(-1)));
            RealWindow.await("it is judged", () -> model.state().get() instanceof TrainingState.Judged);
            real.picture(OUT.resolve("teach-7-worse.png"));
            RealWindow.inWindow(() -> model.answer(false));
            RealWindow.inWindow(model::startOver);
            trainer.past = List.of(FakeTrainer.pastRun("hippocampus-mr-3", 38, 0.012, Map.of("network", "unet3d", "widths", "24, 48, 96, 128", "--loss", "dice-ce", "started from", "hippocampus-mr"), "a", "b"),
                    FakeTrainer.pastRun("hippocampus-mr-2", 60, 0, Map.of("network", "unet3d", "widths", "16, 32, 64, 128", "--loss", "focal", "started from", "hippocampus-mr"), "a", "b"),
                    FakeTrainer.pastRun("fcn", 25, -0.06, Map.of("network", "fcn2d", "widths", "32, 64, 128, 256", "started from", "chance"), "a", "b"));
            RealWindow.inWindow(() -> model.visit(Optional.of(Path.of("study"))));
            RealWindow.await("trainings of before are known", () -> model.past().get().size() == 3 && model.unfinished().get().size() == 1);
            RealWindow.inWindow(() -> {
                model.compare(trainer.past.getLast(), true);
                model.discard(model.unfinished().get().getFirst());
            });
            RealWindow.inWindow(() -> ((ToggleButton) real.scene.getRoot().lookupAll("#teach-tabs .toggle-button").stream().skip(2).findFirst().orElseThrow()).fire());
            real.picture(OUT.resolve("teach-9-compared.png"));
            RealWindow.inWindow(() -> ((ScrollPane) real.scene.getRoot().lookup("#teach-sheet .scroll-pane")).setVvalue(1));
            real.picture(OUT.resolve("teach-10-differences.png"));
            RealWindow.inWindow(model::settle);
            trainer.trouble = Optional.of("Study: expected corrected cases of at least two patients, one to learn from and one to judge by, found one. Correct another case first.");
            RealWindow.inWindow(() -> {
                model.visit(Optional.of(Path.of("small")));
            });
            RealWindow.inWindow(() -> ((ToggleButton) real.scene.getRoot().lookupAll("#teach-tabs .toggle-button").stream().findFirst().orElseThrow()).fire());
            RealWindow.await("nothing can be taught", () -> model.lesson().get() instanceof LessonState.Unknown);
            real.picture(OUT.resolve("teach-8-obstacle.png"));
        }
        assertThat(OUT.resolve("teach-8-obstacle.png")).isNotEmptyFile();
    }
}
