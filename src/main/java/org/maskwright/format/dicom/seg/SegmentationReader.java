package org.maskwright.format.dicom.seg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.maskwright.format.FormatException;
import org.maskwright.format.Item;
import org.maskwright.format.Where;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;

/// Opens segmentations: one label map, or one for each layer where segments overlap, so that nothing is lost.
public final class SegmentationReader {
    private static final int NAMED = 4;

    private SegmentationReader() {}

    /// Whether `file` is a segmentation.
    public static boolean reads(DicomFile file) {
        return Segmentation.isKindOf(file.attributes().getString(Tag.SOPClassUID, file.meta().getString(Tag.MediaStorageSOPClassUID, "")));
    }

    /// The label maps of `file`, then, of a fractional one, the fractions of each segment as a volume.
    ///
    /// Looks at the pixels where segments share slices, for only they say whether segments overlap.
    ///
    /// @param where of the file
    /// @throws FormatException if it is damaged, or its frames lie on no grid
    public static List<Item> items(Path path, DicomFile file, Where where, Progress progress) throws IOException, FormatException {
        Segmentation segmentation = Segmentation.of(path, file);
        List<Set<Integer>> layers = segmentation.kind() == Segmentation.Kind.LABELMAP ? List.of(Set.of()) : LayerSplit.of(segmentation, progress);
        if (segmentation.kind() == Segmentation.Kind.LABELMAP) requireSinglePlaces(segmentation);
        int n = layers.size();
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            LayerImage image = new LayerImage(segmentation, layers.get(i));
            List<String> said = new ArrayList<>(segmentation.remarks());
            if (n > 1) said.add("Segments overlap, so the file holds " + n + " layers; this is layer " + (i + 1) + ".");
            if (segmentation.kind() == Segmentation.Kind.FRACTIONAL) said.add("It holds fractions: a voxel belongs to a segment from one half up. The fractions themselves can be opened as volumes.");
            String names = image.header().table().entries().stream().limit(NAMED).map(e -> e.name()).collect(Collectors.joining(", "));
            int more = image.header().table().entries().size() - NAMED;
            String title = where.series() + ": " + names + (more > 0 ? " and " + more + " more" : "") + (n > 1 ? ", layer " + (i + 1) + " of " + n : "") + " (" + text(image.header().size()) + ")";
            items.add(new Item(segmentation.instanceUid() + (n > 1 ? "/layer-" + (i + 1) : ""), title, image, said, where.withImages(segmentation.frames().size())));
        }
        if (segmentation.kind() == Segmentation.Kind.FRACTIONAL) {
            for (Segment segment : segmentation.segments()) {
                ProbabilityImage image = new ProbabilityImage(segmentation, segment);
                items.add(new Item(segmentation.instanceUid() + "/fraction-" + segment.number(), where.series() + ": fraction of " + segment.title() + " (" + text(image.header().size()) + ")",
                        image, segmentation.remarks(), where.withImages(segmentation.frames().size())));
            }
        }
        return items;
    }

    private static String text(Size size) {
        return size.x() + " × " + size.y() + " × " + size.z();
    }

    private static void requireSinglePlaces(Segmentation segmentation) throws FormatException {
        for (List<Frames.Frame> frames : segmentation.bySlice().values()) {
            if (frames.stream().map(f -> List.of(f.column(), f.row())).distinct().count() < frames.size())
                throw FormatException.of(FormatException.name(segmentation.path()), "", "two of its frames lie at the same place, which a label map does not allow.", "Export it again.");
        }
    }
}
