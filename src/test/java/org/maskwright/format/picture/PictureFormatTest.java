package org.maskwright.format.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.Contents;
import org.maskwright.format.Damage;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.png.PngWriter;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.testing.SharedData;
import org.maskwright.volume.Volume;

class PictureFormatTest {
    private static final byte[] SIX = {1, 2, 3, 4, 5, 6};

    @TempDir Path folder;

    private static Item open(Path path) throws Exception {
        return Formats.open(path, Progress.NONE);
    }

    private static byte[] png(int width, int height, int value) throws Exception {
        byte[] samples = new byte[width * height];
        Arrays.fill(samples, (byte) value);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngWriter.writeGrey(samples, 8, width, height, out);
        return out.toByteArray();
    }

    private Path numbered(String pattern, int... numbers) throws Exception {
        for (int n : numbers) Files.write(folder.resolve(pattern.formatted(n)), png(4, 3, n));
        return folder;
    }

    // ---- folders

    @Test void aFolderOfNumberedPicturesIsOneVolumeInTheOrderOfTheirNumbers() throws Exception {
        Contents contents = Formats.describe(numbered("slice %d.png", 10, 2, 1, 11), Progress.NONE);
        assertThat(contents.items()).hasSize(1);
        Volume volume = contents.items().getFirst().volume(Progress.NONE);
        assertThat(volume.geometry().size()).isEqualTo(new Size(4, 3, 4));
        for (int z = 0; z < 4; z++) assertThat(volume.value(0, 0, z)).isEqualTo(new int[] {1, 2, 10, 11}[z]);
    }

    @Test void rowsOfNumbersInOneFolderAreImagesOfTheirOwn() throws Exception {
        numbered("case2_%02d_mask.png", 1, 2);
        numbered("case2_%02d.png", 1, 2, 3);
        Contents contents = Formats.describe(folder, Progress.NONE);
        assertThat(contents.items()).extracting(Item::id).containsExactly("case2_*.png", "case2_*_mask.png");
        assertThat(contents.items()).extracting(item -> item.header().size().z()).containsExactly(3, 2);
        assertThat(contents.remarks().getFirst()).endsWith("holds 2 images; choose one.");
    }

    @Test void aSliceOfAnotherSizeIsNamed() throws Exception {
        Files.write(numbered("%d.png", 1, 2, 4).resolve("3.png"), png(5, 3, 3));
        assertThatThrownBy(() -> Formats.describe(folder, Progress.NONE)).isInstanceOf(FormatException.class)
                .hasMessage("3.png: expected 4 × 3 pixels, as 1.png has, found 5 × 3. Slices of one stack have one size: put the others into another folder.");
    }

    @Test void oneOfManySaysThatThereAreOthers() throws Exception {
        Item one = open(numbered("%d.png", 1, 2, 3).resolve("2.png"));
        assertThat(one.remarks()).contains("It is one of 3 numbered pictures: open their folder to see them as a stack.");
        assertThat(one.volume(Progress.NONE).value(0, 0, 0)).isEqualTo(2);
    }

    @Test void electronMicroscopyOpensWithItsLabels() throws Exception {
        Item images = open(SharedData.require("em-isbi2012", "dev", "images")), labels = open(SharedData.require("em-isbi2012", "dev", "labels"));
        assertThat(images.header().size()).isEqualTo(new Size(512, 512, 24)).isEqualTo(labels.header().size());
        assertThat(labels.statistics(Progress.NONE).kind()).isEqualTo(ImageHeader.Kind.LABELS);
        Labels cells = labels.labels(Progress.NONE);
        assertThat(cells.counts().lastKey()).isEqualTo(255);
        assertThat((double) cells.counts().get(255) / cells.geometry().size().voxels()).isBetween(0.75, 0.85); // 78 to 80 % by the manifest
        // slice 2 is the file 2.png, not 10.png
        assertThat(images.volume(Progress.NONE).value(100, 100, 2)).isEqualTo(open(SharedData.require("em-isbi2012", "dev", "images", "2.png")).volume(Progress.NONE).value(100, 100, 0));
    }

    // ---- what pictures say

    @ParameterizedTest @ValueSource(ints = {72, 96}) void theResolutionOfAScreenIsNoSpacing(int dpi) throws Exception {
        Item item = open(new TinyTiff(ByteOrder.LITTLE_ENDIAN).page(3, 2, 8, SIX, 282, dpi, 283, dpi).writeTo(folder.resolve("a.tif")));
        assertThat(item.header().geometry().spacingMm().x()).isEqualTo(1);
        assertThat(item.remarks()).contains("Its resolution is that of a screen, which says nothing of its size: 1 mm a pixel is a guess.");
    }

    @Test void imageJSaysHowFarItsSlicesLieApart() throws Exception {
        byte[] text = SIX;
        Item item = open(new TinyTiff(ByteOrder.BIG_ENDIAN).describe("ImageJ=1.53k\nimages=2\nslices=2\nunit=micron\nspacing=50.0\nloop=false\n")
                .page(3, 2, 8, text, 282, 4, 283, 8, 296, 1).page(3, 2, 8, text).writeTo(folder.resolve("a.tif")));
        var spacing = item.header().geometry().spacingMm();
        assertThat(spacing.x()).isCloseTo(0.00025, within(1e-12));
        assertThat(spacing.y()).isCloseTo(0.000125, within(1e-12));
        assertThat(spacing.z()).isCloseTo(0.05, within(1e-12));
        assertThat(item.remarks()).containsExactly("It does not say how it lies in the patient: left and right are a guess.");
    }

    @Test void anImageJStackThatListsOnlyItsFirstPageIsRefused() throws Exception {
        Path file = new TinyTiff(ByteOrder.BIG_ENDIAN).describe("ImageJ=1.53k\nimages=9\n").page(3, 2, 8, SIX).writeTo(folder.resolve("a.tif"));
        assertThatThrownBy(() -> open(file)).hasMessage("a.tif: an ImageJ stack of 9 pages that lists only 1 is not read by this program. Export it as an image sequence.");
    }

    @Test void omeTiffSaysHowLargeAPixelIs() throws Exception {
        Item item = open(new TinyTiff(ByteOrder.LITTLE_ENDIAN).describe("<?xml version=\"1.0\"?><OME><Image><Pixels PhysicalSizeX=\"0.5\" PhysicalSizeXUnit=\"\u00b5m\" PhysicalSizeY=\"250\" PhysicalSizeYUnit=\"nm\" SizeC=\"2\"/></Image></OME>")
                .page(3, 2, 8, SIX).page(3, 2, 8, SIX).writeTo(folder.resolve("a.tif")));
        assertThat(item.header().geometry().spacingMm().x()).isCloseTo(5e-4, within(1e-12));
        assertThat(item.header().geometry().spacingMm().y()).isCloseTo(2.5e-4, within(1e-12));
        assertThat(item.remarks()).anySatisfy(remark -> assertThat(remark).startsWith("Its pages are channels or times"));
    }

    @Test void signedSamplesAndBothByteOrdersAreRead() throws Exception {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            ByteBuffer shorts = ByteBuffer.allocate(12).order(order), ints = ByteBuffer.allocate(24).order(order);
            for (int i = 0; i < 6; i++) {
                shorts.putShort((short) (i * 1000 - 3000));
                ints.putInt(i * 700_000_000 - 2_000_000_000);
            }
            Volume signed = open(new TinyTiff(order).page(3, 2, 16, shorts.array(), 339, 2).writeTo(folder.resolve("s.tif"))).volume(Progress.NONE);
            Volume unsigned = open(new TinyTiff(order).page(3, 2, 32, ints.array(), 339, 1).writeTo(folder.resolve("u.tif"))).volume(Progress.NONE);
            for (int i = 0; i < 6; i++) {
                assertThat(signed.value(i % 3, i / 3, 0)).isEqualTo(i * 1000 - 3000);
                assertThat(unsigned.value(i % 3, i / 3, 0)).isEqualTo((float) ((i * 700_000_000 - 2_000_000_000) & 0xFFFFFFFFL));
            }
        }
    }

    @Test void whereZeroIsWhiteTheValuesAreTurnedRound() throws Exception {
        Volume volume = open(new TinyTiff(ByteOrder.LITTLE_ENDIAN).page(3, 2, 8, SIX, 262, 0).writeTo(folder.resolve("a.tif"))).volume(Progress.NONE);
        for (int i = 0; i < 6; i++) assertThat(volume.value(i % 3, i / 3, 0)).isEqualTo(255 - SIX[i]);
    }

    @Test void smallCopiesOfAPyramidAreNoSlices() throws Exception {
        Item item = open(new TinyTiff(ByteOrder.LITTLE_ENDIAN).page(3, 2, 8, SIX).page(1, 1, 8, new byte[] {9}, 254, 1).page(3, 2, 8, new byte[] {7, 7, 7, 7, 7, 7}).writeTo(folder.resolve("a.tif")));
        assertThat(item.header().size()).isEqualTo(new Size(3, 2, 2));
        assertThat(item.volume(Progress.NONE).value(0, 0, 1)).isEqualTo(7);
    }

    // ---- what lies

    @Test void aTiffCutAnywhereIsRefused() throws Exception {
        Damage.cutAnywhere(folder.resolve("a.tif"), new TinyTiff(ByteOrder.LITTLE_ENDIAN).page(3, 2, 8, SIX).page(3, 2, 8, SIX).bytes());
    }

    @Test void aPngCutAnywhereIsRefused() throws Exception {
        Damage.cutAnywhere(folder.resolve("a.png"), png(5, 4, 9));
    }

    @Test void damagedFilesEndInASentence() throws Exception {
        Damage.mutate(folder.resolve("a.png"), png(5, 4, 9), 60, 400);
        Damage.mutate(folder.resolve("a.tif"), new TinyTiff(ByteOrder.BIG_ENDIAN).describe("ImageJ=1.53k\nunit=mm\nspacing=2\n").page(3, 2, 8, SIX).page(3, 2, 8, SIX).bytes(), 200, 600);
    }

    @Test void aSmallFileThatClaimsToBeHugeIsRefusedBeforeAnythingIsAllocated() throws Exception {
        byte[] bomb = png(4, 3, 1);
        ByteBuffer.wrap(bomb).putInt(16, 40_000).putInt(20, 40_000);
        CRC32 crc = new CRC32();
        crc.update(bomb, 12, 17);
        ByteBuffer.wrap(bomb).putInt(29, (int) crc.getValue());
        Path file = Files.write(folder.resolve("bomb.png"), bomb);
        assertThatThrownBy(() -> open(file)).isInstanceOf(FormatException.class).hasMessageContaining("would unpack to 1.6 GB, which no picture does.");
    }

    @Test void pagesThatGoRoundInACircleAreRefused() throws Exception {
        byte[] bytes = new TinyTiff(ByteOrder.LITTLE_ENDIAN).page(3, 2, 8, SIX).bytes();
        int entries = bytes[8];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8 + 2 + 12 * entries, 8);
        Path file = Files.write(folder.resolve("a.tif"), bytes);
        assertThatThrownBy(() -> open(file)).hasMessageContaining("a.tif, page 2: expected another page, found one that was read already.");
    }
}
