package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.testing.DicomFiles;
import org.maskwright.testing.Phantoms;
import org.maskwright.workflow.CaseSession;
import org.maskwright.workflow.CaseSource;
import org.maskwright.workflow.Projects;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// The export sheet by keys and mouse: three cases, the second with kidneys swapped, the third with an island.
class ExportSheetTest extends ApplicationTest {
    private static final Geometry GRID = Geometry.upright(40, 40, 20, 1, 1, 2);
    private static final Box AT_RIGHT = new Box(2, 10, 5, 12, 20, 15), AT_LEFT = new Box(28, 10, 5, 38, 20, 15), ISLAND = new Box(18, 30, 2, 20, 31, 3);
    private static final LabelTable KIDNEYS = new LabelTable(List.of(new LabelTable.Entry(1, "Left kidney", 0xF2A541), new LabelTable.Entry(2, "Right kidney", 0x4CC2E8)));

    @TempDir Path folder;
    private RealWindow real;
    private Path project;

    @Override
    public void start(Stage stage) {
        real = new RealWindow(folder.resolve("home"), 1366, 768);
    }

    @BeforeEach
    void makeProject() throws Exception {
        project = folder.resolve("study");
        real.bench.projects().create(project, "Study", KIDNEYS).await();
        List<CaseSource> scans = new ArrayList<>();
        for (int n = 1; n <= 3; n++) {
            int seed = n;
            Path file = folder.resolve("s" + n + ".nii");
            try (var out = Files.newOutputStream(file)) {
                Formats.writerOf("s.nii").write(StoredImage.of(Phantoms.shorts(GRID, p -> p.x() * seed)), "s.nii", out, Progress.NONE);
            }
            scans.add(new CaseSource.Scan(file));
        }
        List<Projects.Row> cases = real.bench.projects().add(project, scans).await().cases();
        for (int i = 0; i < 3; i++) {
            CaseSession session = real.bench.openCase().open(cases.get(i).source()).await();
            boolean swapped = i == 1, island = i == 2;
            RealWindow.inWindow(() -> {
                OpenEdit edit = session.labels().open(PaintRule.EVERYWHERE);
                edit.fill(block(AT_LEFT), swapped ? 2 : 1);
                edit.fill(block(AT_RIGHT), swapped ? 1 : 2);
                if (island) edit.fill(block(ISLAND), 1);
                edit.commit("Brush");
            });
            session.close().await();
        }
        RealWindow.inWindow(() -> real.window.deeds().openInProject(project, "case-001"));
        real.awaitOpen();
    }

    @AfterEach
    void closeWindow() {
        real.close();
    }

    private static Mask block(Box box) {
        return Mask.of(box, b -> {
            for (int z = box.z0(); z < box.z1(); z++) for (int y = box.y0(); y < box.y1(); y++) b.run(y, z, box.x0(), box.x1());
        });
    }

    private void exportAndAwaitCheck() {
        push(KeyCode.CONTROL, KeyCode.E);
        awaitCheck();
    }

    private void awaitCheck() {
        WaitForAsyncUtils.waitForFxEvents();
        RealWindow.await("the cases are checked", () -> text("#check-summary").contains("checked:"));
    }

    private String text(String id) {
        return lookup(id).tryQueryAs(Label.class).map(Label::getText).orElse("");
    }

    private void fire(String id) {
        RealWindow.inWindow(() -> lookup(id).queryButton().fire());
    }

    private boolean canExport() {
        return RealWindow.inWindow(() -> !lookup("#export-now").query().isDisabled());
    }

    @Test
    void aProjectIsMendedAcceptedAndExportedFromTheSheet() throws Exception {
        exportAndAwaitCheck();
        assertThat(text("#check-summary")).isEqualTo("3 cases checked: 1 to mend, 1 to look at.");
        assertThat(canExport()).isFalse();
        assertThat(text("#export-reason")).isEqualTo("One finding stops the export: mend it, or leave the case out.");

        // the finding's place, in its case
        clickOn("#go-sides");
        RealWindow.await("the case is shown", () -> real.open().session().caseId().equals("case-002"));
        Point at = RealWindow.inWindow(() -> real.open().slices().crosshair().get());
        assertThat(AT_RIGHT.contains((int) at.x(), (int) at.y(), (int) at.z())).isTrue();
        assertThat(RealWindow.inWindow(() -> real.open().session().activeLabel())).isEqualTo(1);
        assertThat(RealWindow.inWindow(() -> real.window.banner().sentence())).startsWith("“Left kidney” lies 26 mm to the patient's right").endsWith("Ctrl+E goes back to the list.");

        // mended in the open case: a step in its history
        exportAndAwaitCheck();
        clickOn("#fix-sides");
        RealWindow.await("the pair is mended", () -> text("#check-summary").equals("3 cases checked: 1 to look at."));
        assertThat(RealWindow.inWindow(() -> real.open().history().undoable().getFirst().name())).isEqualTo("Swap Left kidney and Right kidney");
        assertThat(RealWindow.inWindow(() -> real.open().session().labels().at(5, 15, 10))).isEqualTo(2);
        assertThat(text("#export-reason")).isEqualTo("One finding is to be looked at: mend it, or accept it.");

        // accepted, and written down
        clickOn("#accept-islands");
        assertThat(canExport()).isTrue();
        Path out = folder.resolve("out");
        RealWindow.inWindow(() -> lookup("#export-folder").queryAs(TextField.class).setText(out.toString()));
        clickOn("#export-now");
        RealWindow.await("the sheet says what was written", () -> lookup("#export-done").tryQuery().isPresent());
        assertThat(text("#export-done")).isEqualTo("Exported 3 cases with scores.");
        assertThat(out.resolve("findings.json")).content().contains("\"islands\"").contains("accepted");
        push(KeyCode.ESCAPE);
        assertThat(real.window.sheets().isShowing()).isFalse();
    }

    @Test
    void aCaseThatIsNotOpenIsMendedOnTheDiskAndUndoneWhenItIs() {
        exportAndAwaitCheck();
        fire("#fix-islands");
        RealWindow.await("the island is gone", () -> text("#check-summary").equals("3 cases checked: 1 to mend, 0 to look at."));
        push(KeyCode.ESCAPE);
        RealWindow.inWindow(() -> real.window.deeds().openInProject(project, "case-003"));
        RealWindow.await("the case is shown", () -> real.open().session().caseId().equals("case-003"));
        assertThat(RealWindow.inWindow(() -> real.open().session().labels().at(18, 30, 2))).isZero();
        push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(RealWindow.inWindow(() -> real.open().session().labels().at(18, 30, 2))).isEqualTo(1);
    }

    @Test
    void theButtonSaysWhyItDoesNotWrite() throws Exception {
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("mine.txt"), "mine");
        exportAndAwaitCheck();
        fire("#fix-sides");
        RealWindow.await("the pair is mended", () -> text("#check-summary").equals("3 cases checked: 1 to look at."));
        fire("#accept-islands");
        RealWindow.inWindow(() -> lookup("#export-folder").queryAs(TextField.class).setText(full.toString()));
        assertThat(text("#export-reason")).isEqualTo("There are files in this folder; choose a new or empty one.");
        assertThat(canExport()).isFalse();
        RealWindow.inWindow(() -> lookup("#export-folder").queryAs(TextField.class).setText(""));
        assertThat(text("#export-reason")).isEqualTo("Name the folder to export to.");
    }

    @Test
    void oneCasesLabelsLeaveAsAFileThatReadsBackTheSame() throws Exception {
        push(KeyCode.CONTROL, KeyCode.E);
        clickOn("This case's labels");
        clickOn("3D Slicer segmentation");
        TextField file = lookup("#export-file").queryAs(TextField.class);
        assertThat(file.getText()).endsWith("s1-labels.seg.nrrd");
        Path out = folder.resolve("kidneys.seg.nrrd");
        RealWindow.inWindow(() -> file.setText(folder.resolve("kidneys.txt").toString()));
        assertThat(text("#export-reason")).isEqualTo("The name should end in .seg.nrrd.");
        RealWindow.inWindow(() -> file.setText(out.toString()));
        assertThat(canExport()).isTrue();
        clickOn("#export-now");
        RealWindow.await("the sheet says what was written", () -> lookup("#export-done").tryQuery().isPresent());
        assertThat(text("#export-done")).isEqualTo("2 labels were written as 3D Slicer segmentation, and read back the same.");
        assertThat(Formats.open(out, Progress.NONE).labels(Progress.NONE).mask(1)).isEqualTo(block(AT_LEFT));
    }

    @Test
    void kindsThatNeedADicomSeriesCannotBeChosenWithoutOne() {
        push(KeyCode.CONTROL, KeyCode.E);
        clickOn("This case's labels");
        RealWindow.await("the scan's origin is known", () -> lookup("#export-no-series").query().isVisible());
        for (String kind : List.of("DICOM segmentation", "DICOM label map", "RT structure set")) assertThat(lookup(kind).query().isDisabled()).as(kind).isTrue();
        assertThat(lookup("MetaImage").query().isDisabled()).isFalse();
        assertThat(text("#export-no-series")).contains("this scan came from none");
    }

    @Test
    void picturesThatMayHaveWritingInThemLeaveOnceSomebodyLookedAndTheLedgerSaysSo() throws Exception {
        Path in = folder.resolve("Doe Jane"), out = folder.resolve("clean");
        for (int n = 1; n <= 3; n++)
            DicomFiles.slice(60, 50, n).text(Tag.Modality, VR.CS, "US").text(Tag.PatientName, VR.PN, "Doe^Jane").text(Tag.PatientID, VR.LO, "4711").write(in.resolve(n + ".dcm"));
        push(KeyCode.CONTROL, KeyCode.E);
        clickOn("De-identified DICOM");
        RealWindow.await("a folder can be chosen", () -> text("#export-reason").equals("Choose the folder that the files are in."));
        assertThat(lookup("This case's series").query().isDisabled()).isTrue();
        RealWindow.inWindow(() -> lookup("#deid-in").queryAs(TextField.class).setText(in.toString()));
        RealWindow.await("the files were looked at", () -> text("#deid-found").startsWith("3 files of one patient."));
        assertThat(text("#export-reason")).isEqualTo("Look at the pictures, and say so.");
        RealWindow.inWindow(() -> lookup("#deid-looked").queryAs(CheckBox.class).setSelected(true));
        RealWindow.inWindow(() -> lookup("#deid-folder").queryAs(TextField.class).setText(out.toString()));
        RealWindow.inWindow(() -> lookup("#deid-pseudonym").queryAs(TextField.class).setText("Jane Doe"));
        assertThat(text("#export-reason")).isEqualTo("This is no name for a patient.");
        RealWindow.inWindow(() -> lookup("#deid-pseudonym").queryAs(TextField.class).setText("trial-007"));
        assertThat(canExport()).isTrue();
        fire("#export-now");
        RealWindow.await("the sheet says what was written", () -> lookup("#export-done").tryQuery().isPresent());
        assertThat(text("#export-done")).isEqualTo("3 files were written without the patient, as trial-007.");
        assertThat(out.resolve("trial-007/series-001/00003.dcm")).isRegularFile();

        push(KeyCode.ESCAPE);
        push(KeyCode.CONTROL, KeyCode.E);
        clickOn("What left");
        RealWindow.await("the ledger is read", () -> lookup("#ledger").lookup("trial-007").tryQuery().isPresent());
        assertThat(lookup("#ledger").lookup(out.toString()).tryQuery()).isPresent();
        assertThat(lookup("#export-now").query().isVisible()).isFalse();
    }

    @Test
    void theSheetIsReachedByKeysAlone() {
        exportAndAwaitCheck();
        List<Node> reached = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            push(KeyCode.TAB);
            Node focus = RealWindow.inWindow(() -> real.scene.getFocusOwner());
            reached.add(focus);
        }
        assertThat(reached).extracting(Node::getId).contains("export-folder", "go-sides", "fix-sides", "accept-islands");
        assertThat(reached).allSatisfy(node -> assertThat(isInSheet(node)).as(String.valueOf(node)).isTrue());
    }

    private static boolean isInSheet(Node node) {
        for (Node up = node; up != null; up = up.getParent()) if ("export-sheet".equals(up.getId())) return true;
        return false;
    }
}
