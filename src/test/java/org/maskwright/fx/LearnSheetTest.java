package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.fx.desk.Memory;
import org.maskwright.fx.learn.LearnSheet;
import org.maskwright.fx.learn.LearningRoom;
import org.maskwright.fx.learn.task.Answers;
import org.maskwright.fx.learn.task.Field;
import org.maskwright.fx.learn.task.Kind;
import org.maskwright.fx.learn.task.Outcome;
import org.maskwright.fx.learn.task.Task;
import org.maskwright.fx.learn.task.Tasks;
import org.maskwright.fx.learn.task.Work;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.learn.UntrainedModels;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Workbench;

/// The learning room through the real window: every task with its form, wrong answers, and tasks that really run on sixteen voxels a side; pictures of it in
/// `target/screenshots`.
class LearnSheetTest {
    private static final Path OUT = Path.of("target", "screenshots");
    private static final Geometry GRID = Geometry.upright(16, 16, 16, 1, 1, 1);
    private static final LabelTable TABLE = new LabelTable(List.of(new LabelTable.Entry(1, "Bright", 0xF2A541)));

    @TempDir Path folder;
    private Map<String, String> memory = Map.of("guide", "seen");

    @BeforeAll
    static void startToolkit() throws Exception {
        Pictures.startToolkit();
    }

    private RealWindow window(double width, double height) {
        return RealWindow.inWindow(() -> {
            RealWindow real = new RealWindow(folder.resolve("home"), width, height, new ModelShelf(List.of(folder.resolve("models"))), Clock.systemUTC(), memory);
            memory = real.memory;
            return real;
        });
    }

    /// A bright cube at a place of its own.
    private static short[][] cube(int at, int value) {
        short[][] slices = new short[16][16 * 16];
        for (int z = 4; z < 10; z++) for (int y = 4; y < 10; y++) for (int x = 3 + at; x < 9 + at; x++) slices[z][y * 16 + x] = (short) value;
        return slices;
    }

    private void write(String name, StoredImage image) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (var out = Files.newOutputStream(file)) {
            Formats.writerOf(name).write(image, name, out, Progress.NONE);
        }
    }

    /// Three labelled cases, other labels for them, and a model that knows nothing.
    private void data() throws Exception {
        for (int i = 1; i <= 3; i++) {
            write("data/images/c" + i + ".nii.gz", StoredImage.of(ShortVolume.adopting(GRID, cube(i, 300), 1, 0, ScanInfo.UNKNOWN)));
            write("data/labels/c" + i + ".nii.gz", StoredImage.of(Labels.adopting(GRID, cube(i, 1)), TABLE));
            write("other/c" + i + ".nii.gz", StoredImage.of(Labels.adopting(GRID, cube(i + 1, 1)), TABLE));
        }
        Files.writeString(folder.resolve("data/dataset.json"), "{\"name\": \"Cubes\", \"labels\": {\"background\": 0, \"Bright\": 1}}");
        UntrainedModels.write(folder.resolve("models/novice"), 1, 1, TABLE);
    }

    private static void turnTo(RealWindow real, String task) {
        real.click("task-" + task);
    }

    private static void type(RealWindow real, String id, Object text) {
        RealWindow.inWindow(() -> ((TextField) real.scene.lookup("#learn-" + id)).setText(text.toString()));
    }

    private static void choose(RealWindow real, String id, String words) {
        RealWindow.await(words + " is offered", () -> ((MenuButton) real.scene.lookup("#learn-" + id)).getItems().stream().anyMatch(item -> item.getText().startsWith(words)));
        RealWindow.inWindow(() -> ((MenuButton) real.scene.lookup("#learn-" + id)).getItems().stream().filter(item -> item.getText().startsWith(words)).findFirst().orElseThrow().fire());
    }

    private static void press(RealWindow real, String id) {
        RealWindow.await(id + " can be pressed, and not: " + words(real, "learn-reason"), () -> real.scene.lookup("#" + id) instanceof Button button && !button.isDisabled());
        RealWindow.inWindow(() -> ((Button) real.scene.lookup("#" + id)).fire());
    }

    private static String words(RealWindow real, String id) {
        return RealWindow.inWindow(() -> real.scene.lookup("#" + id) instanceof Label label ? label.getText() : "");
    }

    /// What is said beneath the row of a field.
    private static String wrong(RealWindow real, String id) {
        return RealWindow.inWindow(() -> String.join(" ", real.scene.getRoot().lookupAll("#learn-wrong-" + id + " .label").stream().map(node -> ((Label) node).getText()).toList()));
    }

    private static void awaitEnd(RealWindow real) {
        RealWindow.await("it has ended", () -> real.scene.lookup("#learn-stop") == null);
        assertThat(RealWindow.inWindow(() -> real.scene.lookup("#learn-outcome") != null)).as("it came to something; else: " + RealWindow.inWindow(() -> real.scene.getRoot().lookupAll("#notice .label").stream().map(Node::toString).toList())).isTrue();
    }

    @ParameterizedTest @CsvSource({"1366, 768", "1920, 1200"})
    void everyTaskHasItsFormAndSaysWhatIsMissing(int width, int height) throws Exception {
        data();
        try (RealWindow real = window(width, height)) {
            RealWindow.inWindow(() -> real.window.deeds().learn(""));
            for (Task task : Tasks.ALL) {
                turnTo(real, task.id());
                for (Field field : task.fields()) assertThat(RealWindow.inWindow(() -> real.scene.lookup("#learn-" + field.id()) != null)).as(task.id() + " asks for " + field.id()).isTrue();
                assertThat(words(real, "learn-reason")).as(task.id()).isEqualTo(task.fields().getFirst().need());
                assertThat(RealWindow.inWindow(() -> real.scene.lookup("#learn-start").isDisabled())).isTrue();
                if (List.of("evaluate", "simulate").contains(task.id())) real.picture(OUT.resolve("learn-" + width + "-" + task.id() + ".png"));
            }
        }
    }

    @Test
    void aWrongAnswerIsSaidBesideItBeforeAnythingBegins() throws Exception {
        data();
        try (RealWindow real = window(1366, 768)) {
            RealWindow.inWindow(() -> real.window.deeds().teach());
            real.picture(OUT.resolve("learn-from-teach.png"));
            press(real, "teach-room");
            turnTo(real, "folds");
            type(real, "data", folder.resolve("data"));
            type(real, "folds", 1);
            assertThat(wrong(real, "folds")).isEqualTo("Folds is from 2 to 20, got 1.");
            assertThat(words(real, "learn-reason")).isEqualTo("Folds is from 2 to 20, got 1.");
            type(real, "folds", 2);
            type(real, "minutes", "0,5");
            assertThat(wrong(real, "folds")).isEmpty();
            type(real, "out", folder.resolve("data"));
            assertThat(wrong(real, "out")).isEqualTo("Goes into a new or empty folder; this one holds files.");
            type(real, "data", folder.resolve("nowhere"));
            assertThat(wrong(real, "data")).isEqualTo("Labelled cases are in no such folder.");
            turnTo(real, "compress");
            choose(real, "model", "The novice one");
            type(real, "data", "phantom:2");
            assertThat(RealWindow.inWindow(() -> real.scene.lookup("#learn-start").isDisabled())).isFalse();
            type(real, "prune", "25, 95");
            assertThat(wrong(real, "prune")).isEqualTo("Channels left out, % takes percents from 1 to 90, got 95.");
            type(real, "prune", "25");
            assertThat(wrong(real, "out")).startsWith("Channels left out need a folder of their own");
            real.picture(OUT.resolve("learn-wrong.png"));
            turnTo(real, "simulate");
            type(real, "labelled", "10, 5");
            assertThat(wrong(real, "labelled")).endsWith("begins with 2 or more and rises, got 10, 5.");
            turnTo(real, "pseudolabel");
            type(real, "confidence", "1");
            assertThat(wrong(real, "confidence")).contains("no model is wholly sure").endsWith("Got 1.");
            turnTo(real, "evaluate");
            type(real, "tolerance", "1,x=2");
            assertThat(wrong(real, "tolerance")).endsWith("takes MM or LABEL=MM, the label by its number, got x=2.");
        }
    }

    @Test
    void labelsAreJudgedAndTheReportIsOffered() throws Exception {
        data();
        try (RealWindow real = window(1366, 768)) {
            RealWindow.inWindow(() -> real.window.deeds().learn("evaluate"));
            type(real, "reference", folder.resolve("data/labels"));
            type(real, "candidate", folder.resolve("other"));
            type(real, "images", folder.resolve("data/images"));
            type(real, "out", folder.resolve("report"));
            press(real, "learn-start");
            awaitEnd(real);
            assertThat(folder.resolve("report/report.html")).isNotEmptyFile();
            assertThat(RealWindow.inWindow(() -> real.scene.lookup("#learn-report"))).isNotNull();
            real.picture(OUT.resolve("learn-done-evaluate.png"));
            press(real, "learn-again");
            assertThat(RealWindow.inWindow(() -> ((TextField) real.scene.lookup("#learn-out")).getText())).as("another folder").isNotEqualTo(folder.resolve("report").toString());
        }
    }

    @Test
    void aModelIsTunedAndItsCardSaysSoAndIsJudged() throws Exception {
        data();
        try (RealWindow real = window(1366, 768)) {
            RealWindow.inWindow(() -> real.window.deeds().learn("tune"));
            choose(real, "model", "The novice one");
            type(real, "data", folder.resolve("data"));
            press(real, "learn-start");
            awaitEnd(real);
            assertThat(folder.resolve("models/novice/card.json")).content().contains("3 cases");
            real.picture(OUT.resolve("learn-done-tune.png"));
            turnTo(real, "evaluate-model");
            choose(real, "model", "The novice one");
            type(real, "data", folder.resolve("data"));
            type(real, "out", folder.resolve("judged"));
            press(real, "learn-start");
            awaitEnd(real);
            assertThat(folder.resolve("judged/report.html")).content().contains("novice", "<img");
            assertThat(folder.resolve("judged/scores.csv")).content().contains("c1", "c3");
            real.picture(OUT.resolve("learn-done-judged.png"));
        }
    }

    @Test
    void foldsThatWereStoppedGoOnAtTheNextStart() throws Exception {
        data();
        try (RealWindow real = window(1366, 768)) {
            RealWindow.inWindow(() -> real.window.deeds().learn("folds"));
            type(real, "data", folder.resolve("data"));
            type(real, "out", folder.resolve("folds"));
            type(real, "folds", 2);
            type(real, "epochs", 2);
            choose(real, "architecture", "U-Net, 2-D");
            press(real, "learn-details");
            type(real, "widths", "4,8");
            real.picture(OUT.resolve("learn-details.png"));
            press(real, "learn-start");
            RealWindow.await("the first fold learns", () -> words(real, "learn-doing").startsWith("Fold 1 of 2"));
            press(real, "learn-stop");
            RealWindow.await("it has stopped", () -> real.scene.lookup("#learn-start") != null);
            assertThat(RealWindow.inWindow(() -> ((Button) real.scene.lookup("#learn-start")).getText())).isEqualTo("Go on");
        }
        try (RealWindow real = window(1366, 768)) {
            RealWindow.inWindow(() -> real.window.deeds().learn("folds"));
            assertThat(RealWindow.inWindow(() -> ((TextField) real.scene.lookup("#learn-widths")).getText())).as("with the answers of before").isEqualTo("4,8");
            assertThat(RealWindow.inWindow(() -> ((Button) real.scene.lookup("#learn-start")).getText())).isEqualTo("Go on");
            RealWindow.inWindow(() -> real.window.sheets().close());
            RealWindow.inWindow(() -> real.window.deeds().learn("folds"));
            press(real, "learn-start");
            RealWindow.inWindow(() -> real.window.sheets().close());
            RealWindow.await("its end is told", () -> real.window.banner().sentence().startsWith("“Train in folds” is done. 2 folds: mean Dice"));
            assertThat(folder.resolve("folds/folds-report.html")).isNotEmptyFile();
            RealWindow.inWindow(() -> real.window.deeds().learn("folds"));
            assertThat(RealWindow.inWindow(() -> real.scene.getRoot().lookupAll("#run-reasons .label").stream().map(node -> ((Label) node).getText()).toList())).as("why the folds were trained so").anyMatch(line -> line.contains("Grid: "));
            RealWindow.inWindow(() -> real.window.deeds().learn(""));
            real.picture(OUT.resolve("learn-done-folds.png"));
        }
        try (RealWindow real = window(1366, 768)) {
            RealWindow.inWindow(() -> real.window.deeds().learn("folds"));
            assertThat(RealWindow.inWindow(() -> ((TextField) real.scene.lookup("#learn-data")).getText())).as("what has ended is forgotten").isEmpty();
        }
    }

    @Test
    void aModelLabelsScansAndIsHeldAgainstItsDoubtAndARefusalIsSaid() throws Exception {
        data();
        try (RealWindow real = window(1366, 768)) {
            RealWindow.inWindow(() -> real.window.deeds().learn("pseudolabel"));
            choose(real, "model", "The novice one");
            type(real, "data", folder.resolve("data/images"));
            type(real, "confidence", 0);
            choose(real, "mirrored", "no");
            type(real, "out", folder.resolve("pseudo"));
            press(real, "learn-start");
            awaitEnd(real);
            assertThat(folder.resolve("pseudo/pseudo-labels.json")).isNotEmptyFile();
            turnTo(real, "compare-measures");
            choose(real, "model", "The novice one");
            type(real, "data", folder.resolve("data"));
            type(real, "out", folder.resolve("measures"));
            tick(real, "measures", "entropy");
            press(real, "learn-start");
            awaitEnd(real);
            assertThat(folder.resolve("measures/measures.csv")).content().contains("entropy").doesNotContain("mirror");
            real.picture(OUT.resolve("learn-done-measures.png"));
            turnTo(real, "compress");
            choose(real, "model", "The novice one");
            type(real, "data", folder.resolve("data"));
            press(real, "learn-start");
            RealWindow.await("it is refused", () -> real.scene.lookup("#notice") != null);
            assertThat(RealWindow.inWindow(() -> real.scene.getRoot().lookupAll("#notice .label").stream().map(node -> ((Label) node).getText()).toList().toString())).contains("none is left to calibrate by");
            real.picture(OUT.resolve("learn-refused.png"));
        }
    }

    private static void tick(RealWindow real, String field, String id) {
        RealWindow.inWindow(() -> ((MenuButton) real.scene.lookup("#learn-" + field)).getItems().stream().map(item -> (CheckBox) ((CustomMenuItem) item).getContent()).filter(box -> box.getId().endsWith("-" + id)).findFirst().orElseThrow().fire());
    }

    /// A task that goes on until it is stopped or let go.
    private static final class Patient implements Task {
        final CountDownLatch go = new CountDownLatch(1);

        @Override
        public String id() {
            return "patient";
        }

        @Override
        public String title() {
            return "Wait";
        }

        @Override
        public String about() {
            return "It waits.";
        }

        @Override
        public String more() {
            return "It waits until it is let go.";
        }

        @Override
        public List<Field> fields() {
            return List.of(new Field("minutes", "Minutes", new Kind.Number(), "1", "", "", _ -> "", false));
        }

        @Override
        public Work<String> begin(Workbench bench, Answers answers) {
            return new Work<>(bench.turn().submit("Waiting", progress -> {
                for (int i = 0; go.getCount() > 0; i = Math.min(i + 1, 40)) {
                    progress.at(i / 100.0, "minute " + answers.text("minutes"));
                    go.await(20, TimeUnit.MILLISECONDS);
                }
                return "well";
            }), word -> new Outcome("It waited " + word + ".", List.of(), List.of(), Path.of("."), Optional.empty()));
        }
    }

    private static void lay(RealWindow real, LearningRoom room) {
        RealWindow.inWindow(() -> {
            LearnSheet sheet = new LearnSheet(room, new RealWindow.NoPlaces(), _ -> {}, real.window.sheets()::close);
            real.window.sheets().lay("learn-sheet", "Learning room", sheet, LearnSheet.WIDTH, sheet.foot());
        });
    }

    @Test
    void aTaskGoesOnBehindTheClosedSheetHoldsOffOthersAndStops() throws Exception {
        try (RealWindow real = window(1366, 768)) {
            Patient patient = new Patient();
            List<Task> tasks = new ArrayList<>(List.of(patient));
            tasks.addAll(Tasks.ALL);
            LearningRoom room = RealWindow.inWindow(() -> new LearningRoom(tasks, real.bench, new Memory() {
                @Override
                public Optional<String> recall(String key) {
                    return Optional.empty();
                }

                @Override
                public void keep(String key, String value) {}
            }, System::nanoTime));
            lay(real, room);
            type(real, "minutes", "0,5");
            press(real, "learn-start");
            RealWindow.await("it runs", () -> words(real, "learn-doing").equals("Minute 0.5"));
            RealWindow.inWindow(() -> real.window.sheets().close());
            lay(real, room);
            RealWindow.await("it runs still", () -> words(real, "learn-doing").equals("Minute 0.5"));
            real.picture(OUT.resolve("learn-running.png"));
            turnTo(real, "simulate");
            type(real, "data", "phantom:9");
            type(real, "out", folder.resolve("loop"));
            assertThat(words(real, "learn-reason")).isEqualTo("“Waiting” is under way. Wait for its end, or stop it.");
            turnTo(real, "patient");
            press(real, "learn-stop");
            RealWindow.await("it has stopped", () -> real.scene.lookup("#learn-start") != null);
            real.picture(OUT.resolve("learn-stopped.png"));
            press(real, "learn-start");
            RealWindow.await("it runs again", () -> words(real, "learn-doing").equals("Minute 0.5"));
            turnTo(real, "simulate");
            assertThat(words(real, "learn-reason")).startsWith("“Waiting” is under way.");
            patient.go.countDown();
            RealWindow.await("its turn has come", () -> words(real, "learn-reason").equals("You can go on working while it runs."));
            turnTo(real, "patient");
            awaitEnd(real);
        }
    }
}
