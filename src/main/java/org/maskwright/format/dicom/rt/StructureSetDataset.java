package org.maskwright.format.dicom.rt;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.format.dicom.source.SourceSeries;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// Makes the data set of a structure set (PS3.3, A.19) out of a label map: one region a label, traced slice by slice.
///
/// The outlines of a region are CLOSED_PLANAR; only if holes are to be combined by exclusive or, and there is one anywhere in
/// it, all of them are CLOSEDPLANAR_XOR.
///
/// @param source the series that it is about
/// @param frameOfReferenceUid in which coordinates the outlines are
/// @param identity of the new object
record StructureSetDataset(SourceSeries source, String frameOfReferenceUid, Identity identity) {
    /// Coordinates are written to a tenth of a micrometre, which is far less than the half voxel that would matter.
    private static final int DECIMALS = 4;
    private static final double SCALE = 1e4;
    private static final String DETACHED_STUDY = "1.2.840.10008.3.1.2.3.1";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd"), TIME = DateTimeFormatter.ofPattern("HHmmss");

    /// What tells the object from others.
    ///
    /// @param label of the structure set, for a list
    record Identity(String seriesUid, String instanceUid, String label, LocalDateTime made) {}

    /// @param labels on the grid of the images
    /// @param drawn who drew each label; those that are missing have nobody named
    Attributes of(Labels labels, LabelTable table, Map<Integer, RoiGeneration> drawn, Tracing tracing, Holes holes, Progress progress) {
        Attributes a = source.derived();
        a.setString(Tag.SOPClassUID, VR.UI, UID.RTStructureSetStorage).setString(Tag.SOPInstanceUID, VR.UI, identity.instanceUid);
        a.setString(Tag.Modality, VR.CS, "RTSTRUCT").setString(Tag.SeriesInstanceUID, VR.UI, identity.seriesUid).setNull(Tag.SeriesNumber, VR.IS);
        a.setNull(Tag.OperatorsName, VR.PN).setString(Tag.Manufacturer, VR.LO, "Maskwright");
        a.setString(Tag.FrameOfReferenceUID, VR.UI, frameOfReferenceUid);
        if (!a.contains(Tag.PositionReferenceIndicator)) a.setNull(Tag.PositionReferenceIndicator, VR.LO);
        a.setString(Tag.StructureSetLabel, VR.SH, VR.SH.fitting(identity.label));
        a.setString(Tag.StructureSetDate, VR.DA, DATE.format(identity.made)).setString(Tag.StructureSetTime, VR.TM, TIME.format(identity.made));
        a.setSequence(Tag.ReferencedFrameOfReferenceSequence, referenced());
        List<Attributes> rois = new ArrayList<>(), outlines = new ArrayList<>(), observations = new ArrayList<>();
        List<Integer> values = List.copyOf(labels.counts().keySet());
        List<List<Attributes>> contours = contours(labels, values, tracing, holes, progress);
        for (int i = 0; i < values.size(); i++) {
            int value = values.get(i), rgb = table.rgb(value);
            Attributes roi = new Attributes().setInt(Tag.ROINumber, VR.IS, value).setString(Tag.ReferencedFrameOfReferenceUID, VR.UI, frameOfReferenceUid)
                    .setString(Tag.ROIName, VR.LO, VR.LO.fitting(table.name(value)));
            RoiGeneration generation = drawn.get(value);
            rois.add(generation == null ? roi.setNull(Tag.ROIGenerationAlgorithm, VR.CS) : roi.setString(Tag.ROIGenerationAlgorithm, VR.CS, generation.name()));
            outlines.add(new Attributes().setInt(Tag.ROIDisplayColor, VR.IS, rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF)
                    .setSequence(Tag.ContourSequence, contours.get(i)).setInt(Tag.ReferencedROINumber, VR.IS, value));
            observations.add(new Attributes().setInt(Tag.ObservationNumber, VR.IS, i + 1).setInt(Tag.ReferencedROINumber, VR.IS, value)
                    .setNull(Tag.RTROIInterpretedType, VR.CS).setNull(Tag.ROIInterpreter, VR.PN));
        }
        a.setSequence(Tag.StructureSetROISequence, rois).setSequence(Tag.ROIContourSequence, outlines).setSequence(Tag.RTROIObservationsSequence, observations);
        return a.setString(Tag.ApprovalStatus, VR.CS, "UNAPPROVED");
    }

    private Attributes referenced() {
        List<Attributes> used = source.instances().stream().map(image -> reference(image, 0)).toList();
        Attributes series = new Attributes().setString(Tag.SeriesInstanceUID, VR.UI, source.seriesInstanceUid()).setSequence(Tag.ContourImageSequence, used);
        Attributes study = new Attributes().setString(Tag.ReferencedSOPClassUID, VR.UI, DETACHED_STUDY)
                .setString(Tag.ReferencedSOPInstanceUID, VR.UI, source.studyInstanceUid()).setSequence(Tag.RTReferencedSeriesSequence, series);
        return new Attributes().setString(Tag.FrameOfReferenceUID, VR.UI, frameOfReferenceUid).setSequence(Tag.RTReferencedStudySequence, study);
    }

    private static Attributes reference(SourceSeries.Instance image, int frame) {
        Attributes a = new Attributes().setString(Tag.ReferencedSOPClassUID, VR.UI, image.sopClassUid()).setString(Tag.ReferencedSOPInstanceUID, VR.UI, image.sopInstanceUid());
        return frame > 0 ? a.setInt(Tag.ReferencedFrameNumber, VR.IS, frame) : a;
    }

    /// The outlines of each of `values`.
    private List<List<Attributes>> contours(Labels labels, List<Integer> values, Tracing tracing, Holes holes, Progress progress) {
        Geometry grid = labels.geometry();
        int width = grid.size().x(), depth = grid.size().z();
        short[] slice = new short[grid.size().sliceVoxels()];
        List<List<Attributes>> contours = new ArrayList<>();
        boolean[] holed = new boolean[values.size()];
        for (int i = 0; i < values.size(); i++) contours.add(new ArrayList<>());
        for (int z = 0; z < depth; z++) {
            progress.at((double) z / depth, "Tracing slice " + (z + 1) + " of " + depth);
            if (labels.isUntouched(z)) continue;
            labels.copySlice(z, slice);
            boolean[] here = new boolean[Labels.MAX + 1];
            for (short s : slice) here[s & 0xFFFF] = true;
            for (int i = 0; i < values.size(); i++) {
                if (!here[values.get(i)]) continue;
                Tracer.Outlines traced = Tracer.trace(slice, width, values.get(i), tracing, holes);
                holed[i] |= traced.holed();
                for (double[] points : traced.outlines()) contours.get(i).add(contour(points, grid, source.slices().get(z)));
            }
        }
        for (int i = 0; i < values.size(); i++) {
            String type = holed[i] ? "CLOSEDPLANAR_XOR" : "CLOSED_PLANAR";
            contours.get(i).forEach(contour -> contour.setString(Tag.ContourGeometricType, VR.CS, type));
        }
        return contours;
    }

    private static Attributes contour(double[] points, Geometry grid, SourceSeries.Instance image) {
        Point across = grid.toPatient().column(0), down = grid.toPatient().column(1);
        StringBuilder text = new StringBuilder(points.length * 12);
        for (int i = 0; i < points.length; i += 2) {
            Point p = image.position().plus(across.times(points[i])).plus(down.times(points[i + 1]));
            if (i > 0) text.append('\\');
            text.append(decimal(p.x())).append('\\').append(decimal(p.y())).append('\\').append(decimal(p.z()));
        }
        Attributes a = new Attributes().setInt(Tag.NumberOfContourPoints, VR.IS, points.length / 2).setBytes(Tag.ContourData, VR.DS, text.toString().getBytes(StandardCharsets.US_ASCII));
        boolean known = !image.sopInstanceUid().isEmpty() && !image.sopClassUid().isEmpty();
        return known ? a.setSequence(Tag.ContourImageSequence, reference(image, image.frame())) : a;
    }

    private static String decimal(double mm) {
        long scaled = Math.round(mm * SCALE);
        return scaled == 0 ? "0" : BigDecimal.valueOf(scaled, DECIMALS).stripTrailingZeros().toPlainString();
    }
}
