package org.maskwright.format.dicom.source;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UidSource;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;

/// The series that a derived object (a segmentation, a structure set) is about: whose it is, and which of its images is which
/// slice.
///
/// Holds the patient's name and number, to be written into the object and shown nowhere.
public final class SourceSeries {
    /// The image that a slice was read from.
    ///
    /// @param sopClassUid and `sopInstanceUid`: empty if its file names none
    /// @param frame its frame, from 1; 0 if the instance has one only
    /// @param position the centre of its first pixel as its own header says, LPS+ mm; of a volume whose steps are not quite equal
    ///     it differs a little from the grid's
    public record Instance(String sopClassUid, String sopInstanceUid, int frame, Point position) {}

    private final Geometry geometry;
    private final boolean placed;
    private final List<Instance> slices;
    private final Attributes first;

    /// @param slices of each z
    /// @param first the header of the first slice's file, a copy
    public SourceSeries(Geometry geometry, boolean placed, List<Instance> slices, Attributes first) {
        if (slices.size() != geometry.size().z()) throw new IllegalArgumentException(geometry.size().z() + " slices are needed, got " + slices.size());
        this.geometry = geometry;
        this.placed = placed;
        this.slices = List.copyOf(slices);
        this.first = new Attributes(first);
    }

    /// The grid of the volume.
    public Geometry geometry() {
        return geometry;
    }

    /// Whether the images say where they lie; else the grid's place and directions mean nothing.
    public boolean isPlaced() {
        return placed;
    }

    /// The image of each z.
    public List<Instance> slices() {
        return slices;
    }

    /// Each instance that can be referred to once, in the order of its first slice.
    public List<Instance> instances() {
        Map<String, Instance> each = new LinkedHashMap<>();
        for (Instance slice : slices) if (!slice.sopInstanceUid().isEmpty() && !slice.sopClassUid().isEmpty()) each.putIfAbsent(slice.sopInstanceUid(), slice);
        return List.copyOf(each.values());
    }

    /// Of a series that names none, one made of the identifiers of its images: the same for all objects derived from it.
    public String studyInstanceUid() {
        return identifier(Tag.StudyInstanceUID, "study");
    }

    /// As [#studyInstanceUid].
    public String seriesInstanceUid() {
        return identifier(Tag.SeriesInstanceUID, "series");
    }

    /// As [#studyInstanceUid]; empty if the images have no place at all.
    public String frameOfReferenceUid() {
        return placed || first.containsValue(Tag.FrameOfReferenceUID) ? identifier(Tag.FrameOfReferenceUID, "frame of reference") : "";
    }

    private String identifier(int tag, String what) {
        String named = first.getString(tag, "");
        if (!named.isEmpty()) return named;
        StringBuilder all = new StringBuilder(what);
        for (Instance slice : slices) all.append('\n').append(slice.sopInstanceUid());
        return UidSource.of(UUID.nameUUIDFromBytes(all.toString().getBytes(StandardCharsets.UTF_8)));
    }

    public String modality() {
        return first.getString(Tag.Modality, "");
    }

    /// Says in `derived`, an image made of the series, whether lossy compression was ever applied (PS3.3, C.7.6.1.1.5): once lossy, always so.
    public void copyLossyCompression(Attributes derived) {
        boolean lossy = first.getString(Tag.LossyImageCompression, "").equals("01");
        derived.setString(Tag.LossyImageCompression, VR.CS, lossy ? "01" : "00");
        if (lossy) derived.copy(first, VR.DS, Tag.LossyImageCompressionRatio).copy(first, VR.CS, Tag.LossyImageCompressionMethod);
    }

    /// A new data set with what any object of the same patient, study and frame of reference has in common with the series
    /// (PS3.3, C.7.1.1, C.7.2.1, C.7.2.2, C.7.4.1); what has to be there but is not known is empty.
    public Attributes derived() {
        Attributes a = new Attributes();
        for (int tag : new int[] {Tag.PatientName, Tag.ReferringPhysicianName}) a.setNull(tag, VR.PN).copy(first, VR.PN, tag);
        for (int tag : new int[] {Tag.PatientBirthDate, Tag.StudyDate}) a.setNull(tag, VR.DA).copy(first, VR.DA, tag);
        a.setNull(Tag.PatientID, VR.LO).copy(first, VR.LO, Tag.PatientID, Tag.IssuerOfPatientID, Tag.StudyDescription, Tag.DeidentificationMethod, Tag.PositionReferenceIndicator);
        a.setNull(Tag.PatientSex, VR.CS).copy(first, VR.CS, Tag.PatientSex, Tag.PatientIdentityRemoved);
        a.setNull(Tag.StudyTime, VR.TM).copy(first, VR.TM, Tag.StudyTime);
        a.setNull(Tag.StudyID, VR.SH).setNull(Tag.AccessionNumber, VR.SH).copy(first, VR.SH, Tag.StudyID, Tag.AccessionNumber);
        a.copy(first, VR.AS, Tag.PatientAge).copy(first, VR.DS, Tag.PatientSize, Tag.PatientWeight);
        List<Attributes> methods = first.getSequence(Tag.DeidentificationMethodCodeSequence);
        if (!methods.isEmpty()) a.setSequence(Tag.DeidentificationMethodCodeSequence, methods.stream().map(Attributes::new).toList());
        a.setString(Tag.StudyInstanceUID, VR.UI, studyInstanceUid());
        if (!frameOfReferenceUid().isEmpty()) a.setString(Tag.FrameOfReferenceUID, VR.UI, frameOfReferenceUid()).setNull(Tag.PositionReferenceIndicator, VR.LO).copy(first, VR.LO, Tag.PositionReferenceIndicator);
        else a.remove(Tag.PositionReferenceIndicator);
        return a;
    }
}
