package org.maskwright.workflow.evaluate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.maskwright.format.png.PngWriter;
import org.maskwright.geometry.Plane;
import org.maskwright.measure.Score;
import org.maskwright.render.SlicePainter;
import org.maskwright.volume.Volume;
import org.maskwright.workflow.LabelPairs;

/// Where a case fails most: in each plane the slice on which reference and candidate differ most.
///
/// @param png the three planes side by side; the reference filled, the candidate as a line
record WorstCase(String id, Score dice, byte[] png) {
    private static final int SIDE = 260, GAP = 6;

    static WorstCase of(String id, Score dice, LabelPairs.Maps maps, Optional<Volume> scan) throws IOException {
        var picture = new SlicePicture(maps.reference(), scan);
        int[] slices = picture.telling(List.of(maps.candidate()));
        int width = 3 * SIDE + 2 * GAP;
        int[] argb = new int[width * SIDE];
        Arrays.fill(argb, SlicePainter.SURROUND);
        for (Plane plane : Plane.values()) {
            int[] one = picture.paint(plane, slices[plane.ordinal()], Optional.of(maps.candidate()), SIDE);
            for (int y = 0; y < SIDE; y++) System.arraycopy(one, y * SIDE, argb, y * width + plane.ordinal() * (SIDE + GAP), SIDE);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngWriter.write(argb, width, SIDE, out);
        return new WorstCase(id, dice, out.toByteArray());
    }
}
