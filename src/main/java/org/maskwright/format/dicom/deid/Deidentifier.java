package org.maskwright.format.dicom.deid;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.maskwright.format.FormatException;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;

/// Takes the patient out of data sets, one after another, so that they still belong together: what referred to each other does so
/// under its new identity.
///
/// The pixels are not touched. What may be written in them is warned of.
public final class Deidentifier {
    private static final String REMOVED = "REMOVED";
    private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
    private static final String WELL_KNOWN = "1.2.840.10008.";
    /// Classes of enhanced images, of slides, segmentations, parametric maps and PET, where dates may not be empty.
    private static final Set<String> ENHANCED = Set.of("1.2.840.10008.5.1.4.1.1.2.1", "1.2.840.10008.5.1.4.1.1.2.2", "1.2.840.10008.5.1.4.1.1.4.1", "1.2.840.10008.5.1.4.1.1.4.3",
            "1.2.840.10008.5.1.4.1.1.4.4", "1.2.840.10008.5.1.4.1.1.6.2", "1.2.840.10008.5.1.4.1.1.12.1.1", "1.2.840.10008.5.1.4.1.1.12.2.1", "1.2.840.10008.5.1.4.1.1.30",
            UID.SegmentationStorage, UID.LabelMapSegmentationStorage, UID.VLWholeSlideMicroscopyImageStorage, "1.2.840.10008.5.1.4.1.1.128", "1.2.840.10008.5.1.4.1.1.128.1", "1.2.840.10008.5.1.4.1.1.130");
    /// Shorter words are too common for their standing elsewhere to mean anything.
    private static final int SHORTEST_ECHO = 4;
    /// Where devices, people or films write into pictures.
    private static final Set<String> WRITTEN_ON = Set.of("US", "ES", "SC", "OT", "XA", "RF", "XC", "GM", "SM", "OP", "DX", "CR", "MG", "DG", "TG", "IVUS");

    private final Secret secret;
    private final Dates dates;

    public Deidentifier(Secret secret, Dates dates) {
        this.secret = secret;
        this.dates = dates;
    }

    /// Who a data set is about, as a word that is the same for all data sets of the patient. It names the patient: it must not be
    /// shown or stored.
    public static String patient(Attributes dataset) {
        String id = dataset.getString(Tag.PatientID, ""), name = dataset.getString(Tag.PatientName, "");
        return !id.isEmpty() ? "id " + id : !name.isEmpty() ? "name " + name : "study " + dataset.getString(Tag.StudyInstanceUID, "");
    }

    /// Why a file is not passed on at all, a clause with its full stop; nothing if it is.
    public static Optional<String> refusal(DicomFile file) {
        Attributes a = file.attributes();
        String sopClass = sopClass(file);
        if (sopClass.equals(UID.MediaStorageDirectoryStorage) || a.contains(Tag.DirectoryRecordSequence)) return Optional.of("it is a directory of a medium.");
        if (a.contains(ENCAPSULATED_DOCUMENT)) return Optional.of("it is a document, which may name the patient anywhere.");
        if (a.contains(CONTENT_SEQUENCE)) return Optional.of("it is a report, whose text may name the patient anywhere.");
        boolean image = file.pixelData().isPresent(), radiotherapy = sopClass.startsWith("1.2.840.10008.5.1.4.1.1.481.");
        if (!image && !radiotherapy) return Optional.of("it holds no image.");
        if (sopClass.isEmpty() || instance(file).isEmpty()) return Optional.of("it does not say which object it is.");
        return Optional.empty();
    }

    private static final int ENCAPSULATED_DOCUMENT = 0x00420011, CONTENT_SEQUENCE = 0x0040A730, BIRTH_TIME = 0x00100032, GPS_TIME = 0x00160077;
    /// Numbers and names, besides those of people, that say who or where it was.
    private static final Set<Integer> TELLING = Set.of(Tag.PatientID, 0x00100021, 0x00101000, 0x00101040, Tag.AccessionNumber, Tag.StudyID, 0x00080080, 0x00080081, 0x00081010, 0x00081040, 0x00181000, 0x00380010);

    private static String sopClass(DicomFile file) {
        return file.attributes().getString(Tag.SOPClassUID, file.meta().getString(Tag.MediaStorageSOPClassUID, ""));
    }

    private static String instance(DicomFile file) {
        return file.attributes().getString(Tag.SOPInstanceUID, file.meta().getString(Tag.MediaStorageSOPInstanceUID, ""));
    }

    /// Why there may be writing in the pixels, a clause with its full stop; nothing if no sign of it was seen.
    public static Optional<String> warning(DicomFile file) {
        if (file.pixelData().isEmpty()) return Optional.empty();
        Attributes a = file.attributes();
        String said = a.getString(Tag.BurnedInAnnotation, "").toUpperCase(Locale.ROOT), modality = a.getString(Tag.Modality, "").toUpperCase(Locale.ROOT);
        if (said.equals("YES")) return Optional.of("it says itself that there is writing in its pixels (Burned In Annotation).");
        if (said.equals("NO")) return Optional.empty();
        String sopClass = sopClass(file);
        if (sopClass.equals(SECONDARY_CAPTURE) || sopClass.startsWith(SECONDARY_CAPTURE + ".")) return Optional.of("it is a secondary capture, and such pictures often have writing in their pixels.");
        return WRITTEN_ON.contains(modality) ? Optional.of("pictures of modality " + modality + " often have writing in their pixels.") : Optional.empty();
    }

    /// The data set of `file` without the patient; its pixel data is fetched from the file when it is written, so the file has to
    /// stay open until then.
    ///
    /// @param pseudonym what becomes the patient's name and number
    /// @throws FormatException if the data set cannot be understood
    public Attributes clean(DicomFile file, String pseudonym) throws FormatException {
        String patient = patient(file.attributes());
        Attributes a = file.copy();
        a.setString(Tag.SOPClassUID, VR.UI, sopClass(file)).setString(Tag.SOPInstanceUID, VR.UI, instance(file));
        boolean enhanced = a.contains(Tag.SharedFunctionalGroupsSequence) || a.contains(Tag.PerFrameFunctionalGroupsSequence) || ENHANCED.contains(sopClass(file));
        Set<String> taken = new HashSet<>();
        Pass pass = new Pass(enhanced, secret.shiftDays(patient), taken);
        pass.clean(a);
        forget(a, taken);
        a.setString(Tag.PatientName, VR.PN, pseudonym).setString(Tag.PatientID, VR.LO, pseudonym);
        a.setString(Tag.PatientIdentityRemoved, VR.CS, "YES");
        a.setString(Tag.DeidentificationMethod, VR.LO, "Maskwright", "DICOM PS3.15 Basic Profile", dates == Dates.SHIFT ? "dates shifted" : "dates removed", "private and overlays removed", "pixels not cleaned");
        List<Attributes> codes = new ArrayList<>(List.of(code("113100", "Basic Application Confidentiality Profile")));
        if (dates == Dates.SHIFT) codes.add(code("113107", "Retain Longitudinal Temporal Information Modified Dates Option"));
        a.setSequence(Tag.DeidentificationMethodCodeSequence, codes);
        return a.setString(Tag.LongitudinalTemporalInformationModified, VR.CS, dates == Dates.SHIFT ? "MODIFIED" : "REMOVED");
    }

    private static Attributes code(String value, String meaning) {
        return new Attributes().setString(Tag.CodeValue, VR.SH, value).setString(Tag.CodingSchemeDesignator, VR.SH, "DCM").setString(Tag.CodeMeaning, VR.LO, meaning);
    }

    /// One way through a data set.
    ///
    /// @param taken collects the words that were taken out
    private final class Pass {
        private final boolean enhanced;
        private final int days;
        private final Set<String> taken;

        Pass(boolean enhanced, int days, Set<String> taken) {
            this.enhanced = enhanced;
            this.days = days;
            this.taken = taken;
        }

        void clean(Attributes a) {
            for (int tag : List.copyOf(a.tags())) {
                VR vr = a.getVR(tag).orElseThrow();
                if (!a.containsValue(tag) && !Tag.isPrivate(tag)) continue; // it says nothing, and may have to be there
                BasicProfile.Action action = BasicProfile.action(tag, vr, enhanced);
                boolean time = vr == VR.DA || vr == VR.DT || vr == VR.TM;
                if (time && dates == Dates.SHIFT && tag != Tag.PatientBirthDate && tag != BIRTH_TIME && tag != GPS_TIME) {
                    remember(a, tag, vr);
                    a.setString(tag, vr, a.getStrings(tag).stream().map(value -> Dates.shifted(vr, value, days)).toArray(String[]::new));
                    continue;
                }
                switch (action) {
                    case KEEP -> terminate(a, tag, vr);
                    case DESCEND -> a.getSequence(tag).forEach(this::clean);
                    case REPLACE_UID -> a.setString(tag, VR.UI, a.getStrings(tag).stream().map(Deidentifier.this::replaced).toArray(String[]::new));
                    case REMOVE -> {
                        remember(a, tag, vr);
                        a.remove(tag);
                    }
                    case EMPTY -> {
                        remember(a, tag, vr);
                        if (tag == Tag.ROIName) a.setString(tag, vr, "ROI " + a.getString(Tag.ROINumber, ""));
                        else a.setNull(tag, vr);
                    }
                    case DUMMY -> {
                        remember(a, tag, vr);
                        dummy(a, tag, vr);
                    }
                }
            }
        }

        /// Keeps in mind dates, the names of people and what else tells who or where it was. Not what stands in private elements, of which
        /// nobody knows what it means.
        private void remember(Attributes a, int tag, VR vr) {
            if (vr == VR.SQ) a.getSequence(tag).forEach(item -> item.tags().forEach(inner -> remember(item, inner, item.getVR(inner).orElseThrow())));
            if (vr == VR.DA || vr == VR.DT) a.getStrings(tag).stream().filter(value -> value.length() >= 8).forEach(value -> taken.add(value.substring(0, 8)));
            if (Tag.isPrivate(tag) || vr != VR.PN && !TELLING.contains(tag)) return;
            for (String value : a.getStrings(tag))
                for (String part : vr == VR.PN ? value.split("[\\^= ,]+") : new String[] {value}) if (part.length() >= SHORTEST_ECHO) taken.add(part.toLowerCase(Locale.ROOT));
        }
    }

    /// Cuts text at its terminator: what a writer left behind it, nobody has looked at.
    private static void terminate(Attributes a, int tag, VR vr) {
        switch (vr) {
            case AS, CS, DS, IS, LO, SH -> {
                List<String> values = a.getStrings(tag);
                byte[] bytes = a.getBytes(tag);
                boolean terminated = false;
                for (byte b : bytes) terminated |= b == 0;
                if (terminated) a.setString(tag, vr, values.stream().map(value -> value.replaceFirst("\\x00.*", "")).toArray(String[]::new));
            }
            default -> {}
        }
    }

    private String replaced(String uid) {
        return uid.isEmpty() || uid.startsWith(WELL_KNOWN) ? uid : secret.uid(uid);
    }

    private static void dummy(Attributes a, int tag, VR vr) {
        if (!a.containsValue(tag)) return;
        switch (vr) {
            case DA -> a.setString(tag, vr, "19000101");
            case DT -> a.setString(tag, vr, "19000101000000");
            case TM -> a.setString(tag, vr, "000000");
            case AE, CS, LO, LT, PN, SH, ST, UC, UT, UR -> a.setString(tag, vr, REMOVED);
            case AS -> a.setString(tag, vr, "000Y");
            case DS, IS -> a.setString(tag, vr, "0");
            case UI -> a.setString(tag, vr, "2.25.0");
            case AT, FD, FL, OB, OD, OF, OL, OV, OW, SL, SQ, SS, SV, UL, UN, US, UV -> a.setNull(tag, vr);
        }
    }

    /// Replaces the texts that repeat what was taken out elsewhere, such as a patient's name in the name of a coil.
    private static void forget(Attributes a, Set<String> taken) {
        for (int tag : List.copyOf(a.tags())) {
            VR vr = a.getVR(tag).orElseThrow();
            switch (vr) {
                case SQ -> a.getSequence(tag).forEach(item -> forget(item, taken));
                case LO, SH, PN, LT, ST, UT, UC -> {
                    String text = String.join("\\", a.getStrings(tag)).toLowerCase(Locale.ROOT);
                    if (!text.isEmpty() && !text.equals("removed") && taken.stream().anyMatch(text::contains)) dummy(a, tag, vr);
                }
                case IS -> {
                    // a scanner's operator may type the patient's number there; other numbers are measures, and stay
                    if ((tag == Tag.SeriesNumber || tag == Tag.AcquisitionNumber) && taken.contains(a.getString(tag, ""))) a.setNull(tag, vr);
                }
                default -> {}
            }
        }
    }
}
