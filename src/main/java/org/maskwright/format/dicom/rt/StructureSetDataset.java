package org.maskwright.format.dicom.rt;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.format.dicom.source.CodedItems;
import org.maskwright.format.dicom.source.SourceSeries;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.label.Authorship;
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
    /// @param studyUid for a series that names no study
    /// @param label of the structure set, for a list
    record Identity(String studyUid, String seriesUid, String instanceUid, String label, LocalDateTime made) {}

    /// @param layers label maps on the grid of the images; a label that stands in several is one region
    /// @param drawn who drew each label; those that are missing have nobody named
    Attributes of(List<Labels> layers, LabelTable table, Map<Integer, Authorship> drawn, Tracing tracing, Holes holes, Progress progress) {
        Attributes a = source.derived();
        a.setString(Tag.SOPClassUID, VR.UI, UID.RTStructureSetStorage).setString(Tag.SOPInstanceUID, VR.UI, identity.instanceUid);
        a.setString(Tag.Modality, VR.CS, "RTSTRUCT").setString(Tag.SeriesInstanceUID, VR.UI, identity.seriesUid).setNull(Tag.SeriesNumber, VR.IS);
        a.setNull(Tag.OperatorsName, VR.PN).setString(Tag.Manufacturer, VR.LO, "Maskwright");
        a.setString(Tag.FrameOfReferenceUID, VR.UI, frameOfReferenceUid);
        if (!a.contains(Tag.PositionReferenceIndicator)) a.setNull(Tag.PositionReferenceIndicator, VR.LO);
        a.setString(Tag.StructureSetLabel, VR.SH, VR.SH.fitting(identity.label));
        a.setString(Tag.StructureSetDate, VR.DA, DATE.format(identity.made)).setString(Tag.StructureSetTime, VR.TM, TIME.format(identity.made));
        if (source.studyInstanceUid().isEmpty()) a.setString(Tag.StudyInstanceUID, VR.UI, identity.studyUid);
        a.setSequence(Tag.ReferencedFrameOfReferenceSequence, referenced());
        List<Attributes> rois = new ArrayList<>(), outlines = new ArrayList<>(), observations = new ArrayList<>();
        TreeSet<Integer> all = new TreeSet<>();
        for (Labels layer : layers) all.addAll(layer.counts().keySet());
        List<Integer> values = List.copyOf(all);
        List<List<Attributes>> contours = contours(layers, values, tracing, holes, progress);
        for (int i = 0; i < values.size(); i++) {
            int value = values.get(i), rgb = table.rgb(value);
            Attributes roi = new Attributes().setInt(Tag.ROINumber, VR.IS, value).setString(Tag.ReferencedFrameOfReferenceUID, VR.UI, frameOfReferenceUid)
                    .setString(Tag.ROIName, VR.LO, VR.LO.fitting(table.name(value)));
            rois.add(drawnBy(roi, Optional.ofNullable(drawn.get(value))));
            outlines.add(new Attributes().setInt(Tag.ROIDisplayColor, VR.IS, rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF)
                    .setSequence(Tag.ContourSequence, contours.get(i)).setInt(Tag.ReferencedROINumber, VR.IS, value));
            observations.add(new Attributes().setInt(Tag.ObservationNumber, VR.IS, i + 1).setInt(Tag.ReferencedROINumber, VR.IS, value)
                    .setNull(Tag.RTROIInterpretedType, VR.CS).setNull(Tag.ROIInterpreter, VR.PN));
        }
        a.setSequence(Tag.StructureSetROISequence, rois).setSequence(Tag.ROIContourSequence, outlines).setSequence(Tag.RTROIObservationsSequence, observations);
        return a.setString(Tag.ApprovalStatus, VR.CS, "UNAPPROVED");
    }

    /// Says who drew a region (PS3.3, C.8.8.5). The name of what helped stands in words, too, for programs that know no item for it.
    private static Attributes drawnBy(Attributes roi, Optional<Authorship> author) {
        if (author.isEmpty()) return roi.setNull(Tag.ROIGenerationAlgorithm, VR.CS);
        roi.setString(Tag.ROIGenerationAlgorithm, VR.CS, author.get().kind().name());
        author.get().algorithm().ifPresent(algorithm -> roi.setSequence(Tag.ROIDerivationAlgorithmIdentificationSequence, CodedItems.algorithm(algorithm))
                .setString(Tag.ROIGenerationDescription, VR.LO, VR.LO.fitting(algorithm.name() + ", " + algorithm.version())));
        return roi;
    }

    private Attributes referenced() {
        Attributes frame = new Attributes().setString(Tag.FrameOfReferenceUID, VR.UI, frameOfReferenceUid);
        if (source.studyInstanceUid().isEmpty() || source.seriesInstanceUid().isEmpty()) return frame; // outlines still name their images
        List<Attributes> used = source.instances().stream().map(image -> reference(image, 0)).toList();
        Attributes series = new Attributes().setString(Tag.SeriesInstanceUID, VR.UI, source.seriesInstanceUid()).setSequence(Tag.ContourImageSequence, used);
        Attributes study = new Attributes().setString(Tag.ReferencedSOPClassUID, VR.UI, DETACHED_STUDY)
                .setString(Tag.ReferencedSOPInstanceUID, VR.UI, source.studyInstanceUid()).setSequence(Tag.RTReferencedSeriesSequence, series);
        return frame.setSequence(Tag.RTReferencedStudySequence, study);
    }

    private static Attributes reference(SourceSeries.Instance image, int frame) {
        Attributes a = new Attributes().setString(Tag.ReferencedSOPClassUID, VR.UI, image.sopClassUid()).setString(Tag.ReferencedSOPInstanceUID, VR.UI, image.sopInstanceUid());
        return frame > 0 ? a.setInt(Tag.ReferencedFrameNumber, VR.IS, frame) : a;
    }

    /// The outlines of each of `values`.
    private List<List<Attributes>> contours(List<Labels> layers, List<Integer> values, Tracing tracing, Holes holes, Progress progress) {
        Geometry grid = layers.getFirst().geometry();
        int width = grid.size().x(), depth = grid.size().z();
        short[][] slices = new short[layers.size()][grid.size().sliceVoxels()];
        List<List<Attributes>> contours = new ArrayList<>();
        boolean[] holed = new boolean[values.size()];
        for (int i = 0; i < values.size(); i++) contours.add(new ArrayList<>());
        for (int z = 0; z < depth; z++) {
            progress.at((double) z / depth, "Tracing slice " + (z + 1) + " of " + depth);
            boolean[][] here = new boolean[layers.size()][Labels.MAX + 1];
            for (int l = 0; l < layers.size(); l++) {
                layers.get(l).copySlice(z, slices[l]);
                for (short s : slices[l]) here[l][s & 0xFFFF] = true;
            }
            for (int i = 0; i < values.size(); i++) {
                short[] slice = only(slices, here, values.get(i));
                if (slice.length == 0) continue;
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

    /// A slice in which `value` stands wherever it stands in any layer; empty if it stands in none.
    private static short[] only(short[][] slices, boolean[][] here, int value) {
        short[] found = new short[0];
        boolean own = false;
        for (int l = 0; l < slices.length; l++) {
            if (!here[l][value]) continue;
            if (found.length == 0) {
                found = slices[l];
                continue;
            }
            if (!own) found = found.clone();
            own = true;
            for (int i = 0; i < found.length; i++) if (slices[l][i] == (short) value) found[i] = (short) value;
        }
        return found;
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
