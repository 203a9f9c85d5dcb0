package org.maskwright.format.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.maskwright.format.FormatException;
import org.maskwright.format.Item;
import org.maskwright.format.Section;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.format.dicom.source.SourceSeries;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;

/// Finds out again which series an image was opened from.
public final class SourceSeriesReader {
    private SourceSeriesReader() {}

    /// Reads the headers again of the image that [DicomFormat#describe] lists of `path` as `itemId`.
    ///
    /// @param path the folder or file that was opened
    /// @throws FormatException if there is no such image any more, or what was opened has no slices that are whole images of a file
    public static SourceSeries read(Path path, String itemId, Progress progress) throws IOException, FormatException {
        String name = FormatException.name(path), whole = Section.wholeId(itemId);
        Section section = Section.ofId(itemId);
        if (section.step() > 1)
            throw FormatException.of(name, "", "the labels were drawn on " + section.words(1) + " of the series, and not on its images.", "Open some of its slices instead of all, or export in a format that is about no series, such as NIfTI.");
        Item item = new DicomFormat().describe(path, progress.part(0, 0.5)).items().stream().filter(i -> i.id().equals(whole)).findFirst().orElse(null);
        if (item == null) throw FormatException.of(name, "", "the series that was opened is not in it any more.", "Open the case again.");
        if (!(item.image() instanceof SliceImage image)) throw FormatException.of(name, "", "the labels were drawn on slices that were made up between the images of the series, and there are none to refer to.",
                "Open the series in a way that leaves its images as they are, or export in a format that is about no series, such as NIfTI.");
        Geometry grid = section.of(item.header().geometry());
        int depth = item.header().size().z(), first = section.frame() * depth + section.box().map(Box::z0).orElse(0);
        List<Slice> used = image.slices().subList(first, first + grid.size().z()); // of the one time on which labels are drawn
        Map<Path, Attributes> headers = new HashMap<>();
        List<SourceSeries.Instance> slices = new ArrayList<>();
        boolean placed = true;
        for (Slice slice : used) {
            progress.part(0.5, 1).at((double) slices.size() / used.size(), "Reading header " + (slices.size() + 1) + " of " + used.size());
            Attributes header = headers.get(slice.file().path());
            if (header == null) {
                try (DicomFile file = DicomFile.open(slice.file().path())) {
                    header = headers.isEmpty() ? new Attributes(file.attributes()) : new Attributes();
                    identify(header, file);
                }
                headers.put(slice.file().path(), header);
            }
            placed &= slice.description().placement().isPresent();
            int frame = slice.file().layout().frames() > 1 ? slice.frame() + 1 : 0;
            Point position = slice.description().placement().map(Placement::position).orElse(grid.toPatient(0, 0, slices.size()));
            slices.add(new SourceSeries.Instance(header.getString(Tag.SOPClassUID, ""), header.getString(Tag.SOPInstanceUID, ""), frame, position));
        }
        return new SourceSeries(grid, placed, slices, Objects.requireNonNull(headers.get(used.getFirst().file().path())));
    }

    /// Sets which instance it is. Files that were cleaned of it often still name it in their meta information.
    private static void identify(Attributes header, DicomFile file) {
        Attributes data = file.attributes(), meta = file.meta();
        header.setString(Tag.SOPClassUID, VR.UI, data.getString(Tag.SOPClassUID, meta.getString(Tag.MediaStorageSOPClassUID, "")));
        header.setString(Tag.SOPInstanceUID, VR.UI, data.getString(Tag.SOPInstanceUID, meta.getString(Tag.MediaStorageSOPInstanceUID, "")));
    }
}
