package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Job;
import org.maskwright.job.JobState;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.workflow.finetune.ReportCard;
import org.maskwright.workflow.finetune.Split;
import org.maskwright.workflow.training.Onlooker;
import org.maskwright.workflow.training.RunNote;
import org.maskwright.workflow.training.Setting;
import org.maskwright.workflow.training.Settings;

/// A tiny network, bright and dark boxes in noise: old data with both, a project with bright ones alone.
class FineTuneTest {
    private static final Geometry GRID = Geometry.upright(20, 16, 12, 1, 1, 1);
    private static final LabelTable BOTH = new LabelTable(List.of(new LabelTable.Entry(1, "Bright", 0xFFFFFF), new LabelTable.Entry(2, "Dark", 0x333333)));
    private static final LabelTable BRIGHT = new LabelTable(List.of(new LabelTable.Entry(7, "bright", 0xFFFFFF)));

    @TempDir static Path folder;
    private static Path project;
    private static Path old;

    private static Box place(int seed, boolean bright) {
        int x = bright ? 1 + seed % 4 : 12 + seed % 3, y = 2 + seed % 5;
        return new Box(x, y, 3, x + 6, y + 7, 9);
    }

    private static StoredImage scan(int seed, boolean dark) {
        var random = new SplittableRandom(seed);
        short[][] slices = new short[12][20 * 16];
        for (short[] slice : slices) for (int i = 0; i < slice.length; i++) slice[i] = (short) (500 + random.nextInt(120));
        fill(slices, place(seed, true), 300);
        if (dark) fill(slices, place(seed, false), -300);
        return StoredImage.of(ShortVolume.adopting(GRID, slices, 1, 0, ScanInfo.UNKNOWN));
    }

    private static void fill(short[][] slices, Box box, int more) {
        for (int z = box.z0(); z < box.z1(); z++)
            for (int y = box.y0(); y < box.y1(); y++) for (int x = box.x0(); x < box.x1(); x++) slices[z][y * 20 + x] += (short) more;
    }

    @BeforeAll
    static void theModelAndTheProject() throws Exception {
        try (Bench bench = new Bench(folder)) {
            for (int n = 1; n <= 10; n++) {
                bench.write("old/images/o" + n + ".nii.gz", scan(n, true));
                short[][] labels = new short[12][20 * 16];
                fill(labels, place(n, true), 1);
                fill(labels, place(n, false), 2);
                bench.write("old/labels/o" + n + ".nii.gz", StoredImage.of(Labels.adopting(GRID, labels), BOTH));
            }
            old = folder.resolve("old");
            Files.writeString(old.resolve("dataset.json"), "{\"name\": \"Boxes\", \"labels\": {\"background\": 0, \"Bright\": 1, \"Dark\": 2}}");
            Train.Request plain = Train.Request.of(old.toString(), folder.resolve("models/base"));
            Bench.wait(bench.workbench.train().train(new Train.Request(plain.data(), plain.about(), plain.out(), "", "", Train.Method.USUAL.withWidths(List.of(4, 8)).withRate(0.003), 2, 0, false,
                    Optional.empty(), Optional.empty(), Optional.empty(), 1, "maskwright train --data " + old)));
            project = folder.resolve("study");
            Bench.wait(bench.workbench.projects().create(project, "Study", BRIGHT));
            List<CaseSource> scans = new ArrayList<>();
            for (int n = 21; n <= 25; n++) scans.add(new CaseSource.Scan(bench.write("s" + n + ".nii.gz", scan(n, false))));
            List<Projects.Row> rows = Bench.wait(bench.workbench.projects().add(project, scans)).cases();
            for (int i = 0; i < 4; i++) {
                CaseSession session = bench.open(rows.get(i).source());
                Bench.wait(bench.workbench.propose().propose(session, "base", Propose.Options.DEFAULT));
                OpenEdit edit = session.labels().open(PaintRule.EVERYWHERE);
                edit.fill(Bench.box(place(21 + i, true)), 7);
                edit.commit("Brush");
                Bench.wait(session.close());
            }
        }
    }

    private static FineTune.Request request(String out) {
        return FineTune.Request.of(project, folder.resolve("models").resolve(out)).withLength(0, 3);
    }

    @Test
    void correctedCasesMakeTheModelBetterAndOldDataIsNotForgotten() throws Exception {
        try (Bench bench = new Bench(folder)) {
            FineTune.Lesson lesson = Bench.wait(bench.workbench.fineTune().look(request("better")));
            assertThat(lesson.model().id()).isEqualTo("base");
            assertThat(lesson.cases()).hasSize(4).filteredOn(FineTune.Taught::judges).hasSize(1);
            assertThat(lesson.remarks()).singleElement().asString().startsWith("case-005: it has no labels yet");
            assertThat(lesson.replayLearning()).as("the old data is where the card says").isEqualTo(8);

            List<Onlooker.Epoch> seen = new ArrayList<>();
            List<Job<FineTune.Tuned>> pausing = new ArrayList<>();
            pausing.add(bench.workbench.fineTune().run(request("better"), (curve, worst) -> {
                seen.addAll(curve);
                assertThat(curve.getLast().labelDice()).containsOnlyKeys(1, 2);
                assertThat(Arrays.stream(worst.getFirst().picture().argb()).anyMatch(pixel -> (pixel >> 16 & 0xFF) != (pixel & 0xFF))).as("outlines are drawn in colour").isTrue();
                pausing.getFirst().cancel();
            }));
            assertThatThrownBy(() -> pausing.getFirst().await()).isInstanceOf(Progress.Cancelled.class);
            assertThat(seen).hasSize(1);
            RunNote note = RunNote.read(folder.resolve("models/better"));
            assertThat(note.epochsDone()).isOne();
            assertThat(note.model()).isEqualTo("base");
            assertThat(Bench.wait(bench.workbench.trainings().unfinished(Optional.of(project)))).containsExactly(note);
            seen.clear();
            FineTune.Tuned tuned = Bench.wait(bench.workbench.fineTune().run(note, (curve, _) -> {
                seen.clear();
                seen.addAll(curve);
            }));
            assertThat(seen).extracting(Onlooker.Epoch::number).containsExactly(1, 2, 3);
            assertThat(RunNote.read(folder.resolve("models/better")).state()).isEqualTo(RunNote.State.DONE);
            ReportCard card = tuned.card();
            assertThat(card.isWorse()).as(card.verdict()).isFalse();
            assertThat(card.meanAfter()).isGreaterThan(card.meanBefore());
            assertThat(card.comparison(2).orElseThrow().meanDifference()).as("dark is in the old data alone").isGreaterThan(-0.01);
            assertThat(card.rows()).hasSize(3).filteredOn(ReportCard.Row::corrected).hasSize(1);
            assertThat(tuned.report()).content().contains("The new model is better", "Bright", "old data", "measured on 4 of 4 cases").doesNotContain("null");
            assertThat(tuned.after().id()).isEqualTo("better");
            assertThat(folder.resolve("models/base/card.json")).as("the old one is kept").exists();
            assertThat(folder.resolve("models/better/curves.csv")).content().startsWith("epoch,loss,validation_dice,learning_rate,seconds,dice_1,dice_2\n");

            Split first = Split.read(folder.resolve("models/better"));
            Bench.wait(bench.workbench.fineTune().use(project, tuned.after()));
            FineTune.Lesson next = Bench.wait(bench.workbench.fineTune().look(request("next")));
            assertThat(next.model().id()).as("the project goes on with the new one").isEqualTo("better");
            for (FineTune.Taught one : next.cases()) assertThat(one.judges()).isEqualTo(first.members().stream().filter(m -> m.caseId().equals(one.caseId())).findFirst().orElseThrow().judges());
        }
    }

    @Test
    void aRunGoesOnWithTheJudgesThatItBeganWithOrNotAtAll() throws Exception {
        try (Bench bench = new Bench(folder)) {
            FineTune.Request request = request("judged").withModel("base");
            Job<FineTune.Tuned> job = bench.workbench.fineTune().run(request);
            job.onState(state -> {
                if (state instanceof JobState.Running<?>(double _, String what) && what.contains("step 2 of")) job.cancel();
            });
            assertThatThrownBy(job::await).isInstanceOf(Progress.Cancelled.class);
            Path split = folder.resolve("models/judged/split.json");
            Files.writeString(split, Files.readString(split).replace("\"judges\"", "\"?\"").replace("\"learns\"", "\"judges\"").replace("\"?\"", "\"learns\""));
            assertThat(Bench.failure(bench.workbench.fineTune().run(request.withResume(true)))).contains("belongs to another run");
            assertThat(folder.resolve("models/judged/card.json")).doesNotExist();
            Bench.wait(bench.workbench.trainings().giveUp(RunNote.read(folder.resolve("models/judged"))));
        }
    }

    @Test
    void aWorseModelIsKeptButDoesNotReplaceTheOld() throws Exception {
        try (Bench bench = new Bench(folder)) {
            FineTune.Tuned tuned = Bench.wait(bench.workbench.fineTune().run(request("worse").withModel("base").withLength(0, 1).withRate(30)));
            assertThat(tuned.isWorse()).isTrue();
            assertThat(tuned.verdict()).startsWith("The new model is worse: mean Dice ");
            assertThat(RunNote.read(folder.resolve("models/worse")).state()).isEqualTo(RunNote.State.REFUSED);
            assertThat(tuned.reasons()).isNotEmpty();
            assertThat(tuned.report()).content().contains("<h2>Why these settings</h2>");
            assertThat(folder.resolve("models/worse/card.json")).exists();
            assertThat(folder.resolve("models/base/card.json")).exists();
        }
    }

    @Test
    void aNewModelIsPausedFoundAgainAndGivenUp() throws Exception {
        try (Bench bench = new Bench(folder)) {
            Path out = bench.workbench.trainings().placeFor(old.toString());
            assertThat(out.getFileName()).hasToString("old");
            RunNote wish = new RunNote(out, RunNote.Kind.NEW_MODEL, RunNote.State.UNDER_WAY, old.toString(), "base", "", "unet3d", 3, 0, 0, 1);
            List<Job<Train.Trained>> job = new ArrayList<>();
            job.add(bench.workbench.train().train(wish, (_, _) -> job.getFirst().cancel()));
            assertThatThrownBy(() -> job.getFirst().await()).isInstanceOf(Progress.Cancelled.class);
            List<RunNote> left = Bench.wait(bench.workbench.trainings().unfinished(Optional.empty()));
            assertThat(left).contains(wish);
            assertThat(bench.workbench.trainings().placeFor(old.toString()).getFileName()).as("the first is taken").hasToString("old-2");
            Bench.wait(bench.workbench.trainings().giveUp(wish));
            assertThat(out).doesNotExist();
            assertThat(Bench.wait(bench.workbench.trainings().unfinished(Optional.empty()))).doesNotContain(wish);
        }
    }

    @Test
    void aNewModelGoesOnWithItsOwnSettingsAndJudges() throws Exception {
        try (Bench bench = new Bench(folder)) {
            Path list = Files.writeString(folder.resolve("judges.txt"), "o2 # the others learn\no3\n");
            Path about = Files.writeString(folder.resolve("about.json"), "{\"name\": \"Told\", \"labels\": {\"background\": 0, \"Lamp\": 1, \"Shade\": 2}}");
            var settings = new Settings(Map.of(Setting.WIDTHS, "4,8", Setting.LOSS, "ce", Setting.CLASS_WEIGHTS, "background=0.5,Lamp=2", Setting.KEEP_LAST, Setting.ON, Setting.DROPOUT, "0.1", Setting.MIRROR, "none",
                    Setting.SCHEDULE, "constant", Setting.VALIDATE, list.toString(), Setting.ABOUT, about.toString(), Setting.SEED, "7"));
            RunNote wish = RunNote.ofNewModel(folder.resolve("models/detailed"), old.toString(), "", "unet2d", 2, 0, settings);
            List<Job<Train.Trained>> job = new ArrayList<>();
            job.add(bench.workbench.train().train(wish, (_, _) -> job.getFirst().cancel()));
            assertThatThrownBy(() -> job.getFirst().await()).isInstanceOf(Progress.Cancelled.class);
            Files.delete(list);
            Files.delete(about);
            RunNote left = RunNote.read(wish.out());
            assertThat(left).isEqualTo(wish);
            Train.Trained trained = Bench.wait(bench.workbench.train().train(left, Onlooker.NONE));
            assertThat(trained.model().drops()).isTrue();
            assertThat(wish.out().resolve("last/card.json")).exists();
            assertThat(wish.out().resolve("card.json")).content().contains("--widths 4,8", "--loss ce", "--class-weights background=0.5,Lamp=2", "--keep-last", "\"Lamp\"", "--schedule constant", "--seed 7", "\"epochs\" : 2");
            assertThat(wish.out().resolve("validation.json")).content().contains("\"o2\"", "\"o3\"").doesNotContain("\"o10\"");
        }
    }

    @Test
    void oneCorrectedCaseIsNotEnough() throws Exception {
        try (Bench bench = new Bench(folder)) {
            Path small = folder.resolve("small");
            Bench.wait(bench.workbench.projects().create(small, "Small", BRIGHT));
            List<Projects.Row> rows = Bench.wait(bench.workbench.projects().add(small, List.of(new CaseSource.Scan(folder.resolve("s21.nii.gz"))))).cases();
            CaseSession session = bench.open(rows.getFirst().source());
            Bench.paint(session, place(21, true), 7);
            Bench.wait(session.close());
            assertThat(Bench.failure(bench.workbench.fineTune().run(FineTune.Request.of(small, folder.resolve("models/none")).withModel("base"))))
                    .contains("corrected cases of at least two patients").contains("Correct another case first.");
            assertThat(folder.resolve("models/none")).doesNotExist();
        }
    }
}
