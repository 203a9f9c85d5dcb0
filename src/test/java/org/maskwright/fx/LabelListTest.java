package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.geometry.Mask;
import org.maskwright.label.LabelTable;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.workflow.CaseSource;

/// What the list of labels offers beyond their names; leaves a picture in `target/screenshots`.
class LabelListTest {
    @TempDir Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        Pictures.startToolkit();
    }

    private static void paint(CaseModel open, int label) {
        OpenEdit edit = open.session().labels().open(PaintRule.EVERYWHERE);
        edit.fill(Mask.of(open.volume().geometry().size().box(), out -> out.run(3, 2, 2, 6)), label);
        edit.commit("Brush");
    }

    /// Presses an item in the menu of a label's row.
    private static void press(RealWindow real, String label, String item) {
        RealWindow.inWindow(() -> {
            real.scene.getRoot().applyCss();
            real.scene.getRoot().layout();
            ListCell<?> row = real.scene.getRoot().lookupAll("#label-list .list-cell").stream().map(ListCell.class::cast)
                    .filter(cell -> cell.getItem() instanceof LabelTable.Entry entry && entry.name().equals(label)).findFirst().orElseThrow();
            row.getContextMenu().getItems().stream().filter(one -> item.equals(one.getText())).findFirst().orElseThrow().fire();
        });
    }

    @Test
    void aLabelIsRemovedWithoutAskingAndComesBackByUndo() throws Exception {
        try (RealWindow real = RealWindow.inWindow(() -> new RealWindow(folder.resolve("home"), 1366, 768))) {
            CaseModel open = real.openSmall(folder);
            RealWindow.inWindow(() -> {
                LabelTable.Entry cyst = open.addLabel();
                open.rename(cyst.value(), "Cyst");
                paint(open, cyst.value());
            });
            LabelTable before = RealWindow.inWindow(() -> open.session().table());
            press(real, "Cyst", "Remove");
            RealWindow.inWindow(() -> {
                assertThat(open.session().table().entries()).extracting(LabelTable.Entry::name).doesNotContain("Cyst");
                assertThat(open.session().labels().snapshot().counts()).isEmpty();
                real.window.deeds().undo();
                assertThat(open.session().table()).isEqualTo(before);
                assertThat(open.session().labels().snapshot().counts()).containsOnlyKeys(2);
            });
        }
    }

    @Test
    void inAProjectOfSeveralCasesItIsAskedFirst() throws Exception {
        try (RealWindow real = RealWindow.inWindow(() -> new RealWindow(folder.resolve("home"), 1366, 768))) {
            real.openSmall(folder);
            Path project = folder.resolve("study"), scan = folder.resolve("small.nii.gz");
            real.bench.projects().create(project, "Study", new LabelTable(List.of(new LabelTable.Entry(1, "Cyst", 0xF2A541), new LabelTable.Entry(2, "Liver", 0x4CC2E8)))).await();
            List<?> cases = real.bench.projects().add(project, List.of(new CaseSource.Scan(scan), new CaseSource.Scan(scan))).await().cases();
            assertThat(cases).hasSize(2);
            RealWindow.inWindow(() -> real.window.deeds().openInProject(project, "case-001"));
            RealWindow.await("the case of the project is open", () -> real.window.openCase().map(m -> m.session().projectFolder().equals(project)).orElse(false));
            press(real, "Cyst", "Remove");
            assertThat(RealWindow.inWindow(() -> real.open().session().table().entries())).hasSize(2);
            RealWindow.await("it is asked", () -> Window.getWindows().stream().anyMatch(window -> window.getScene().lookup("#remove-label") != null));
            RealWindow.inWindow(() -> ((Button) Window.getWindows().stream().map(window -> window.getScene().lookup("#remove-label")).filter(java.util.Objects::nonNull).findFirst().orElseThrow()).fire());
            assertThat(RealWindow.inWindow(() -> real.open().session().table().entries())).extracting(LabelTable.Entry::name).containsExactly("Liver");
        }
    }

    @Test
    void whatMayBePaintedOverIsChosenBelowTheList() throws Exception {
        try (RealWindow real = RealWindow.inWindow(() -> new RealWindow(folder.resolve("home"), 1366, 768))) {
            CaseModel open = real.openSmall(folder);
            RealWindow.inWindow(() -> open.rename(1, "Liver"));
            MenuButton over = RealWindow.inWindow(() -> real.find("paint-over", MenuButton.class));
            RealWindow.inWindow(() -> {
                assertThat(over.getText()).isEqualTo("Everything");
                assertThat(over.getItems()).extracting(MenuItem::getText).containsExactly("Everything", "Unlabelled voxels alone", null, "Liver alone");
                over.getItems().getLast().fire();
                assertThat(open.session().rule().over()).isEqualTo(new PaintRule.Over.Only(1));
                assertThat(over.getText()).isEqualTo("Liver alone");
                open.rename(1, "Lobe");
                assertThat(over.getText()).isEqualTo("Lobe alone");
            });
            real.picture(Path.of("target", "screenshots", "label-list-paint-over.png"));
            RealWindow.inWindow(() -> over.getItems().get(1).fire());
            assertThat(RealWindow.inWindow(() -> open.tools().ruleProperty().get().over())).isEqualTo(new PaintRule.Over.Background());
        }
    }
}
