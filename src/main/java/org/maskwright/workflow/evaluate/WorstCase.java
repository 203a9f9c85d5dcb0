package org.maskwright.workflow.evaluate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.maskwright.format.png.PngWriter;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Size;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.measure.Score;
import org.maskwright.render.AutomaticWindow;
import org.maskwright.render.Overlay;
import org.maskwright.render.Raster;
import org.maskwright.render.SlicePainter;
import org.maskwright.render.SliceRequest;
import org.maskwright.render.Viewport;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Volume;
import org.maskwright.volume.Window;
import org.maskwright.workflow.LabelPairs;

/// Where a case fails most: in each plane the slice on which reference and candidate differ most.
///
/// @param png the three planes side by side; the reference filled, the candidate as a dashed line
record WorstCase(String id, Score dice, byte[] png) {
    private static final int SIDE = 260, GAP = 6;
    private static final double FILL = 0.35;

    static WorstCase of(String id, Score dice, LabelPairs.Maps maps, Optional<Volume> scan) throws IOException {
        Geometry grid = maps.reference().geometry();
        Volume volume = scan.orElseGet(() -> nothing(grid));
        Window window = scan.map(WorstCase::window).orElse(Window.between(0, 1));
        int[][] differing = differing(maps);
        int width = 3 * SIDE + 2 * GAP;
        int[] argb = new int[width * SIDE];
        Arrays.fill(argb, SlicePainter.SURROUND);
        List<Overlay> overlays = List.of(new Overlay(maps.reference(), LabelTable.EMPTY, Set.of(), FILL, 0, false),
                new Overlay(maps.candidate(), LabelTable.EMPTY, Set.of(), 0, 1, false));
        SlicePainter painter = new SlicePainter();
        for (Plane plane : Plane.values()) {
            SliceAxes axes = grid.axes(plane);
            Viewport viewport = Viewport.fit(SIDE, SIDE, grid, axes);
            Raster raster = painter.paint(new SliceRequest(volume, axes, most(differing[axes.normal()]), window, viewport, true, overlays, Mask.EMPTY, 0));
            for (int y = 0; y < SIDE; y++) System.arraycopy(raster.argb(), y * SIDE, argb, y * width + plane.ordinal() * (SIDE + GAP), SIDE);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngWriter.write(argb, width, SIDE, out);
        return new WorstCase(id, dice, out.toByteArray());
    }

    private static Volume nothing(Geometry grid) {
        return ShortVolume.adopting(grid, new short[grid.size().z()][grid.size().sliceVoxels()], 1, 0, ScanInfo.UNKNOWN);
    }

    private static Window window(Volume volume) {
        return volume.info().presets().isEmpty() ? AutomaticWindow.of(volume) : volume.info().presets().getFirst().window();
    }

    /// How many voxels differ on each slice along x, y and z.
    private static int[][] differing(LabelPairs.Maps maps) {
        Labels reference = maps.reference(), candidate = maps.candidate();
        Size size = reference.geometry().size();
        int[][] counts = {new int[size.x()], new int[size.y()], new int[size.z()]};
        short[] a = new short[size.sliceVoxels()], b = new short[size.sliceVoxels()];
        for (int z = 0; z < size.z(); z++) {
            reference.copySlice(z, a);
            candidate.copySlice(z, b);
            for (int i = 0; i < a.length; i++) {
                if (a[i] == b[i]) continue;
                counts[0][i % size.x()]++;
                counts[1][i / size.x()]++;
                counts[2][z]++;
            }
        }
        return counts;
    }

    private static int most(int[] counts) {
        int best = counts.length / 2;
        for (int i = 0; i < counts.length; i++) if (counts[i] > counts[best]) best = i;
        return best;
    }
}
