package org.maskwright.bench;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Size;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.render.Overlay;
import org.maskwright.render.Raster;
import org.maskwright.render.SlicePainter;
import org.maskwright.render.SliceRequest;
import org.maskwright.render.Viewport;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Window;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One slice into a picture, a pixel a voxel, on one thread; against a plain copy of as many pixels.
///
/// The labels are three balls that cover about a quarter of the slice. The coronal slice is gathered from 400 axial ones.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SliceBench {
    /// Which slice, of how large a scan.
    public enum Picture {
        AXIAL_512(new Size(512, 512, 3), Plane.AXIAL),
        AXIAL_1024(new Size(1024, 1024, 3), Plane.AXIAL),
        CORONAL_512_BY_400(new Size(512, 512, 400), Plane.CORONAL);

        private final Size size;
        private final Plane plane;

        Picture(Size size, Plane plane) {
            this.size = size;
            this.plane = plane;
        }
    }

    @Param private Picture picture;
    private final SlicePainter painter = new SlicePainter();
    private SliceRequest grey;
    private SliceRequest smooth;
    private SliceRequest labelled;
    private int[] pixels;

    @Setup public void prepare() {
        Geometry geometry = Geometry.upright(picture.size.x(), picture.size.y(), picture.size.z(), 0.8, 0.8, 1);
        ShortVolume volume = scan(geometry);
        SliceAxes axes = geometry.axes(picture.plane);
        Viewport onePixelAVoxel = new Viewport(axes.width(), axes.height(), 0, 0, 1, 1);
        Overlay overlay = new Overlay(balls(geometry), LabelTable.EMPTY, Set.of(), 0.4, 1, false);
        int slice = axes.slices() / 2;
        Window window = new Window(40, 400);
        grey = new SliceRequest(volume, axes, slice, window, onePixelAVoxel, false, List.of(), Mask.EMPTY, 0);
        smooth = new SliceRequest(volume, axes, slice, window, onePixelAVoxel, true, List.of(), Mask.EMPTY, 0);
        labelled = new SliceRequest(volume, axes, slice, window, onePixelAVoxel, false, List.of(overlay), Mask.EMPTY, 0);
        pixels = painter.paint(labelled).argb();
    }

    private static ShortVolume scan(Geometry geometry) {
        Size size = geometry.size();
        Random random = new Random(1);
        short[][] slices = new short[size.z()][size.sliceVoxels()];
        for (short[] slice : slices) {
            for (int i = 0; i < slice.length; i++) slice[i] = (short) (random.nextInt(600) - 200);
        }
        return ShortVolume.adopting(geometry, slices, 1, 0, ScanInfo.CT);
    }

    private static Labels balls(Geometry geometry) {
        Size size = geometry.size();
        short[][] slices = new short[size.z()][size.sliceVoxels()];
        double radius = Math.min(size.x(), size.y()) * 0.17;
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    for (int ball = 1; ball <= 3; ball++) {
                        double dx = x - size.x() * ball / 4.0, dy = y - size.y() / 2.0, dz = z - size.z() / 2.0;
                        if (dx * dx + dy * dy + dz * dz < radius * radius) slices[z][y * size.x() + x] = (short) ball;
                    }
                }
            }
        }
        return Labels.adopting(geometry, slices);
    }

    /// The floor: as many pixels, copied into a new array as the painter makes one.
    @Benchmark public int[] copy() {
        return pixels.clone();
    }

    @Benchmark public Raster window() {
        return painter.paint(grey);
    }

    @Benchmark public Raster windowSmooth() {
        return painter.paint(smooth);
    }

    /// Fill and outline.
    @Benchmark public Raster windowAndLabels() {
        return painter.paint(labelled);
    }
}
