package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.StoredImage;
import org.maskwright.fx.desk.ProposalState;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.learn.ForeignModels;
import org.maskwright.learn.foreign.ForeignFile;
import org.maskwright.learn.foreign.Form;
import org.maskwright.learn.foreign.Programs;
import org.maskwright.store.DataHome;
import org.maskwright.testing.LabelFile;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.workflow.ModelShelf;

/// A network of two images, asked in the window; leaves a picture in `target/screenshots`.
class ImagesSheetTest {
    private static final Geometry GRID = Geometry.upright(20, 18, 10, 1, 1, 2);

    @TempDir Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        Pictures.startToolkit();
    }

    /// A ramp along x, rising or falling.
    private Path scan(String name, int sign) throws Exception {
        short[][] slices = new short[10][360];
        for (short[] slice : slices) for (int i = 0; i < slice.length; i++) slice[i] = (short) (100 + sign * (2 * (i % 20) - 19));
        return LabelFile.write(folder.resolve(name), StoredImage.of(ShortVolume.adopting(GRID, slices, 1, 0, ScanInfo.MR)));
    }

    @Test
    void theOpenScanIsOneImageAndAFileTheOther() throws Exception {
        Path net = Files.write(folder.resolve("net.ts"), Programs.of("y = torch.sub(torch.slice(x, 1, 0, 1), torch.slice(x, 1, 1, 2))", "return torch.cat([torch.neg(y), y], 1)"));
        Path models = folder.resolve("home/models");
        ForeignModels.add(ForeignFile.look(net), new Form("two", "Brighter in T1", "", "1=Brighter", "scan", "20,18,10", "none", "LPS", "softmax", "T1,FLAIR"), false, models,
                new DataHome(folder.resolve("home")).agreementKey(), Instant.EPOCH, Progress.NONE);
        Path rising = scan("rising.nii.gz", 1), falling = scan("falling.nii.gz", -1);
        try (var real = RealWindow.inWindow(() -> new RealWindow(folder.resolve("home"), 1366, 768, new ModelShelf(List.of(models)), RealWindow.NOON))) {
            RealWindow.inWindow(() -> real.window.start(List.of(rising)));
            real.awaitOpen();
            RealWindow.inWindow(() -> real.window.deeds().chooseModel());
            real.click("model-two");
            real.click("model-propose");
            RealWindow.inWindow(() -> {
                assertThat(real.find("images-ask", Button.class).isDisabled()).isTrue();
                assertThat(real.find("image-0", TextField.class).isDisabled()).as("the open scan").isTrue();
                real.find("image-own-1", RadioButton.class).fire();
                real.find("image-0", TextField.class).setText(falling.toString());
            });
            real.picture();
            real.picture(Path.of("target", "screenshots", "1366x768-images.png"));
            real.click("images-ask");
            RealWindow.await("it has proposed", () -> real.open().proposal().get() instanceof ProposalState.Waiting);
            var proposal = ((ProposalState.Waiting) real.open().proposal().get()).proposal();
            assertThat(proposal.labels().at(0, 5, 5)).as("the falling ramp is T1, brighter where x is small").isEqualTo(1);
            assertThat(proposal.labels().at(19, 5, 5)).isZero();
            assertThat(proposal.labels().counts().get(1)).isEqualTo(GRID.size().voxels() / 2);
        }
    }
}
