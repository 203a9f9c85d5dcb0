package org.maskwright.format.dicom.rt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.maskwright.format.FormatException;
import org.maskwright.format.StoredImage;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.DicomOutput;
import org.maskwright.format.dicom.data.MemoryBytes;
import org.maskwright.format.dicom.data.UidSource;
import org.maskwright.format.dicom.source.SourceSeries;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.Authorship;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// Writes label maps as an RT structure set about the series that they were drawn on, and reads it back to say what it kept.
public final class StructureSetOutput {
    /// How a structure set is made.
    ///
    /// @param name of the set in lists, at most 16 letters
    /// @param drawn who drew which label; left open for those that are missing
    public record Options(String name, Tracing tracing, Holes holes, Map<Integer, Authorship> drawn, UidSource uids, Clock clock) {
        public Options {
            drawn = Map.copyOf(drawn);
        }

        /// Exact outlines that every program understands, random identity, the time of now.
        public static Options named(String name) {
            return new Options(name, Tracing.VOXEL_FACES, Holes.KEYHOLE, Map.of(), UidSource.RANDOM, Clock.systemDefaultZone());
        }
    }

    /// What became of one label.
    ///
    /// @param voxels that it has
    /// @param dice of the voxels that its outlines give back with those that it has: 1 if they are the same
    public record RoundTrip(int value, String name, long voxels, double dice) {}

    private StructureSetOutput() {}

    /// Writes label maps on `source`'s grid; several where labels overlap, and a label that stands in more than one of them is one
    /// region. Background is not written; of the table only labels with voxels are.
    ///
    /// @param layers at least one
    /// @param out left open
    /// @return each label with what its outlines give back, by rising value
    /// @throws FormatException if the images do not say where they lie, or a layer is on another grid
    public static List<RoundTrip> write(SourceSeries source, List<Labels> layers, LabelTable table, Options options, OutputStream out, Progress progress) throws IOException, FormatException {
        Geometry grid = source.geometry();
        if (!source.isPlaced()) throw FormatException.of("structure set", "", "the images do not say where they lie in the patient.", "Export the labels in another format.");
        if (layers.isEmpty()) throw new IllegalArgumentException("there is no layer to write");
        for (Labels layer : layers) if (!layer.geometry().sameGrid(grid, StoredImage.SAME_GRID_MM)) throw FormatException.unexpected("structure set", "grid", "labels on that of the series", "another", "Open the case with its series again.");
        List<Labels> placed = layers.stream().map(layer -> layer.on(grid)).toList();
        String frame = source.frameOfReferenceUid().isEmpty() ? options.uids.next() : source.frameOfReferenceUid();
        StructureSetDataset.Identity identity = new StructureSetDataset.Identity(options.uids.next(), options.uids.next(), options.uids.next(), options.name, LocalDateTime.now(options.clock));
        Attributes dataset = new StructureSetDataset(source, frame, identity).of(placed, table, options.drawn, options.tracing, options.holes, progress.part(0, 0.6));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DicomOutput.write(dataset, file);
        List<RoundTrip> kept = readBack(file.toByteArray(), placed, table, progress.part(0.6, 1));
        file.writeTo(out);
        return kept;
    }

    private static List<RoundTrip> readBack(byte[] bytes, List<Labels> layers, LabelTable table, Progress progress) throws IOException, FormatException {
        Geometry grid = layers.getFirst().geometry();
        long[] before = new long[Labels.MAX + 1], after = new long[Labels.MAX + 1], both = new long[Labels.MAX + 1];
        short[][] slices = new short[layers.size()][grid.size().sliceVoxels()];
        for (int z = 0; z < grid.size().z(); z++) {
            copy(layers, z, slices);
            for (int l = 0; l < slices.length; l++) for (int i = 0; i < slices[l].length; i++) if (!holds(slices, l, i, slices[l][i])) before[slices[l][i] & 0xFFFF]++;
        }
        try (DicomFile file = DicomFile.open(new MemoryBytes("structure set", bytes))) {
            for (StoredImage read : RegionLayers.of(StructureSet.read(file), grid, file.name(), progress.part(0, 0.3)).images()) {
                read.read(0, grid.size().z(), (z, samples) -> {
                    copy(layers, z, slices);
                    for (int i = 0; i < slices[0].length; i++) {
                        int value = (int) read.header().type().value(samples, i);
                        if (value == 0) continue;
                        after[value]++;
                        if (holds(slices, slices.length, i, (short) value)) both[value]++;
                    }
                }, progress.part(0.3, 1));
            }
        }
        List<RoundTrip> kept = new ArrayList<>();
        for (int value = 1; value <= Labels.MAX; value++)
            if (before[value] > 0) kept.add(new RoundTrip(value, table.name(value), before[value], 2.0 * both[value] / (before[value] + after[value])));
        return List.copyOf(kept);
    }

    private static void copy(List<Labels> layers, int z, short[][] slices) {
        for (int l = 0; l < slices.length; l++) layers.get(l).copySlice(z, slices[l]);
    }

    /// Whether one of the first `count` layers has `label` in pixel `i`.
    private static boolean holds(short[][] slices, int count, int i, short label) {
        for (int l = 0; l < count; l++) if (slices[l][i] == label) return true;
        return false;
    }
}
