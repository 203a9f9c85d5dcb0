package org.maskwright.fx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.maskwright.algorithm.phantom.Phantom;
import org.maskwright.algorithm.phantom.TorsoPhantom;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.desk.ProposalState;
import org.maskwright.fx.slice.HeatShown;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.Proposal;
import org.maskwright.tool.Pointer;
import org.maskwright.tool.Tools;
import org.maskwright.workflow.CaseSource;
import org.maskwright.workflow.KnownProposal;
import org.testfx.api.FxToolkit;

/// Takes pictures of the real window in all its states: `./mvnw -q test -Dtest=WindowPicturesTest` leaves them in
/// `target/screenshots`. Those in `assets/screenshots` are four of them: window (correcting), proposal (waiting), threshold, keys.
final class Pictures {
    private final Path out;
    private final int width, height;
    private final boolean asksModel;

    /// @param asksModel whether the shipped model proposes, which takes a while
    Pictures(Path out, int width, int height, boolean asksModel) {
        this.asksModel = asksModel;
        this.out = out;
        this.width = width;
        this.height = height;
    }

    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    /// @param args folder, then sizes such as `1366x768`
    public static void main(String[] args) throws Exception {
        startToolkit();
        for (String size : List.of(args).subList(1, args.length)) {
            String[] wh = size.split("x");
            new Pictures(Path.of(args[0]), Integer.parseInt(wh[0]), Integer.parseInt(wh[1]), true).take();
        }
        System.exit(0);
    }

    /// The window with the built-in case, and nothing done yet.
    void takeOpened() throws IOException {
        Path home = Files.createTempDirectory("maskwright-pictures");
        try (RealWindow real = RealWindow.inWindow(() -> new RealWindow(home, width, height))) {
            RealWindow.inWindow(() -> real.window.start(List.of()));
            real.awaitOpen();
            shoot(real, "opened");
        }
    }

    /// Every state, from the empty window to a message.
    void take() throws IOException {
        Path home = Files.createTempDirectory("maskwright-pictures");
        try (RealWindow real = RealWindow.inWindow(() -> new RealWindow(home, width, height))) {
            shoot(real, "1-empty");
            RealWindow.inWindow(() -> real.window.start(List.of()));
            real.awaitOpen();
            RealWindow.inWindow(() -> real.window.guide().again());
            shoot(real, "2-guide");
            RealWindow.inWindow(() -> {
                real.window.guide().end();
                real.open().slices().moveCrosshair(new Point(104, 120, 62));
            });
            propose(real);
            shoot(real, "4-waiting");
            RealWindow.inWindow(() -> real.open().slices().heatShown().set(HeatShown.UNCERTAINTY));
            shoot(real, "4-uncertainty");
            if (real.open().session().likelihood().isPresent()) {
                RealWindow.inWindow(() -> real.window.deeds().showLikely(1));
                RealWindow.await("the colours lie there", () -> real.open().slices().heatShown().get() instanceof HeatShown.Likely);
                shoot(real, "4-likely");
            }
            RealWindow.inWindow(() -> real.open().slices().heatShown().set(HeatShown.NOTHING));
            RealWindow.inWindow(() -> correct(real));
            shoot(real, "5-correcting");
            choose(real, "region-growing");
            shoot(real, "6-growing");
            choose(real, "threshold");
            RealWindow.await("the preview is shown", () -> !real.open().slices().preview().get().isEmpty());
            shoot(real, "7-threshold");
            RealWindow.inWindow(() -> real.open().tools().choose(Optional.empty()));
            RealWindow.inWindow(real.window::showKeys);
            shoot(real, "8-keys");
            sheet(real, Deeds::chooseModel, "9-models");
            sheet(real, Deeds::export, "10-export");
            sheet(real, Deeds::showPalette, "11-palette");
            RealWindow.inWindow(() -> {
                real.window.sheets().close();
                real.window.banner().alarm("thorax.nii.gz, byte 40: header gives 6 dimensions, at most 4 are read. Export the series as 3-D.", "");
                real.window.planes().say("Liver is locked: K unlocks it.");
            });
            shoot(real, "12-banner");
        }
    }

    private void sheet(RealWindow real, Consumer<Deeds> open, String name) throws IOException {
        RealWindow.inWindow(() -> {
            real.window.sheets().close();
            open.accept(real.window.deeds());
        });
        shoot(real, name);
    }

    private static void choose(RealWindow real, String id) {
        RealWindow.inWindow(() -> Tools.ALL.stream().filter(t -> t.id().equals(id)).findFirst().ifPresent(t -> real.open().tools().choose(Optional.of(t))));
    }

    /// Has the model propose, as a user would; where no model is at hand, the phantom's own truth stands in, and says so.
    private void propose(RealWindow real) throws IOException {
        if (asksModel && real.bench.models().list().models().stream().anyMatch(m -> m.id().equals("torso-phantom"))) {
            RealWindow.await("the model has proposed", () -> {
                if (real.open().proposal().get() instanceof ProposalState.None) real.window.deeds().propose();
                return real.open().proposal().get() instanceof ProposalState.Waiting;
            });
            return;
        }
        Size size = real.open().volume().geometry().size();
        Phantom phantom = TorsoPhantom.of(TorsoPhantom.Spec.whole(((CaseSource.Phantom) CaseSource.BUILT_IN).seed(), size), Progress.NONE);
        Proposal truth = new Proposal(phantom.labels().on(real.open().volume().geometry()), phantom.table(), "phantom-truth", "0".repeat(64), RealWindow.NOON.instant());
        RealWindow.inWindow(() -> {
            real.window.deeds().stop();
            real.open().proposal().set(new ProposalState.Computing(0.42, "tile 11 of 27"));
        });
        shoot(real, "3-proposing");
        RealWindow.inWindow(() -> {
            KnownProposal.give(real.open().session(), truth);
            return true;
        });
    }

    /// Accepts the proposal and paints a stroke of the liver.
    private static void correct(RealWindow real) {
        CaseModel open = real.open();
        real.window.deeds().acceptAll();
        open.slices().proposalShown().set(true);
        open.tools().choose(Optional.of(Tools.ALL.getFirst()));
        open.tools().set("radiusMm", 8.0);
        open.tools().begin(Pointer.at(96, 150, 62, Plane.AXIAL));
        open.tools().drag(Pointer.at(120, 160, 62, Plane.AXIAL));
        open.tools().release(Pointer.at(120, 160, 62, Plane.AXIAL));
        open.session().setLocked(3, true);
        open.session().setHidden(5, true);
        open.slices().readout().set(open.slices().read(new Point(104, 120, 62)));
    }

    void shoot(RealWindow real, String what) throws IOException {
        real.picture(out.resolve(width + "x" + height + "-" + what + ".png"));
    }
}
