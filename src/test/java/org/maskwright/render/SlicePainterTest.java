package org.maskwright.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.label.CoarseMap;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.Range;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.VoiFunction;
import org.maskwright.volume.Volume;
import org.maskwright.volume.Window;

class SlicePainterTest {
    private static final LabelTable TABLE = new LabelTable(List.of(new LabelTable.Entry(1, "Liver", 0xFF0000), new LabelTable.Entry(300, "Spleen", 0x00FF00)));

    private static ShortVolume ramp(Geometry g) {
        short[][] slices = new short[g.size().z()][g.size().sliceVoxels()];
        for (int z = 0; z < slices.length; z++)
            for (int i = 0; i < slices[z].length; i++) slices[z][i] = (short) (i + 100 * z);
        return ShortVolume.adopting(g, slices, 2, -1000, ScanInfo.CT);
    }

    private static SliceRequest request(Volume volume, Plane plane, int slice, Window window, double pixelsPerMm, boolean smooth, List<Overlay> overlays, Mask preview) {
        Geometry g = volume.geometry();
        SliceAxes axes = g.axes(plane);
        int width = (int) Math.ceil(axes.width() * g.spacingMm().along(axes.across()) * pixelsPerMm);
        int height = (int) Math.ceil(axes.height() * g.spacingMm().along(axes.down()) * pixelsPerMm);
        return new SliceRequest(volume, axes, slice, window, Viewport.fit(width, height, g, axes), smooth, overlays, preview, 0xFFFFFF);
    }

    @Test
    void greyIsTheWindowedValueOfTheVoxelUnderThePixel() {
        Geometry g = Geometry.upright(5, 4, 3, 1, 1, 1);
        ShortVolume volume = ramp(g);
        Raster raster = new SlicePainter().paint(request(volume, Plane.AXIAL, 1, Window.between(-1000, -490), 1, false, List.of(), Mask.EMPTY));
        // voxel (2, 1, 1) is stored 7 + 100, so −786; (−786 + 1000) / 510 · 255 = 107
        assertThat(raster.argb()[1 * 5 + 2]).isEqualTo(0xFF000000 | 107 * 0x010101);
        assertThat(raster.argb()[0]).isEqualTo(0xFF000000 | 100 * 0x010101);
    }

    @Test
    void theWindowsFunctionReachesThePictureAndPaddingIsBlack() {
        Geometry g = Geometry.upright(5, 1, 1, 1, 1, 1);
        ScanInfo info = ScanInfo.CT.withPadding(Optional.of(new Range(900, 1000)));
        ShortVolume shorts = ShortVolume.adopting(g, new short[][] {{-100, 0, 50, 899, 950}}, 1, 0, info);
        FloatVolume floats = FloatVolume.adopting(g, new float[][] {{-100, 0, 50, 899, 950}}, info);
        // 255 / (1 + exp(4)) = 4.59, 255 / 2 = 127.5, 255 / (1 + exp(−2)) = 224.6, 255, and padding
        int[] greys = {5, 128, 225, 255, 0};
        for (Volume volume : List.of(shorts, floats)) {
            int[] argb = new SlicePainter().paint(request(volume, Plane.AXIAL, 0, new Window(0, 100, VoiFunction.Formula.SIGMOID), 1, false, List.of(), Mask.EMPTY)).argb();
            for (int x = 0; x < 5; x++) assertThat(argb[x]).isEqualTo(0xFF000000 | greys[x] * 0x010101);
        }
        assertThat(shorts.range()).isEqualTo(new Range(-100, 899)).isEqualTo(floats.range());
    }

    @Test
    void aScanThatIsMeantToBeInvertedIs() {
        Geometry g = Geometry.upright(3, 1, 1, 1, 1, 1);
        ScanInfo info = new ScanInfo("DX", "", List.of(), Optional.of(new Range(7, 7)), true);
        int[] argb = new SlicePainter().paint(request(ShortVolume.adopting(g, new short[][] {{0, 100, 7}}, 1, 0, info), Plane.AXIAL, 0, Window.between(0, 100), 1, false, List.of(), Mask.EMPTY)).argb();
        assertThat(argb).containsExactly(0xFFFFFFFF, 0xFF000000, 0xFF000000);
    }

    @Test
    void floatsAndShortsOfEqualValueLookAlike() {
        Geometry g = Geometry.upright(9, 7, 3, 0.7, 1.1, 2);
        ShortVolume shorts = ramp(g);
        float[][] slices = new float[3][63];
        for (int z = 0; z < 3; z++) shorts.copySlice(z, slices[z]);
        FloatVolume floats = FloatVolume.adopting(g, slices, ScanInfo.CT);
        for (Plane plane : Plane.values()) {
            Window window = Window.between(-1000, -500);
            int[] a = new SlicePainter().paint(request(shorts, plane, 1, window, 1, false, List.of(), Mask.EMPTY)).argb();
            int[] b = new SlicePainter().paint(request(floats, plane, 1, window, 1, false, List.of(), Mask.EMPTY)).argb();
            assertThat(a).isEqualTo(b);
        }
    }

    @Test
    void smoothingKeepsVoxelCentresAndMixesBetweenThem() {
        Geometry g = Geometry.upright(2, 1, 1, 1, 1, 1);
        ShortVolume volume = ShortVolume.adopting(g, new short[][] {{0, 100}}, 1, 0, ScanInfo.CT);
        SliceAxes axes = g.axes(Plane.AXIAL);
        SliceRequest r = new SliceRequest(volume, axes, 0, Window.between(0, 255), new Viewport(8, 4, 0, 0, 4, 4), true, List.of(), Mask.EMPTY, 0);
        int[] row = new SlicePainter().paint(r, new PixelBox(0, 0, 8, 1)).argb();
        // pixel centres at u = (i + ½)/4 − ½: −0.375 … 1.375; held inside, times 100
        int[] expected = {0, 0, 13, 38, 63, 88, 100, 100};
        for (int i = 0; i < 8; i++) assertThat(row[i] & 255).as("pixel %d", i).isBetween(expected[i] - 1, expected[i] + 1);
    }

    @Test
    void aBoxPaintsExactlyWhatTheWholePictureShowsThere() {
        Geometry g = Geometry.upright(40, 30, 20, 0.8, 0.8, 2.5);
        Random random = new Random(5);
        short[][] slices = new short[20][1200];
        short[][] labels = new short[20][1200];
        for (int z = 0; z < 20; z++)
            for (int i = 0; i < 1200; i++) {
                slices[z][i] = (short) random.nextInt(1000);
                labels[z][i] = (short) (random.nextInt(3) == 0 ? random.nextBoolean() ? 1 : 300 : 0);
            }
        ShortVolume volume = ShortVolume.adopting(g, slices, 1, 0, ScanInfo.CT);
        Overlay overlay = new Overlay(Labels.adopting(g, labels), TABLE, Set.of(), 0.4, 1, true);
        Mask preview = Mask.of(new Box(3, 4, 2, 17, 22, 15), b -> { for (int z = 2; z < 15; z++) for (int y = 4; y < 22; y++) b.run(y, z, 3 + y % 5, 17); });
        for (Plane plane : Plane.values()) {
            for (boolean smooth : new boolean[] {false, true}) {
                SliceRequest r = request(volume, plane, 9, Window.between(0, 1000), 3.3, smooth, List.of(overlay), preview);
                Raster whole = new SlicePainter().paint(r);
                PixelBox box = new PixelBox(11, 7, 43, 31);
                Raster part = new SlicePainter().paint(r, box);
                for (int y = box.y0(); y < box.y1(); y++)
                    for (int x = box.x0(); x < box.x1(); x++)
                        assertThat(part.argb()[(y - 7) * box.width() + x - 11]).as("%s %d,%d", plane, x, y).isEqualTo(whole.argb()[y * r.viewport().width() + x]);
            }
        }
    }

    @Test
    void outlineLiesInsideItsLabelAndHiddenLabelsAreNotShown() {
        Geometry g = Geometry.upright(8, 8, 1, 1, 1, 1);
        ShortVolume volume = ShortVolume.adopting(g, new short[1][64], 1, 0, ScanInfo.CT);
        Labels labels = Labels.of(g, Mask.of(new Box(2, 2, 0, 6, 6, 1), b -> { for (int y = 2; y < 6; y++) b.run(y, 0, 2, 6); }), 1);
        int[] shown = new SlicePainter().paint(request(volume, Plane.AXIAL, 0, new Window(0, 1000), 1, false, List.of(new Overlay(labels, TABLE, Set.of(), 0, 1, false)), Mask.EMPTY)).argb();
        int red = 0;
        for (int y = 0; y < 8; y++)
            for (int x = 0; x < 8; x++) {
                boolean ring = x >= 2 && x < 6 && y >= 2 && y < 6 && (x == 2 || x == 5 || y == 2 || y == 5);
                assertThat(shown[y * 8 + x] == 0xFFFF0000).as("%d,%d", x, y).isEqualTo(ring);
                if (ring) red++;
            }
        assertThat(red).isEqualTo(12);
        int[] hidden = new SlicePainter().paint(request(volume, Plane.AXIAL, 0, new Window(0, 1000), 1, false, List.of(new Overlay(labels, TABLE, Set.of(1), 1, 1, false)), Mask.EMPTY)).argb();
        for (int pixel : hidden) assertThat(pixel).isEqualTo(0xFF000000 | 128 * 0x010101);
    }

    @Test
    void thePatientsRightIsOnTheLeftWhateverTheFilesAxes() {
        // voxel x counts to the patient's right here, so the picture is turned round
        Geometry g = new Geometry(Geometry.upright(4, 1, 1, 1, 1, 1).size(), new org.maskwright.geometry.Affine(-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0));
        ShortVolume volume = ShortVolume.adopting(g, new short[][] {{10, 20, 30, 40}}, 1, 0, ScanInfo.CT);
        int[] row = new SlicePainter().paint(request(volume, Plane.AXIAL, 0, Window.between(0, 255), 1, false, List.of(), Mask.EMPTY)).argb();
        assertThat(row[0] & 255).isEqualTo(40);
        assertThat(row[3] & 255).isEqualTo(10);
    }

    /// A coarse map: the left half sure, the right half as unsure as can be.
    @Test
    void uncertaintyLiesOverTheGreysAndLeavesWhatIsSureAsItWas() {
        Geometry g = Geometry.upright(4, 2, 1, 1, 1, 1);
        SliceRequest plain = request(ramp(g), Plane.AXIAL, 0, Window.between(-1000, -984), 1, false, List.of(), Mask.EMPTY);
        Heat heat = new Heat(CoarseMap.of(g.size(), g.size(), new byte[] {0, 0, -1, -1, 0, 0, -1, -1}), HeatColours.UNCERTAINTY, 0.9);
        SliceRequest hot = new SliceRequest(plain.volume(), plain.axes(), 0, plain.window(), plain.viewport(), false, List.of(), Mask.EMPTY, 0xFFFFFF, Optional.of(heat));
        int[] before = new SlicePainter().paint(plain).argb(), after = new SlicePainter().paint(hot).argb();
        for (int i = 0; i < 8; i++) {
            if (i % 4 < 2) assertThat(after[i]).isEqualTo(before[i]);
            else assertThat(after[i] >> 16 & 0xFF).as("yellow over the grey").isGreaterThan(200);
        }
    }

    @Test
    void heatIsAsOpaqueAsAskedAndShowsNothingWhereThereIsNone() {
        Geometry g = Geometry.upright(4, 2, 1, 1, 1, 1);
        SliceRequest plain = request(ramp(g), Plane.AXIAL, 0, Window.between(-1000, -984), 1, false, List.of(), Mask.EMPTY);
        CoarseMap likely = CoarseMap.of(g.size(), g.size(), new byte[] {0, 0, -1, -1, 0, 0, -1, -1});
        int[] before = new SlicePainter().paint(plain).argb(), half = painted(plain, new Heat(likely, HeatColours.PROBABILITY, 0.5)), full = painted(plain, new Heat(likely, HeatColours.PROBABILITY, 1));
        assertThat(painted(plain, new Heat(likely, HeatColours.PROBABILITY, 0))).isEqualTo(before);
        for (int i = 0; i < 8; i++) {
            if (i % 4 < 2) assertThat(full[i]).isEqualTo(before[i]);
            else {
                assertThat(full[i] & 0xFFFFFF).isEqualTo(HeatColours.PROBABILITY.rgb(255));
                assertThat((half[i] & 0xFF) * 2).isCloseTo((before[i] & 0xFF) + (full[i] & 0xFF), within(2));
            }
        }
    }

    private static int[] painted(SliceRequest plain, Heat heat) {
        return new SlicePainter().paint(new SliceRequest(plain.volume(), plain.axes(), 0, plain.window(), plain.viewport(), false, List.of(), Mask.EMPTY, 0xFFFFFF, Optional.of(heat))).argb();
    }
}
