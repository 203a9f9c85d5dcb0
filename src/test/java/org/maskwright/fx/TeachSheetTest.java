package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.fx.desk.ProposalState;
import org.maskwright.fx.part.NumberField;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.workflow.CaseSession;
import org.maskwright.workflow.CaseSource;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Projects;
import org.maskwright.workflow.Train;

/// A tiny network is taught through the real window: bright boxes in noise, four cases that teach it or judge it.
class TeachSheetTest {
    private static final Geometry GRID = Geometry.upright(20, 16, 12, 1, 1, 1);
    private static final LabelTable TABLE = new LabelTable(List.of(new LabelTable.Entry(1, "Bright", 0xF2A541)));

    @TempDir Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        Pictures.startToolkit();
    }

    private static Box place(int seed) {
        int x = 1 + seed % 9, y = 2 + seed % 5;
        return new Box(x, y, 3, x + 6, y + 7, 9);
    }

    private static short[][] box(Box box, int value) {
        short[][] slices = new short[12][20 * 16];
        for (int z = box.z0(); z < box.z1(); z++) for (int y = box.y0(); y < box.y1(); y++) for (int x = box.x0(); x < box.x1(); x++) slices[z][y * 20 + x] = (short) value;
        return slices;
    }

    private static StoredImage scan(int seed) {
        var random = new SplittableRandom(seed);
        short[][] slices = box(place(seed), 300);
        for (short[] slice : slices) for (int i = 0; i < slice.length; i++) slice[i] += (short) (500 + random.nextInt(120));
        return StoredImage.of(ShortVolume.adopting(GRID, slices, 1, 0, ScanInfo.UNKNOWN));
    }

    private Path write(String name, StoredImage image) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (var out = Files.newOutputStream(file)) {
            Formats.writerOf(name).write(image, name, out, Progress.NONE);
        }
        return file;
    }

    private RealWindow window() {
        return RealWindow.inWindow(() -> new RealWindow(folder.resolve("home"), 1366, 768, new ModelShelf(List.of(folder.resolve("models"))), Clock.systemUTC()));
    }

    /// A model of one epoch, and a project with four corrected cases.
    private Projects.View study(RealWindow real) throws Exception {
        for (int n = 1; n <= 5; n++) {
            write("old/images/o" + n + ".nii.gz", scan(n));
            write("old/labels/o" + n + ".nii.gz", StoredImage.of(Labels.adopting(GRID, box(place(n), 1)), TABLE));
        }
        Files.writeString(folder.resolve("old/dataset.json"), "{\"name\": \"Boxes\", \"labels\": {\"background\": 0, \"Bright\": 1}}");
        String old = folder.resolve("old").toString();
        Train.Trained base = real.bench.train().train(new Train.Request(old, Optional.empty(), folder.resolve("models/base"), "", "", Train.Method.USUAL.withWidths(List.of(4, 8)), 1, 0, false,
                Optional.empty(), Optional.empty(), Optional.of("Boxes"), 1, "maskwright train --data " + old)).await();
        Path project = folder.resolve("study");
        real.bench.projects().create(project, "Study", TABLE).await();
        List<CaseSource> scans = new ArrayList<>();
        for (int n = 21; n <= 24; n++) scans.add(new CaseSource.Scan(write("s" + n + ".nii.gz", scan(n))));
        Projects.View view = real.bench.projects().add(project, scans).await();
        for (int i = 0; i < 4; i++) {
            CaseSession session = real.bench.openCase().open(view.cases().get(i).source()).await();
            Box place = place(21 + i);
            RealWindow.inWindow(() -> {
                OpenEdit edit = session.labels().open(PaintRule.EVERYWHERE);
                edit.fill(Mask.of(place, b -> {
                    for (int z = place.z0(); z < place.z1(); z++) for (int y = place.y0(); y < place.y1(); y++) b.run(y, z, place.x0(), place.x1());
                }), 1);
                edit.commit("Brush");
            });
            session.close().await();
        }
        real.bench.fineTune().use(project, base.model()).await();
        return view;
    }

    private static void openCase(RealWindow real, Projects.View view) {
        RealWindow.inWindow(() -> real.window.deeds().openInProject(view.folder(), view.cases().getFirst().id()));
        real.awaitOpen();
    }

    private static void press(RealWindow real, String id) {
        RealWindow.await(id + " can be pressed", () -> real.scene.lookup(id) instanceof Button button && !button.isDisabled());
        RealWindow.inWindow(() -> ((Button) real.scene.lookup(id)).fire());
    }

    @Test
    void aModelIsTaughtPausedTakenUpAtTheNextStartJudgedAndUsed() throws Exception {
        Projects.View view;
        try (RealWindow real = window()) {
            view = study(real);
            openCase(real, view);
            RealWindow.inWindow(() -> real.window.deeds().teach());
            RealWindow.await("what would happen is said", () -> real.scene.lookup("#lesson-sentence") instanceof Label words && words.getText().startsWith("Boxes learns from 3 finished cases"));
            press(real, "#teach-augment");
            RealWindow.await("the gallery is drawn", () -> real.scene.getRoot().lookupAll("#augment-gallery .image-view").size() > 6);
            real.picture(Path.of("target", "screenshots", "teach-11-gallery.png"));
            press(real, "#augment-back");
            RealWindow.await("the lesson is there again", () -> real.scene.lookup("#lesson-sentence") instanceof Label words && words.getText().startsWith("Boxes learns from 3"));
            press(real, "#teach-details");
            RealWindow.inWindow(() -> ((NumberField) real.scene.lookup("#teach-epochs")).valueProperty().set(40));
            press(real, "#teach-now");
            RealWindow.await("an epoch is done", () -> real.scene.lookup("#run-epoch") instanceof Label words && words.getText().contains("done"));
            RealWindow.inWindow(() -> assertThat(real.scene.getRoot().lookupAll("#run-worst .image-view")).as("where it does worst").isNotEmpty());
            RealWindow.inWindow(() -> assertThat(real.window.status().jobs().isBusy()).isTrue());
            press(real, "#teach-pause");
            RealWindow.await("it is paused", () -> real.scene.lookup("#teach-resume") instanceof Button);
            RealWindow.inWindow(() -> assertThat(real.window.status().jobs().isBusy()).as("the processor is free").isFalse());
        }
        try (RealWindow real = window()) {
            openCase(real, view);
            RealWindow.await("it is said that a run was left", () -> real.window.banner().sentence().startsWith("The training of base-2 was stopped"));
            RealWindow.inWindow(() -> real.window.deeds().teach());
            press(real, "#teach-discard");
            press(real, "#teach-take-back");
            press(real, "#teach-go-on");
            RealWindow.await("the epochs before are shown", () -> real.scene.lookup("#run-epoch") instanceof Label words && words.getText().contains("done"));
            press(real, "#teach-end");
            RealWindow.await("both models are judged", () -> real.scene.lookup("#report-page") != null);
            press(real, "#teach-use");
            RealWindow.await("the project is told", () -> real.open().session().projectModel().endsWith("base-2"));
            press(real, "#teach-compare");
            RealWindow.await("both trainings are compared", () -> real.scene.lookup("#past-table") != null && real.scene.getRoot().lookupAll("#past-page .check-box").size() == 2);
            RealWindow.inWindow(() -> real.window.sheets().close());
            RealWindow.await("the new model proposes", () -> {
                if (real.open().proposal().get() instanceof ProposalState.None) real.window.deeds().propose();
                return real.open().proposal().get() instanceof ProposalState.Waiting waiting && waiting.proposal().modelId().equals("base-2");
            });
        }
    }
}
