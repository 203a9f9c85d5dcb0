package org.maskwright.workflow.course;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskwright.format.png.PngWriter;
import org.maskwright.geometry.Plane;
import org.maskwright.label.Labels;
import org.maskwright.render.SlicePainter;
import org.maskwright.volume.Volume;
import org.maskwright.workflow.evaluate.SlicePicture;

/// One case as each network sees it, on the same slices: an axial one, as the networks saw it, above a sagittal one, which shows whether
/// neighbouring slices agree.
///
/// @param words why this case
/// @param pictures PNG by what is shown; the first shows what is right alone
record Lineup(String caseId, String words, Map<String, byte[]> pictures) {
    private static final int SIDE = 210, GAP = 4;
    private static final List<Plane> PLANES = List.of(Plane.AXIAL, Plane.SAGITTAL);

    /// @param proposed by title
    static Lineup of(String caseId, String words, Labels truth, Volume scan, Map<String, Labels> proposed) throws IOException {
        var painter = new SlicePicture(truth, Optional.of(scan));
        int[] slices = painter.telling(List.copyOf(proposed.values()));
        var pictures = new LinkedHashMap<String, byte[]>();
        pictures.put("expert", png(painter, slices, Optional.empty()));
        for (var one : proposed.entrySet()) pictures.put(one.getKey(), png(painter, slices, Optional.of(one.getValue())));
        return new Lineup(caseId, words, pictures);
    }

    private static byte[] png(SlicePicture painter, int[] slices, Optional<Labels> labels) throws IOException {
        int height = PLANES.size() * (SIDE + GAP) - GAP;
        int[] argb = new int[SIDE * height];
        Arrays.fill(argb, SlicePainter.SURROUND);
        for (int i = 0; i < PLANES.size(); i++) {
            int[] one = painter.paint(PLANES.get(i), slices[PLANES.get(i).ordinal()], labels, SIDE);
            System.arraycopy(one, 0, argb, i * SIDE * (SIDE + GAP), SIDE * SIDE);
        }
        var out = new ByteArrayOutputStream();
        PngWriter.write(argb, SIDE, height, out);
        return out.toByteArray();
    }

    List<String> shown() {
        return new ArrayList<>(pictures.keySet());
    }
}
