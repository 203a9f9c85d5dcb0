package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.Authorship;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.learn.Attention;
import org.maskwright.learn.ModelCard;
import org.maskwright.learn.Models;
import org.maskwright.learn.TrainingCase;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.workflow.gate.Finding;
import org.maskwright.workflow.gate.Plan;
import org.maskwright.workflow.pseudo.PseudoAuthor;
import org.maskwright.workflow.pseudo.PseudoManifest;
import org.maskwright.workflow.training.Sources;

/// A tiny network that has learnt bright boxes in noise labels scans that nobody did.
class PseudoLabelTest {
    private static final Geometry GRID = Geometry.upright(16, 16, 16, 1, 1, 1);
    private static final LabelTable BRIGHT = new LabelTable(List.of(new LabelTable.Entry(3, "Bright", 0xFFFFFF)));

    @TempDir static Path folder;

    private static Box place(int seed) {
        return new Box(2 + seed % 4, 3 + seed % 5, 4, 9 + seed % 4, 10 + seed % 5, 12);
    }

    private static void fill(short[][] slices, Box box, int more) {
        for (int z = box.z0(); z < box.z1(); z++) for (int y = box.y0(); y < box.y1(); y++) for (int x = box.x0(); x < box.x1(); x++) slices[z][y * 16 + x] += (short) more;
    }

    private static StoredImage scan(int seed) {
        var random = new SplittableRandom(seed);
        short[][] slices = new short[16][16 * 16];
        for (short[] slice : slices) for (int i = 0; i < slice.length; i++) slice[i] = (short) (500 + random.nextInt(250));
        fill(slices, place(seed), 300);
        return StoredImage.of(ShortVolume.adopting(GRID, slices, 1, 0, ScanInfo.UNKNOWN));
    }

    private static StoredImage truth(int seed) {
        short[][] labels = new short[16][16 * 16];
        fill(labels, place(seed), 3);
        return StoredImage.of(Labels.adopting(GRID, labels), BRIGHT);
    }

    private static Train.Request training(String data, String out, int epochs) {
        Train.Request plain = Train.Request.of(data, folder.resolve("models").resolve(out));
        return new Train.Request(plain.data(), plain.about(), plain.out(), "", "", Train.Method.USUAL.withWidths(List.of(4, 8)).withRate(0.003), epochs, 0, false, Optional.empty(), Optional.empty(), Optional.empty(), 1, "");
    }

    @BeforeAll
    static void aModelAndScansWithoutLabels() throws Exception {
        try (Bench bench = new Bench(folder)) {
            for (int n = 1; n <= 4; n++) {
                bench.write("human/images/h" + n + ".nii.gz", scan(n));
                bench.write("human/labels/h" + n + ".nii.gz", truth(n));
            }
            Files.writeString(folder.resolve("human/dataset.json"), "{\"name\": \"Boxes\", \"labels\": {\"background\": 0, \"Bright\": 3}}");
            for (int n = 11; n <= 12; n++) bench.write("scans/s" + n + ".nii.gz", scan(n));
            Bench.wait(bench.workbench.train().train(training(folder.resolve("human").toString(), "base", 2)));
        }
    }

    private static PseudoLabel.Written label(Bench bench, String data, String out, double confidence) {
        return Bench.wait(bench.workbench.pseudoLabel().run(new PseudoLabel.Request("base", folder.resolve(data), folder.resolve(out), confidence, Optional.empty(), false)));
    }

    private static Labels read(Path file) throws Exception {
        return Formats.open(file, Progress.NONE).labels(Progress.NONE);
    }

    @Test
    void whatTheModelIsSureOfIsLearntAndTheRestCountsForNothing() throws Exception {
        try (Bench bench = new Bench(folder)) {
            PseudoLabel.Written sure = label(bench, "scans", "sure", 0.9), all = label(bench, "scans", "all", 0);
            assertThat(sure.leftOut()).isEmpty();
            assertThat(sure.words()).hasSize(2).allMatch(line -> line.matches("s1[12]: \\d+\\.\\d % of all voxels kept, \\d+ % of Bright"));
            Labels kept = read(folder.resolve("sure/labelsTr/s11.nii.gz")), proposed = read(folder.resolve("all/labelsTr/s11.nii.gz"));
            assertThat(proposed.counts()).as("a floor of nothing keeps every voxel").containsOnlyKeys(3);
            assertThat(kept.counts()).as("at a floor some are ignored").containsKeys(3, 4);
            for (int z = 0; z < 16; z++)
                for (int i = 0; i < 256; i++) if (kept.at(i % 16, i / 16, z) != 4) assertThat(kept.at(i % 16, i / 16, z)).isEqualTo(proposed.at(i % 16, i / 16, z));

            TrainingFolder read = TrainingFolder.read(folder.resolve("sure"), Optional.empty(), Progress.NONE);
            assertThat(read.problems()).isEmpty();
            assertThat(read.set().labels().entries()).as("what is ignored is no label").extracting(LabelTable.Entry::name).containsExactly("Bright");
            assertThat(read.set().cases()).hasSize(2).noneMatch(TrainingCase::judges);
            ModelCard model = Models.read(folder.resolve("models/base")).card();
            assertThat(read.set().reference()).isEqualTo("pseudo-labels of base " + model.sha256());
            TrainingCase.Content content = read.set().cases().getFirst().load();
            assertThat(content.labels().counts()).containsOnlyKeys(3);
            assertThat(content.attention().orElseThrow().counts()).isEqualTo(Map.of(Attention.NOTHING.value(), kept.counts().get(4)));

            PseudoManifest manifest = PseudoManifest.read(folder.resolve("sure")).orElseThrow();
            assertThat(manifest).isEqualTo(sure.manifest());
            assertThat(manifest.author().sha256()).isEqualTo(model.sha256());
            assertThat(manifest.cases().getFirst().kept().get("Bright")).isEqualTo(kept.counts().get(3));
            assertThat(folder.resolve("sure/pseudo-labels.json")).content().contains("not human labels");
        }
    }

    @Test
    void besideHumanCasesTheyLearnAndHumansAloneJudge() throws Exception {
        try (Bench bench = new Bench(folder)) {
            label(bench, "scans", "beside", 0.9);
            Bench.wait(bench.workbench.train().train(training(new Sources(folder.resolve("human").toString(), List.of(folder.resolve("beside").toString())).name(), "mixed", 1)));
            ModelCard mixed = Models.read(folder.resolve("models/mixed")).card();
            assertThat(mixed.data().trainingCases()).containsExactly("h1", "h2", "h3", "s11", "s12");
            assertThat(mixed.data().validationCases()).containsExactly("h4");
            assertThat(mixed.data().name()).isEqualTo("Boxes, and 2 cases beside it");
            assertThat(mixed.data().reference()).startsWith("to learn from alone: 2 cases of scans, pseudo-labelled, pseudo-labels of base ");
        }
    }

    @Test
    void aModelThatIsSureOfNothingGivesNoFolder() {
        try (Bench bench = new Bench(folder)) {
            String why = Bench.failure(bench.workbench.pseudoLabel().run(new PseudoLabel.Request("base", folder.resolve("scans"), folder.resolve("none"), 0.9999999, Optional.empty(), false)));
            assertThat(why).contains("sure of by 0.9999999").contains("none in 2 scans").contains("--confidence");
            assertThat(folder.resolve("none")).doesNotExist();
            assertThatThrownBy(() -> new PseudoLabel.Request("base", folder, folder, 1, Optional.empty(), false)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void humanAndPseudoLabelsAreNotMixedInAFolder() throws Exception {
        try (Bench bench = new Bench(folder)) {
            label(bench, "scans", "apart", 0.5);
            assertThatThrownBy(() -> TrainingData.requireJudges(TrainingFolder.read(folder.resolve("apart"), Optional.empty(), Progress.NONE).set())).isInstanceOf(FormatException.class)
                    .hasMessageContaining("human labels, to judge by").hasMessageContaining("pseudo-labels of base");
            Path copied = folder.resolve("copied");
            for (String part : new String[] {"images", "labels"}) Files.createDirectories(copied.resolve(part));
            Files.copy(folder.resolve("human/images/h1.nii.gz"), copied.resolve("images/h1.nii.gz"));
            Files.copy(folder.resolve("human/labels/h1.nii.gz"), copied.resolve("labels/h1.nii.gz"));
            Files.copy(folder.resolve("apart/imagesTr/s11_0000.nii.gz"), copied.resolve("images/s11.nii.gz"));
            Files.copy(folder.resolve("apart/labelsTr/s11.nii.gz"), copied.resolve("labels/s11.nii.gz"));
            TrainingFolder human = TrainingFolder.read(copied, Optional.empty(), Progress.NONE);
            assertThat(human.set().cases()).extracting(TrainingCase::id).containsExactly("h1");
            assertThat(human.problems()).singleElement().asString().contains("s11", "pseudo-labels of base");

            Files.copy(folder.resolve("human/images/h1.nii.gz"), folder.resolve("apart/imagesTr/h1_0000.nii.gz"));
            Files.copy(folder.resolve("human/labels/h1.nii.gz"), folder.resolve("apart/labelsTr/h1.nii.gz"));
            TrainingFolder pseudo = TrainingFolder.read(folder.resolve("apart"), Optional.empty(), Progress.NONE);
            assertThat(pseudo.set().cases()).extracting(TrainingCase::id).containsExactly("s11", "s12");
            assertThat(pseudo.problems()).singleElement().asString().contains("h1", "whether its labels are human");
        }
    }

    @Test
    void scansThatHaveLabelsAreLeftAlone() {
        try (Bench bench = new Bench(folder)) {
            assertThat(Bench.failure(bench.workbench.pseudoLabel().run(new PseudoLabel.Request("base", folder.resolve("human"), folder.resolve("again"), 0, Optional.empty(), false))))
                    .contains("4 scans of images have labels already");
        }
    }

    @Test
    void importedIntoACaseTheyStayTheModelsAndTheGateSaysSo() throws Exception {
        try (Bench bench = new Bench(folder)) {
            label(bench, "scans", "imported", 0.5);
            Path project = folder.resolve("study");
            Bench.wait(bench.workbench.projects().create(project, "Study", BRIGHT));
            Projects.Row row = Bench.wait(bench.workbench.projects().add(project, List.of(new CaseSource.Scan(folder.resolve("scans/s11.nii.gz"))))).cases().getFirst();
            CaseSession session = bench.open(row.source());
            ImportLabels.Found found = Bench.wait(bench.workbench.importLabels().look(session, folder.resolve("imported/labelsTr/s11.nii.gz")));
            assertThat(found.remarks()).anyMatch(remark -> remark.startsWith("These are pseudo-labels of base"));
            assertThat(bench.workbench.importLabels().take(session, found, false).edit()).isPresent();
            int bright = session.table().entries().stream().filter(entry -> entry.name().equals("Bright")).findFirst().orElseThrow().value();
            Authorship author = Authors.of(session, "1").get(bright);
            assertThat(author.kind()).isEqualTo(Authorship.Kind.AUTOMATIC);
            assertThat(author.algorithm().orElseThrow().name()).isEqualTo("base");
            Bench.wait(session.save());
            assertThat(pseudo(bench, project)).singleElement().satisfies(finding -> {
                assertThat(finding.caseId()).isEqualTo(row.id());
                assertThat(finding.sentence()).contains("“Bright”", "base", "not a human's");
            });

            Bench.paint(session, new Box(0, 0, 0, 3, 3, 3), bright);
            Bench.wait(session.save());
            assertThat(pseudo(bench, project)).as("somebody worked on it").noneMatch(finding -> finding.sentence().contains("“Bright”"));
            Bench.wait(session.close());
        }
    }

    @Test
    void whatNobodyLookedAtNeitherTeachesNorJudgesInAFineTuning() throws Exception {
        try (Bench bench = new Bench(folder)) {
            for (int n = 31; n <= 35; n++) bench.write("unseen/s" + n + ".nii.gz", scan(n));
            label(bench, "unseen", "replayed", 0);
            label(bench, "scans", "untouched", 0);
            Path project = folder.resolve("corrected");
            Bench.wait(bench.workbench.projects().create(project, "Corrected", BRIGHT));
            List<CaseSource> scans = List.of(new CaseSource.Scan(folder.resolve("scans/s11.nii.gz")), new CaseSource.Scan(folder.resolve("scans/s12.nii.gz")), new CaseSource.Scan(bench.write("s13.nii.gz", scan(13))));
            List<Projects.Row> rows = Bench.wait(bench.workbench.projects().add(project, scans)).cases();
            CaseSession imported = bench.open(rows.getFirst().source());
            ImportLabels.Found found = Bench.wait(bench.workbench.importLabels().look(imported, folder.resolve("untouched/labelsTr/s11.nii.gz")));
            bench.workbench.importLabels().take(imported, found, false);
            Bench.wait(imported.close());
            for (int i = 1; i < 3; i++) {
                CaseSession session = bench.open(rows.get(i).source());
                Bench.paint(session, place(11 + i), 3);
                Bench.wait(session.close());
            }
            FineTune.Request request = FineTune.Request.of(project, folder.resolve("models/taught")).withModel("base").withReplay(folder.resolve("replayed").toString());
            FineTune.Lesson lesson = Bench.wait(bench.workbench.fineTune().look(request));
            assertThat(lesson.cases()).extracting(FineTune.Taught::caseId).containsExactly(rows.get(1).id(), rows.get(2).id());
            assertThat(lesson.remarks()).contains(rows.getFirst().id() + ": its labels are pseudo-labels that nobody changed. It is left out.");
            assertThat(lesson.replayLearning()).isEqualTo(4);
            assertThat(lesson.replayJudging()).as("of five old cases one would judge, were it a human's").isZero();

            CaseSession touched = bench.open(rows.getFirst().source());
            Bench.paint(touched, new Box(0, 0, 0, 3, 3, 3), touched.labels().snapshot().counts().keySet().iterator().next());
            Bench.wait(touched.close());
            assertThat(Bench.wait(bench.workbench.fineTune().look(request)).cases()).as("somebody worked on it").hasSize(3);
        }
    }

    private static List<Finding> pseudo(Bench bench, Path project) {
        return Bench.wait(bench.workbench.exportGate().check(project, ExportDataset.Kind.NNUNET, Plan.ALL)).findings().stream().filter(finding -> finding.check().equals("pseudo")).toList();
    }

    @Test
    void anUnknownLabelMapIsNotTakenForAModels() {
        assertThat(PseudoAuthor.of(BRIGHT.with(new LabelTable.Entry(9, "ignore", 0)))).isEmpty();
    }
}
