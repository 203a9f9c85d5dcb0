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
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.format.dicom.source.SourceSeries;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;

/// Finds out again which series an image was opened from.
public final class SourceSeriesReader {
    private SourceSeriesReader() {}

    /// Reads the headers again of the image that [DicomFormat#describe] lists of `path` as `itemId`.
    ///
    /// @param path the folder or file that was opened
    /// @throws FormatException if there is no such image any more, or it was made up of no slices of a file
    public static SourceSeries read(Path path, String itemId, Progress progress) throws IOException, FormatException {
        Item item = new DicomFormat().describe(path, progress.part(0, 0.5)).items().stream().filter(i -> i.id().equals(itemId)).findFirst().orElse(null);
        String name = FormatException.name(path);
        if (item == null) throw FormatException.of(name, "", "the series that was opened is not in it any more.", "Open the case again.");
        if (!(item.image() instanceof SliceImage image)) throw FormatException.of(name, "", "the image was not opened slice by slice, so its slices cannot be referred to.", "Export the labels in another format.");
        List<Slice> used = image.slices().subList(0, item.header().size().z()); // those of the first time, on which labels are drawn
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
            Point position = slice.description().placement().map(Placement::position).orElse(item.header().geometry().toPatient(0, 0, slices.size()));
            slices.add(new SourceSeries.Instance(header.getString(Tag.SOPClassUID, ""), header.getString(Tag.SOPInstanceUID, ""), frame, position));
        }
        return new SourceSeries(item.header().geometry(), placed, slices, Objects.requireNonNull(headers.get(used.getFirst().file().path())));
    }

    /// Sets which instance it is. Files that were cleaned of it often still name it in their meta information.
    private static void identify(Attributes header, DicomFile file) {
        Attributes data = file.attributes(), meta = file.meta();
        header.setString(Tag.SOPClassUID, VR.UI, data.getString(Tag.SOPClassUID, meta.getString(Tag.MediaStorageSOPClassUID, "")));
        header.setString(Tag.SOPInstanceUID, VR.UI, data.getString(Tag.SOPInstanceUID, meta.getString(Tag.MediaStorageSOPInstanceUID, "")));
    }
}
