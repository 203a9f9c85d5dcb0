package org.maskwright.format.coco;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maskwright.format.dicom.rt.Holes;
import org.maskwright.format.dicom.rt.Tracer;
import org.maskwright.format.dicom.rt.Tracing;

/// One object of a picture, as an annotation spells it.
///
/// @param segmentation polygons or run lengths, as lists, maps and numbers
/// @param box left, top, width and height in pixels
/// @param area in pixels
/// @param crowd whether it is in run lengths, which the format gives to crowds alone, so that training code leaves it out
public record CocoObject(Object segmentation, List<Integer> box, int area, boolean crowd) {
    public CocoObject {
        box = List.copyOf(box);
    }

    /// All pixels of a mask as one object in run lengths.
    ///
    /// @param mask pixel (x, y) at `y · width + x`; not empty
    public static CocoObject runs(BitSet mask, int width, int height) {
        Frame frame = Frame.of(mask, width);
        Map<String, Object> runs = new LinkedHashMap<>();
        runs.put("size", List.of(height, width));
        runs.put("counts", RunLengths.of(mask, width, height));
        return new CocoObject(runs, frame.box(), mask.cardinality(), true);
    }

    /// Each part of a mask that hangs together by faces as an object: a polygon along the faces of its pixels, which holds exactly
    /// these. A part with a hole has no polygon, and comes in run lengths.
    public static List<CocoObject> parts(BitSet mask, int width, int height) {
        List<CocoObject> parts = new ArrayList<>();
        BitSet left = (BitSet) mask.clone();
        for (int first = left.nextSetBit(0); first >= 0; first = left.nextSetBit(first)) {
            BitSet part = taken(left, first, width);
            Frame frame = Frame.of(part, width);
            List<double[]> outlines = Tracer.trace(frame.cut(part, width), frame.width(), 1, Tracing.VOXEL_FACES, Holes.EXCLUSIVE_OR).outlines();
            parts.add(outlines.size() > 1 ? runs(part, width, height) : new CocoObject(List.of(frame.placed(outlines.getFirst())), frame.box(), part.cardinality(), false));
        }
        return parts;
    }

    /// Takes the pixels that hang together with `first` out of `left`.
    private static BitSet taken(BitSet left, int first, int width) {
        BitSet part = new BitSet();
        ArrayDeque<Integer> next = new ArrayDeque<>(List.of(first));
        left.clear(first);
        while (!next.isEmpty()) {
            int at = next.pop(), x = at % width;
            part.set(at);
            for (int beside : new int[] {x > 0 ? at - 1 : -1, x + 1 < width ? at + 1 : -1, at - width, at + width}) {
                if (beside < 0 || !left.get(beside)) continue;
                left.clear(beside);
                next.push(beside);
            }
        }
        return part;
    }

    /// The smallest box around some pixels.
    private record Frame(int x0, int y0, int width, int height) {
        static Frame of(BitSet mask, int pictureWidth) {
            int x0 = pictureWidth, x1 = 0;
            for (int i = mask.nextSetBit(0); i >= 0; i = mask.nextSetBit(i + 1)) {
                x0 = Math.min(x0, i % pictureWidth);
                x1 = Math.max(x1, i % pictureWidth);
            }
            int y0 = mask.nextSetBit(0) / pictureWidth;
            return new Frame(x0, y0, x1 - x0 + 1, (mask.length() - 1) / pictureWidth - y0 + 1);
        }

        List<Integer> box() {
            return List.of(x0, y0, width, height);
        }

        short[] cut(BitSet mask, int pictureWidth) {
            short[] cut = new short[width * height];
            for (int i = mask.nextSetBit(0); i >= 0; i = mask.nextSetBit(i + 1)) cut[(i / pictureWidth - y0) * width + i % pictureWidth - x0] = 1;
            return cut;
        }

        /// Points of the cut, where (0, 0) is the centre of its first pixel, as those of the picture, where it is its corner.
        List<Integer> placed(double[] points) {
            List<Integer> placed = new ArrayList<>(points.length);
            for (int i = 0; i < points.length; i++) placed.add((int) Math.round(points[i] + 0.5) + (i % 2 == 0 ? x0 : y0));
            return placed;
        }
    }
}
