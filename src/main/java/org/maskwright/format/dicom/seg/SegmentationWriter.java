package org.maskwright.format.dicom.seg;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.maskwright.format.FormatException;
import org.maskwright.format.StoredImage;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.DicomOutput;
import org.maskwright.format.dicom.data.StreamedValue;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.format.dicom.source.CodedItems;
import org.maskwright.format.dicom.source.SourceSeries;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;

/// Writes labels as a DICOM segmentation of the series that they were drawn on: its patient, study and frame of reference, and
/// a reference to each of its images.
///
/// Frames without a voxel are left out; those that are written are made as they go out, so a segmentation of any length takes
/// the memory of one slice.
public final class SegmentationWriter {
    /// What was written.
    ///
    /// @param sopInstanceUid of the new object
    public record Written(String sopInstanceUid, String seriesInstanceUid, int frames, int segments) {}

    private final List<Labels> layers;
    private final List<SegmentDescription> segments;
    private final SourceSeries source;
    private final SegmentationOptions options;
    private final boolean labelMap;

    private SegmentationWriter(List<Labels> layers, List<SegmentDescription> segments, SourceSeries source, SegmentationOptions options) {
        this.layers = layers;
        this.segments = segments;
        this.source = source;
        this.options = options;
        this.labelMap = options.type() == SegmentationOptions.Type.LABELMAP;
    }

    /// @param layers label maps on the grid of `source`; more than one only of a binary segmentation. A label that stands in
    ///     several is one segment, all of its voxels together
    /// @param segments one for each label that has voxels, and for others if they shall be named too; in this order
    /// @param out takes the whole file; left open
    /// @throws FormatException if there is no voxel to write, or so many that a file cannot hold them
    /// @throws IllegalArgumentException if a label is not described or described twice, or the grids differ
    public static Written write(List<Labels> layers, List<SegmentDescription> segments, SourceSeries source, SegmentationOptions options, OutputStream out, Progress progress)
            throws IOException, FormatException {
        if (layers.isEmpty() || options.type() == SegmentationOptions.Type.LABELMAP && layers.size() > 1) throw new IllegalArgumentException("a label map has one layer, got " + layers.size());
        for (Labels layer : layers)
            if (!layer.geometry().sameGrid(source.geometry(), StoredImage.SAME_GRID_MM)) throw new IllegalArgumentException("the labels do not lie on the grid of the series");
        return new SegmentationWriter(List.copyOf(layers), List.copyOf(segments), source, options).write(out, progress);
    }

    private Written write(OutputStream out, Progress progress) throws IOException, FormatException {
        FramePlan plan = FramePlan.of(layers, progress.part(0, 0.3));
        if (plan.painted().isEmpty()) throw FormatException.of("segmentation", "", "nothing is drawn, and a segmentation needs at least one voxel.", "Draw a label first.");
        Map<Integer, Integer> numbers = numbers(plan);
        List<FramePlan.Planned> frames = labelMap ? plan.bySlice() : plan.bySegment(segments.stream().map(SegmentDescription::value).toList());
        Attributes root = source.derived();
        String series = options.uids().next(), instance = options.uids().next();
        describe(root, series, instance);
        describeSegments(root, numbers, plan);
        describeFrames(root, frames, numbers, plan);
        FramePixels pixels = new FramePixels(layers, frames, progress.part(0.3, 1));
        int bytes = plan.slices().lastKey() > 255 ? 2 : 1;
        describePixels(root, frames.size(), labelMap ? 8 * bytes : 1);
        root.setStreamed(Tag.PixelData, labelMap ? new StreamedValue(bytes == 2 ? VR.OW : VR.OB, pixels.samplesLength(bytes), stream -> pixels.writeSamples(bytes, stream))
                : new StreamedValue(VR.OB, pixels.bitsLength(), pixels::writeBits));
        DicomOutput.write(root, out);
        return new Written(instance, series, frames.size(), segments.size());
    }

    /// The segment number of each label: itself in a label map, else counting from 1 (PS3.3, C.8.20.4).
    private Map<Integer, Integer> numbers(FramePlan plan) {
        Map<Integer, Integer> numbers = new HashMap<>();
        for (SegmentDescription segment : segments)
            if (numbers.put(segment.value(), labelMap ? segment.value() : numbers.size() + 1) != null) throw new IllegalArgumentException("label " + segment.value() + " is described twice");
        TreeSet<Integer> missing = new TreeSet<>(plan.slices().keySet());
        missing.removeAll(numbers.keySet());
        if (!missing.isEmpty()) throw new IllegalArgumentException("no description is given of the labels " + missing);
        return numbers;
    }

    private void describe(Attributes root, String series, String instance) {
        LocalDateTime now = LocalDateTime.now(options.clock());
        String date = now.format(DateTimeFormatter.BASIC_ISO_DATE), time = now.format(DateTimeFormatter.ofPattern("HHmmss"));
        root.setString(Tag.ImageType, VR.CS, "DERIVED", "PRIMARY").setString(Tag.SOPClassUID, VR.UI, labelMap ? UID.LabelMapSegmentationStorage : UID.SegmentationStorage)
                .setString(Tag.SOPInstanceUID, VR.UI, instance).setString(Tag.Modality, VR.CS, "SEG").setString(Tag.SeriesInstanceUID, VR.UI, series)
                .setInt(Tag.SeriesNumber, VR.IS, options.seriesNumber()).setInt(Tag.InstanceNumber, VR.IS, 1)
                .setString(Tag.SeriesDescription, VR.LO, VR.LO.fitting(options.seriesDescription()))
                .setString(Tag.SeriesDate, VR.DA, date).setString(Tag.SeriesTime, VR.TM, time).setString(Tag.ContentDate, VR.DA, date).setString(Tag.ContentTime, VR.TM, time)
                .setString(Tag.Manufacturer, VR.LO, "Maskwright").setString(Tag.ManufacturerModelName, VR.LO, "Maskwright").setString(Tag.DeviceSerialNumber, VR.LO, "none")
                .setString(Tag.SoftwareVersions, VR.LO, VR.LO.fitting(options.softwareVersion()))
                .setString(Tag.ContentLabel, VR.CS, "SEGMENTATION").setString(Tag.ContentDescription, VR.LO, VR.LO.fitting(options.seriesDescription()))
                .setString(Tag.ContentCreatorName, VR.PN, VR.PN.fitting(options.creator()));
        List<Attributes> instances = new ArrayList<>();
        for (SourceSeries.Instance one : source.instances()) instances.add(reference(one));
        if (!instances.isEmpty()) root.setSequence(Tag.ReferencedSeriesSequence, new Attributes()
                .setString(Tag.SeriesInstanceUID, VR.UI, source.seriesInstanceUid()).setSequence(Tag.ReferencedInstanceSequence, instances));
    }

    private static Attributes reference(SourceSeries.Instance instance) {
        return new Attributes().setString(Tag.ReferencedSOPClassUID, VR.UI, instance.sopClassUid()).setString(Tag.ReferencedSOPInstanceUID, VR.UI, instance.sopInstanceUid());
    }

    private void describeSegments(Attributes root, Map<Integer, Integer> numbers, FramePlan plan) {
        List<Attributes> items = new ArrayList<>();
        for (SegmentDescription segment : segments) items.add(SegmentItems.item(segment, numbers.getOrDefault(segment.value(), 0), options.uids()));
        root.setString(Tag.SegmentationType, VR.CS, options.type().name()).setSequence(Tag.SegmentSequence, items).setString(Tag.SegmentsOverlap, VR.CS, plan.overlap() ? "YES" : "NO");
    }

    private void describePixels(Attributes root, int frames, int bits) {
        root.setInt(Tag.SamplesPerPixel, VR.US, 1).setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2").setInt(Tag.NumberOfFrames, VR.IS, frames)
                .setInt(Tag.Rows, VR.US, source.geometry().size().y()).setInt(Tag.Columns, VR.US, source.geometry().size().x())
                .setInt(Tag.BitsAllocated, VR.US, bits).setInt(Tag.BitsStored, VR.US, bits).setInt(Tag.HighBit, VR.US, bits - 1).setInt(Tag.PixelRepresentation, VR.US, 0);
        if (labelMap) root.setInt(Tag.PixelPaddingValue, VR.US, 0);
        source.copyLossyCompression(root);
    }

    private void describeFrames(Attributes root, List<FramePlan.Planned> frames, Map<Integer, Integer> numbers, FramePlan plan) {
        String organization = options.uids().next();
        root.setSequence(Tag.DimensionOrganizationSequence, new Attributes().setString(Tag.DimensionOrganizationUID, VR.UI, organization));
        List<Attributes> indices = new ArrayList<>();
        if (!labelMap) indices.add(index(organization, Tag.ReferencedSegmentNumber, Tag.SegmentIdentificationSequence, "Segment"));
        indices.add(source.isPlaced() ? index(organization, Tag.ImagePositionPatient, Tag.PlanePositionSequence, "Position")
                : index(organization, Tag.InStackPositionNumber, Tag.FrameContentSequence, "Position in the stack"));
        root.setSequence(Tag.DimensionIndexSequence, indices);
        root.setSequence(Tag.SharedFunctionalGroupsSequence, shared());
        Map<Integer, Integer> ordinals = plan.ordinals();
        List<Attributes> groups = new ArrayList<>();
        for (FramePlan.Planned frame : frames) {
            int number = numbers.getOrDefault(frame.value(), 0), ordinal = ordinals.getOrDefault(frame.z(), 0);
            Attributes content = new Attributes().setInt(Tag.DimensionIndexValues, VR.UL, labelMap ? new int[] {ordinal} : new int[] {number, ordinal});
            if (!source.isPlaced()) content.setString(Tag.StackID, VR.SH, "1").setInt(Tag.InStackPositionNumber, VR.UL, ordinal);
            Attributes group = new Attributes().setSequence(Tag.FrameContentSequence, content);
            if (!labelMap) group.setSequence(Tag.SegmentIdentificationSequence, new Attributes().setInt(Tag.ReferencedSegmentNumber, VR.US, number));
            SourceSeries.Instance slice = source.slices().get(frame.z());
            if (source.isPlaced()) group.setSequence(Tag.PlanePositionSequence, new Attributes().setDouble(Tag.ImagePositionPatient, VR.DS, slice.position().x(), slice.position().y(), slice.position().z()));
            if (!slice.sopInstanceUid().isEmpty() && !slice.sopClassUid().isEmpty()) group.setSequence(Tag.DerivationImageSequence, derivation(slice));
            groups.add(group);
        }
        root.setSequence(Tag.PerFrameFunctionalGroupsSequence, groups);
    }

    private static Attributes index(String organization, int pointer, int group, String label) {
        return new Attributes().setString(Tag.DimensionOrganizationUID, VR.UI, organization).setInt(Tag.DimensionIndexPointer, VR.AT, pointer).setInt(Tag.FunctionalGroupPointer, VR.AT, group)
                .setString(Tag.DimensionDescriptionLabel, VR.LO, label);
    }

    private static Attributes derivation(SourceSeries.Instance slice) {
        Attributes image = reference(slice).setString(Tag.SpatialLocationsPreserved, VR.CS, "YES")
                .setSequence(Tag.PurposeOfReferenceCodeSequence, CodedItems.code("121322", "Source image for image processing operation"));
        if (slice.frame() > 0) image.setInt(Tag.ReferencedFrameNumber, VR.IS, slice.frame());
        return new Attributes().setSequence(Tag.DerivationCodeSequence, CodedItems.code("113076", "Segmentation")).setSequence(Tag.SourceImageSequence, image);
    }

    private Attributes shared() {
        Geometry grid = source.geometry();
        Point mm = grid.spacingMm(), across = grid.toPatient().column(0), down = grid.toPatient().column(1);
        Point x = across.times(1 / across.length()), y = down.times(1 / down.length());
        Point normal = x.cross(y);
        double step = Math.abs(grid.toPatient().column(2).dot(normal)) / normal.length();
        Attributes group = new Attributes().setSequence(Tag.PixelMeasuresSequence, new Attributes().setDouble(Tag.SliceThickness, VR.DS, step).setDouble(Tag.SpacingBetweenSlices, VR.DS, step)
                .setDouble(Tag.PixelSpacing, VR.DS, mm.y(), mm.x()));
        if (source.isPlaced()) group.setSequence(Tag.PlaneOrientationSequence, new Attributes().setDouble(Tag.ImageOrientationPatient, VR.DS, x.x(), x.y(), x.z(), y.x(), y.y(), y.z()));
        return group;
    }
}
