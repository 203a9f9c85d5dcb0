package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskwright.format.Formats;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.testing.SharedData;
import org.maskwright.workflow.CaseSession;
import org.maskwright.workflow.CaseSource;
import org.maskwright.workflow.Deidentify;
import org.maskwright.workflow.ExportLabels;
import org.maskwright.workflow.Projects;

/// The export sheet over real cases with mistakes that people make; leaves its pictures in `target/screenshots`.
class ExportPicturesTest {
    private static final Path OUT = Path.of("target", "screenshots");

    @TempDir Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        Pictures.startToolkit();
    }

    private static LabelTable organs(Labels labels) throws Exception {
        List<String> lines = Files.readAllLines(SharedData.require("ct-totalsegmentator", "labels_total_ct.txt"));
        List<LabelTable.Entry> entries = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.strip().split("\\s+", 2);
            if (words.length < 2 || !words[0].matches("\\d+")) continue;
            int value = Integer.parseInt(words[0]);
            if (labels.counts().containsKey(value)) entries.add(new LabelTable.Entry(value, words[1].strip(), LabelTable.defaultRgb(value)));
        }
        return new LabelTable(entries);
    }

    private static Labels read(Path file) throws Exception {
        return Formats.open(file, Progress.NONE).labels(Progress.NONE);
    }

    /// The labels on another grid, voxel by voxel where it lies in the patient.
    private static Labels on(Geometry grid, Labels labels) {
        Affine toLabels = labels.geometry().toPatient().inverse().after(grid.toPatient());
        Size size = grid.size();
        short[][] slices = new short[size.z()][size.sliceVoxels()];
        for (int z = 0; z < size.z(); z++)
            for (int i = 0; i < slices[z].length; i++) {
                Point at = toLabels.apply(i % size.x(), i / size.x(), z);
                int x = (int) Math.rint(at.x()), y = (int) Math.rint(at.y()), k = (int) Math.rint(at.z());
                if (labels.geometry().size().contains(x, y, k)) slices[z][i] = (short) labels.at(x, y, k);
            }
        return Labels.adopting(grid, slices);
    }

    private static void paint(CaseSession session, Labels labels) {
        OpenEdit edit = session.labels().open(PaintRule.EVERYWHERE);
        edit.assign(labels, labels.geometry().size().box(), label -> true);
        edit.commit("Import");
    }

    private static void paint(CaseSession session, Box box, int label) {
        OpenEdit edit = session.labels().open(PaintRule.EVERYWHERE);
        edit.fill(Mask.of(box, b -> {
            for (int z = box.z0(); z < box.z1(); z++) for (int y = box.y0(); y < box.y1(); y++) b.run(y, z, box.x0(), box.x1());
        }), label);
        edit.commit("Brush");
    }

    private static void swap(CaseSession session, int a, int b) {
        Labels now = session.labels().snapshot();
        OpenEdit edit = session.labels().open(PaintRule.EVERYWHERE);
        edit.fill(now.mask(a), b);
        edit.fill(now.mask(b), a);
        edit.commit("Swap");
    }

    @Test
    void organsOfAnAbdomenWithSwappedMusclesACrumbAHoleAndASliceLeftOut() throws Exception {
        Labels labels = read(SharedData.require("ct-totalsegmentator", "dicom-20slices_seg.nii.gz"));
        LabelTable table = organs(labels);
        Path project = folder.resolve("abdomen");
        try (RealWindow real = RealWindow.inWindow(() -> new RealWindow(folder.resolve("home"), 1366, 768))) {
            real.bench.projects().create(project, "Abdomen", table.with(new LabelTable.Entry(200, "appendix", 0xFF8800))).await();
            Projects.View view = real.bench.projects().add(project, List.of(new CaseSource.Scan(SharedData.require("ct-totalsegmentator", "dicom-20slices")))).await();
            assertThat(view.problems()).isEmpty();
            CaseSession session = real.bench.openCase().open(view.cases().getFirst().source()).await();
            int left = value(table, "autochthon_left"), right = value(table, "autochthon_right"), liver = value(table, "liver"), spleen = value(table, "spleen");
            RealWindow.inWindow(() -> {
                paint(session, on(session.labels().geometry(), labels));
                swap(session, left, right);
                Box inside = session.labels().snapshot().boxes().getOrDefault(liver, Box.EMPTY);
                int x = (inside.x0() + inside.x1()) / 2, y = (inside.y0() + inside.y1()) / 2;
                paint(session, new Box(30, 30, 4, 34, 34, 6), liver);
                hole(session, liver, x, y);
                Geometry grid = session.labels().geometry();
                Labels now = session.labels().snapshot();
                OpenEdit edit = session.labels().open(PaintRule.EVERYWHERE);
                edit.fill(now.mask(spleen, new Box(0, 0, 9, grid.size().x(), grid.size().y(), 10)), 0);
                edit.commit("Erase");
            });
            session.close().await();
            show(real, project, "export-abdomen");
            RealWindow.inWindow(() -> {
                real.window.banner().close();
                real.window.deeds().export();
            });
            awaitCheck(real);
            RealWindow.inWindow(() -> ((ToggleButton) real.scene.getRoot().lookupAll("#export-pages .toggle-button").stream().skip(1).findFirst().orElseThrow()).fire());
            real.picture(OUT.resolve("export-labels.png"));
            Path out = folder.resolve("abdomen.seg.nrrd");
            RealWindow.inWindow(() -> {
                ((ToggleButton) real.scene.getRoot().lookupAll("#export-kind .toggle-button").stream().skip(2).findFirst().orElseThrow()).fire();
                ((TextField) real.scene.lookup("#export-file")).setText(out.toString());
                ((Button) real.scene.lookup("#export-now")).fire();
            });
            RealWindow.await("the file is written", () -> real.scene.lookup("#export-done") != null);
            real.picture(OUT.resolve("export-done.png"));
        }
    }

    @ParameterizedTest
    @CsvSource({"1366, 768", "1920, 1200"})
    void everyPageOverACaseFromDicom(int width, int height) throws Exception {
        Path scan = SharedData.require("ct-totalsegmentator", "dicom-20slices"), odd = SharedData.require("dicom-variety", "dev", "pydicom");
        Labels labels = read(SharedData.require("ct-totalsegmentator", "dicom-20slices_seg.nii.gz"));
        Path project = folder.resolve("abdomen"), pictures = Files.createDirectory(folder.resolve("ultrasound"));
        for (String name : List.of("examples_rgb_color.dcm", "examples_palette.dcm", "SC_rgb_rle.dcm")) Files.copy(odd.resolve(name), pictures.resolve(name));
        String size = "-" + width + ".png";
        try (RealWindow real = RealWindow.inWindow(() -> new RealWindow(folder.resolve("home"), width, height))) {
            real.bench.projects().create(project, "Abdomen", organs(labels)).await();
            Projects.View view = real.bench.projects().add(project, List.of(new CaseSource.Scan(scan))).await();
            CaseSession session = real.bench.openCase().open(view.cases().getFirst().source()).await();
            RealWindow.inWindow(() -> paint(session, on(session.labels().geometry(), labels)));
            session.close().await();
            RealWindow.inWindow(() -> real.window.deeds().openInProject(project, view.cases().getFirst().id()));
            real.awaitOpen();
            RealWindow.inWindow(() -> real.window.deeds().export());
            awaitCheck(real);
            choose(real, "#export-layout", 3);
            awaitCheck(real);
            real.picture(OUT.resolve("export-coco" + size));
            choose(real, "#export-pages", 1);
            real.picture(OUT.resolve("export-labels" + size));
            choose(real, "#export-pages", 2);
            RealWindow.await("the series was looked at", () -> real.scene.lookup("#deid-found") instanceof Label words && words.getText().startsWith("20 files"));
            real.picture(OUT.resolve("export-deidentified" + size));
            Path out = folder.resolve("clean");
            RealWindow.inWindow(() -> {
                ((TextField) real.scene.lookup("#deid-folder")).setText(out.toString());
                ((Button) real.scene.lookup("#export-now")).fire();
            });
            RealWindow.await("the files are written", () -> real.scene.lookup("#export-done") != null);
            real.picture(OUT.resolve("export-deidentified-done" + size));
            RealWindow.inWindow(() -> {
                real.window.sheets().close();
                real.window.deeds().export();
            });
            choose(real, "#export-pages", 2);
            choose(real, "#deid-from", 1);
            RealWindow.inWindow(() -> ((TextField) real.scene.lookup("#deid-in")).setText(pictures.toString()));
            RealWindow.await("the folder was looked at", () -> real.scene.lookup("#deid-found") instanceof Label words && words.getText().startsWith("3 files"));
            real.picture(OUT.resolve("export-ultrasound" + size));
            real.bench.exportLabels().export(real.open().session(), ExportLabels.Kind.DICOM_SEG, folder.resolve("abdomen.dcm")).await();
            real.bench.deidentify().run(pictures, folder.resolve("ultrasound-clean"), new Deidentify.Options(Deidentify.DateChoice.SHIFT, "trial-007")).await();
            choose(real, "#export-pages", 3);
            RealWindow.await("the ledger is read", () -> real.scene.getRoot().lookupAll("#ledger .label").size() > 10);
            real.picture(OUT.resolve("export-ledger" + size));
        }
    }

    private static void choose(RealWindow real, String strip, int which) {
        RealWindow.inWindow(() -> real.scene.getRoot().applyCss()); // what scrolls is found once it has its skin
        RealWindow.inWindow(() -> ((ToggleButton) real.scene.getRoot().lookupAll(strip + " .toggle-button").stream().skip(which).findFirst().orElseThrow()).fire());
    }

    private static int value(LabelTable table, String name) {
        return table.entries().stream().filter(entry -> entry.name().equals(name)).map(LabelTable.Entry::value).findFirst().orElse(0);
    }

    private static void hole(CaseSession session, int label, int x, int y) {
        Labels now = session.labels().snapshot();
        for (int z = 5; z < 15; z++) {
            Box hole = new Box(x - 3, y - 3, z, x + 3, y + 3, z + 2);
            if (now.mask(label, hole.grow(2)).count() == hole.grow(2).voxels()) {
                paint(session, hole, 0);
                return;
            }
        }
    }

    @Test
    void hippocampiOfManyPatientsWithAnOutlierAndAnEmptyCase() throws Exception {
        Path train = SharedData.require("hippocampus", "train");
        Path project = folder.resolve("hippocampus");
        List<Path> images;
        try (Stream<Path> files = Files.list(train.resolve("images"))) {
            images = files.filter(f -> f.toString().endsWith(".nii.gz")).sorted().limit(8).toList();
        }
        try (RealWindow real = RealWindow.inWindow(() -> new RealWindow(folder.resolve("home"), 1366, 768))) {
            real.bench.projects().create(project, "Hippocampus", new LabelTable(List.of(new LabelTable.Entry(1, "Anterior", 0xF2A541), new LabelTable.Entry(2, "Posterior", 0x4CC2E8), new LabelTable.Entry(3, "posterior", 0x7BD672)))).await();
            Path copy = folder.resolve("again.nii.gz");
            Files.copy(images.getFirst(), copy);
            List<CaseSource> scans = new ArrayList<>();
            for (Path image : images) scans.add(new CaseSource.Scan(image));
            scans.add(new CaseSource.Scan(copy));
            Projects.View view = real.bench.projects().add(project, scans).await();
            for (int i = 0; i < view.cases().size() - 1; i++) {
                CaseSession session = real.bench.openCase().open(view.cases().get(i).source()).await();
                Labels labels = read(train.resolve("labels").resolve(String.valueOf(images.get(i).getFileName())));
                int which = i;
                RealWindow.inWindow(() -> {
                    if (which != 6) paint(session, on(session.labels().geometry(), labels));
                    if (which == 3) paint(session, new Box(1, 1, 1, 22, 30, 30), 1);
                    if (which < 3) paint(session, new Box(1, 1, 1, 3, 3, 3), 2);
                });
                session.close().await();
            }
            CaseSession twin = real.bench.openCase().open(view.cases().getLast().source()).await();
            Labels labels = read(train.resolve("labels").resolve(String.valueOf(images.getFirst().getFileName())));
            RealWindow.inWindow(() -> paint(twin, on(twin.labels().geometry(), labels)));
            twin.close().await();
            show(real, project, "export-hippocampus");
        }
    }

    private static void awaitCheck(RealWindow real) {
        RealWindow.await("the cases are checked", () -> real.scene.lookup("#check-summary") instanceof Label words && words.getText().contains("checked:"));
    }

    /// Opens the project's first case, lays the sheet, waits for the checks, and looks.
    private void show(RealWindow real, Path project, String name) throws Exception {
        Projects.View view = real.bench.projects().look(project).await();
        RealWindow.inWindow(() -> real.window.deeds().openInProject(project, view.cases().getFirst().id()));
        real.awaitOpen();
        RealWindow.inWindow(() -> real.window.deeds().export());
        awaitCheck(real);
        real.picture(OUT.resolve(name + ".png"));
        RealWindow.inWindow(() -> {
            if (real.scene.lookup("#export-sheet .scroll-pane") instanceof ScrollPane scroll) scroll.setVvalue(0.55);
        });
        real.picture(OUT.resolve(name + "-2.png"));
        RealWindow.inWindow(() -> {
            if (real.scene.lookup("#export-sheet .scroll-pane") instanceof ScrollPane scroll) scroll.setVvalue(1);
        });
        real.picture(OUT.resolve(name + "-3.png"));
        RealWindow.inWindow(() -> {
            Bounds sheet = real.scene.lookup("#export-sheet").localToScene(real.scene.lookup("#export-sheet").getLayoutBounds());
            assertThat(sheet.getMaxY()).isLessThanOrEqualTo(768);
            for (Node node : real.scene.getRoot().lookupAll("#findings .button")) {
                Bounds bounds = node.localToScene(node.getLayoutBounds());
                assertThat(bounds.getMaxX()).as(((Button) node).getText()).isLessThanOrEqualTo(sheet.getMaxX());
            }
        });
        RealWindow.inWindow(() -> ((Button) Stream.of("#go-sides", "#go-volumes", "#go-islands").map(real.scene::lookup).filter(java.util.Objects::nonNull).findFirst().orElseThrow()).fire());
        RealWindow.await("the place is shown", () -> !real.window.sheets().isShowing());
        RealWindow.await("the ring has closed in", () -> real.scene.lookup(".slice-flash") instanceof Node ring && ring.getOpacity() > 0.95);
        real.picture(OUT.resolve(name + "-there.png"));
    }
}
