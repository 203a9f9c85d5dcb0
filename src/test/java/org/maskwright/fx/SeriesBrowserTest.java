package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.geometry.Size;
import org.maskwright.testing.DicomFiles;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// A folder of several series, chosen from by keys, mouse and search in the real window.
class SeriesBrowserTest extends ApplicationTest {
    @TempDir Path folder;
    private RealWindow real;

    @Override
    public void start(Stage stage) {
        real = new RealWindow(folder.resolve("home"), 1366, 768);
    }

    @AfterEach
    void closeWindow() {
        real.close();
    }

    /// So many series of three slices, of two patients in turn; series n has 16 columns and 8 + n rows.
    private Path series(int count) throws IOException {
        Path scans = folder.resolve("scans");
        for (int n = 1; n <= count; n++) {
            Path one = Files.createDirectories(scans.resolve("s" + n));
            for (int z = 0; z < 3; z++) DicomFiles.slice(16, 8 + n, z).text(Tag.PatientName, VR.PN, n % 2 == 1 ? "Ada^Anne" : "Bell^Bob").text(Tag.PatientID, VR.LO, "P" + n % 2)
                    .text(Tag.StudyInstanceUID, VR.UI, "1.9." + n % 2).text(Tag.StudyDate, VR.DA, "20260102").text(Tag.SeriesInstanceUID, VR.UI, "1.2." + n)
                    .text(Tag.SeriesNumber, VR.IS, String.valueOf(n)).text(Tag.SeriesDescription, VR.LO, n == 3 ? "venous phase" : "plain").text(Tag.SOPInstanceUID, VR.UI, "1.2." + n + "." + z)
                    .write(one.resolve("i" + z));
        }
        return scans;
    }

    private void browse(Path scans) {
        RealWindow.inWindow(() -> real.window.start(List.of(scans)));
        RealWindow.await("the browser is laid", () -> real.scene.lookup("#series-list") != null);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private String chosen() {
        return RealWindow.inWindow(() -> real.scene.lookup("#series-detail").lookup(".strong") instanceof Label label ? label.getText() : "");
    }

    private int rows() {
        return RealWindow.inWindow(() -> ((ListView<?>) real.scene.lookup("#series-list")).getItems().size());
    }

    private Size open() {
        real.awaitOpen();
        return RealWindow.inWindow(() -> real.open().volume().geometry().size());
    }

    @Test
    void theLargestIsChosenAndEnterOpensIt() throws Exception {
        browse(series(4));
        assertThat(chosen()).isEqualTo("Series 4, plain");
        assertThat(rows()).as("four series under the headings of two studies").isEqualTo(6);
        push(KeyCode.ENTER);
        assertThat(open()).isEqualTo(new Size(16, 12, 3));
        assertThat(RealWindow.inWindow(() -> real.window.sheets().isShowing())).isFalse();
    }

    @Test
    void arrowsPassOverHeadingsWhileTheSearchHasTheFocus() throws Exception {
        browse(series(4));
        push(KeyCode.UP);
        assertThat(chosen()).isEqualTo("Series 2, plain");
        push(KeyCode.UP);
        assertThat(chosen()).isEqualTo("Series 3, venous phase");
        push(KeyCode.DOWN);
        assertThat(chosen()).isEqualTo("Series 2, plain");
    }

    @Test
    void theSearchFindsWordsInAnyOrderAndEnterOpensWhatIsLeft() throws Exception {
        browse(series(4));
        write("phase anne");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(rows()).isEqualTo(2);
        assertThat(chosen()).isEqualTo("Series 3, venous phase");
        push(KeyCode.ENTER);
        assertThat(open()).isEqualTo(new Size(16, 11, 3));
    }

    @Test
    void escapeLeavesTheBrowserAndOpensNothing() throws Exception {
        browse(series(2));
        push(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(RealWindow.inWindow(() -> real.window.sheets().isShowing())).isFalse();
        assertThat(RealWindow.inWindow(() -> real.window.openCase())).isEmpty();
    }

    @Test
    void ofManySeriesOnlyThoseInSightArePainted() throws Exception {
        browse(series(60));
        RealWindow.await("pictures are painted", () -> painted() > 2);
        assertThat(RealWindow.inWindow(() -> real.scene.getRoot().lookupAll(".thumbnail").size())).as("cells, the one beside the list among them").isLessThan(30);
        push(KeyCode.UP);
        RealWindow.await("what came into sight is painted", () -> real.scene.getRoot().lookupAll(".thumbnail").stream().filter(SeriesBrowserTest::isInSight).allMatch(SeriesBrowserTest::isPainted));
    }

    @Test
    void whatDoesNotFitIsOpenedAsASlab() throws Exception {
        real.freeMemory = 2 * 16 * 12 * 2 + 10; // two slices of the largest
        browse(series(4));
        assertThat(lookup("#series-slab").tryQuery()).isPresent();
        clickOn("#series-open");
        assertThat(open()).isEqualTo(new Size(16, 12, 2));
    }

    @Test
    void aLayerThatIsAddedIsTheEditedOne() throws Exception {
        browse(series(2));
        push(KeyCode.ENTER);
        open();
        RealWindow.inWindow(() -> real.window.deeds().addLayer());
        RealWindow.await("the layer is the edited one", () -> real.open().session().activeLayer().number() == 2);
        clickOn("#layer-1");
        assertThat(RealWindow.inWindow(() -> real.open().session().activeLayer().number())).isEqualTo(1);
    }

    @Test
    void aPatientsNameIsInNoFileOfTheProgram() throws Exception {
        browse(series(2));
        push(KeyCode.ENTER);
        open();
        try (var files = Files.walk(folder.resolve("home"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                assertThat(file.toString()).doesNotContain("Ada").doesNotContain("Bell");
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain("Anne").doesNotContain("Bell");
            }
        }
    }

    private long painted() {
        return real.scene.getRoot().lookupAll(".thumbnail").stream().filter(SeriesBrowserTest::isPainted).count();
    }

    private static boolean isPainted(Node thumbnail) {
        return thumbnail.lookup(".image-view") instanceof ImageView view && view.getImage() != null;
    }

    private static boolean isInSight(Node thumbnail) {
        for (Node node = thumbnail; node != null; node = node.getParent()) if (!node.isVisible()) return false;
        return true;
    }
}
