package org.maskwright.workflow.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Size;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.render.AutomaticWindow;
import org.maskwright.render.Overlay;
import org.maskwright.render.SlicePainter;
import org.maskwright.render.SliceRequest;
import org.maskwright.render.Viewport;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Volume;
import org.maskwright.volume.Window;
import org.maskwright.workflow.LabelPairs;

/// A case as reports show it, slice by slice: what is right filled, what was proposed as a dashed line.
public final class SlicePicture {
    private static final double FILL = 0.35;

    private final Geometry grid;
    private final Labels reference;
    private final Volume volume;
    private final Window window;
    private final SlicePainter painter = new SlicePainter();

    /// @param scan on the grid of `reference`; without one labels lie on black
    public SlicePicture(Labels reference, Optional<Volume> scan) {
        this.grid = reference.geometry();
        this.reference = reference;
        this.volume = scan.orElseGet(() -> ShortVolume.adopting(grid, new short[grid.size().z()][grid.size().sliceVoxels()], 1, 0, ScanInfo.UNKNOWN));
        this.window = scan.map(SlicePicture::window).orElse(Window.between(0, 1));
    }

    private static Window window(Volume volume) {
        return volume.info().presets().isEmpty() ? AutomaticWindow.of(volume) : volume.info().presets().getFirst().window();
    }

    /// @param candidate on the same grid; empty to show the reference alone
    /// @return `side · side` colours `0xAARRGGBB`, the slice as large as fits
    public int[] paint(Plane plane, int slice, Optional<Labels> candidate, int side) {
        SliceAxes axes = grid.axes(plane);
        List<Overlay> overlays = new ArrayList<>(List.of(new Overlay(reference, LabelTable.EMPTY, Set.of(), FILL, 0, false)));
        candidate.ifPresent(labels -> overlays.add(new Overlay(labels, LabelTable.EMPTY, Set.of(), 0, 1, false)));
        Viewport viewport = Viewport.fit(side, side, grid, axes);
        return painter.paint(new SliceRequest(volume, axes, slice, window, viewport, true, overlays, Mask.EMPTY, 0)).argb();
    }

    /// The slice of each plane on which most voxels differ, over all `candidates` together; the middle one where none does.
    ///
    /// @return by the plane's number
    public int[] telling(List<Labels> candidates) {
        Size size = grid.size();
        int[][] counts = {new int[size.x()], new int[size.y()], new int[size.z()]};
        for (Labels candidate : candidates) count(new LabelPairs.Maps(reference, candidate), counts);
        int[] slices = new int[Plane.values().length];
        for (Plane plane : Plane.values()) slices[plane.ordinal()] = most(counts[grid.axes(plane).normal()]);
        return slices;
    }

    private static void count(LabelPairs.Maps maps, int[][] counts) {
        Size size = maps.reference().geometry().size();
        short[] a = new short[size.sliceVoxels()], b = new short[size.sliceVoxels()];
        for (int z = 0; z < size.z(); z++) {
            maps.reference().copySlice(z, a);
            maps.candidate().copySlice(z, b);
            for (int i = 0; i < a.length; i++) {
                if (a[i] == b[i]) continue;
                counts[0][i % size.x()]++;
                counts[1][i / size.x()]++;
                counts[2][z]++;
            }
        }
    }

    private static int most(int[] counts) {
        int best = counts.length / 2;
        for (int i = 0; i < counts.length; i++) if (counts[i] > counts[best]) best = i;
        return best;
    }
}
