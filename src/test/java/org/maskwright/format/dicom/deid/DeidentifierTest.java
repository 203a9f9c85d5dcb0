package org.maskwright.format.dicom.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.DicomOutput;
import org.maskwright.format.dicom.data.MemoryBytes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.testing.DicomFiles;

/// What the profile does with one data set, element by element.
class DeidentifierTest {
    static final Secret SECRET = new Secret("a key for tests, 32 bytes long...".getBytes(StandardCharsets.US_ASCII));

    @TempDir Path folder;

    private Attributes clean(DicomFiles from, Dates dates) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DicomFile file = DicomFile.open(from.write(folder.resolve("in.dcm")))) {
            DicomOutput.write(new Deidentifier(SECRET, dates).clean(file, "P-1"), file.copySyntax(), out);
        }
        return DicomFile.open(new MemoryBytes("out", out.toByteArray())).attributes();
    }

    private static DicomFiles named() {
        return DicomFiles.slice(4, 4, 1).text(Tag.PatientName, VR.PN, "Doe^Jane").text(Tag.PatientID, VR.LO, "4711-0815").text(Tag.PatientBirthDate, VR.DA, "19601231")
                .text(Tag.StudyDate, VR.DA, "20240229").text(Tag.StudyTime, VR.TM, "101112.5").text(Tag.StudyInstanceUID, VR.UI, "1.2.840.99.1").text(Tag.AccessionNumber, VR.SH, "ACC77")
                .text(Tag.PatientSex, VR.CS, "F").text(0x00101010, VR.AS, "063Y");
    }

    @Test void thePatientBecomesThePseudonymAndTheFileSaysHow() throws Exception {
        Attributes a = clean(named(), Dates.REMOVE);
        assertThat(a.getString(Tag.PatientName, "")).isEqualTo("P-1");
        assertThat(a.getString(Tag.PatientID, "")).isEqualTo("P-1");
        for (int tag : new int[] {Tag.PatientBirthDate, Tag.StudyDate, Tag.StudyTime, Tag.AccessionNumber, Tag.PatientSex}) assertThat(a.contains(tag) && !a.containsValue(tag)).as(Tag.toString(tag)).isTrue();
        assertThat(a.contains(0x00101010)).isFalse();
        assertThat(a.contains(Tag.SeriesDescription)).isFalse();
        assertThat(a.getString(Tag.PatientIdentityRemoved, "")).isEqualTo("YES");
        assertThat(a.getString(Tag.LongitudinalTemporalInformationModified, "")).isEqualTo("REMOVED");
        assertThat(a.getSequence(Tag.DeidentificationMethodCodeSequence)).extracting(code -> code.getString(Tag.CodeValue, "")).containsExactly("113100");
        assertThat(a.getString(Tag.Modality, "") + a.getString(Tag.ImagePositionPatient, "") + a.getString(Tag.RescaleIntercept, "")).isEqualTo("CT0-1024");
    }

    @Test void whatReferredToEachOtherStillDoes() throws Exception {
        Attributes a = clean(named().sequence(Tag.ReferencedImageSequence, true, DicomFiles.empty().text(Tag.ReferencedSOPClassUID, VR.UI, UID.CTImageStorage)
                .text(Tag.ReferencedSOPInstanceUID, VR.UI, "1.2.3.4.1")), Dates.REMOVE);
        Attributes reference = a.getNestedDataset(Tag.ReferencedImageSequence).orElseThrow();
        assertThat(reference.getString(Tag.ReferencedSOPInstanceUID, "")).isEqualTo(a.getString(Tag.SOPInstanceUID, "")).startsWith("2.25.").hasSizeLessThanOrEqualTo(64);
        assertThat(reference.getString(Tag.ReferencedSOPClassUID, "")).isEqualTo(UID.CTImageStorage);
        assertThat(a.getString(Tag.StudyInstanceUID, "")).isEqualTo(SECRET.uid("1.2.840.99.1")).isNotEqualTo(new Secret(new byte[32]).uid("1.2.840.99.1"));
    }

    @Test void allDatesOfAPatientMoveByOneNumberOfDays() throws Exception {
        Attributes a = clean(named().text(0x00080022, VR.DA, "20240301").text(0x0008002A, VR.DT, "20240301101112.000000+0100"), Dates.SHIFT);
        assertThat(a.containsValue(Tag.PatientBirthDate)).isFalse();
        int days = SECRET.shiftDays("id 4711-0815");
        assertThat(days).isBetween(-3650, -365);
        String study = Dates.shifted(VR.DA, "20240229", days);
        assertThat(a.getString(Tag.StudyDate, "")).isEqualTo(study).isNotEqualTo("20240229");
        assertThat(a.getString(0x00080022, "")).isEqualTo(Dates.shifted(VR.DA, study, 1));
        assertThat(a.getString(0x0008002A, "")).isEqualTo(Dates.shifted(VR.DA, study, 1) + "101112.000000+0100");
        assertThat(a.getString(Tag.StudyTime, "")).isEqualTo("101112.5");
        assertThat(a.getSequence(Tag.DeidentificationMethodCodeSequence)).extracting(code -> code.getString(Tag.CodeValue, "")).containsExactly("113100", "113107");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"DA, 20240229, 1, 20240301", "DA, 2024.02.29, -29, 20240131", "DA, 20230229, 1, none", "DA, 2024, 1, none", "DA, 20240101-20240202, 1, none",
            "DT, 20231231, 1, 20240101", "DT, 202312312359, 1, 202401012359", "DT, 2023, 1, none", "TM, 101112, 5, 101112", "TM, noon, 5, none"})
    void aDateMovesOverMonthsAndYearsAndAnUnreadableOneGoes(VR vr, String value, int days, String becomes) {
        assertThat(Dates.shifted(vr, value, days)).isEqualTo(becomes == null ? "" : becomes);
    }

    @Test void privateElementsOverlaysNamesAndFreeTextGoWhereverTheyStand() throws Exception {
        DicomFiles inner = DicomFiles.empty().text(0x00090010, VR.LO, "ACME").text(0x00091001, VR.LO, "Jane Doe").text(Tag.PatientName, VR.PN, "Doe^Jane").text(0x0008103E, VR.LO, "left knee of Jane")
                .text(0x00081050, VR.PN, "House^Gregory").text(0x00189999, VR.PN, "Nobody^Knows").text(Tag.CodeMeaning, VR.LO, "Knee");
        Attributes a = clean(named().text(0x00090010, VR.LO, "ACME").bytes(0x00091010, VR.UN, "Jane".getBytes(StandardCharsets.US_ASCII)).shorts(Tag.OverlayRows, 4)
                .bytes(Tag.OverlayData, VR.OW, new byte[2]).text(0x00081090, VR.LO, "Scanner of DOE").text(0x00181250, VR.SH, "4711-0815 coil").sequence(0x00081250, true, inner), Dates.REMOVE);
        assertThat(a.tags()).noneMatch(Tag::isPrivate).doesNotContain(Tag.OverlayRows, Tag.OverlayData);
        assertThat(a.getString(0x00181250, "")).as("it said the patient's number").isEqualTo("REMOVED");
        Attributes item = a.getNestedDataset(0x00081250).orElseThrow();
        assertThat(item.tags()).noneMatch(Tag::isPrivate).doesNotContain(0x0008103E, 0x00081050);
        assertThat(item.containsValue(Tag.PatientName) || item.containsValue(0x00189999)).isFalse();
        assertThat(item.getString(Tag.CodeMeaning, "")).isEqualTo("Knee");
        assertThat(a.getString(0x00081090, "")).as("three letters are too few to tell").isEqualTo("Scanner of DOE");
    }

    @Test void reportsDocumentsAndDirectoriesAreNotPassedOn() throws Exception {
        assertThat(refusal(DicomFiles.slice(2, 2, 0))).isEmpty();
        assertThat(refusal(DicomFiles.slice(2, 2, 0).sequence(0x0040A730, true, DicomFiles.empty()))).contains("report");
        assertThat(refusal(DicomFiles.slice(2, 2, 0).bytes(0x00420011, VR.OB, new byte[2]))).contains("document");
        assertThat(refusal(DicomFiles.slice(2, 2, 0).sequence(Tag.DirectoryRecordSequence, true, DicomFiles.empty()))).contains("directory");
        assertThat(refusal(DicomFiles.slice(2, 2, 0).without(Tag.PixelData))).contains("no image");
        assertThat(refusal(DicomFiles.slice(2, 2, 0).without(Tag.SOPInstanceUID))).contains("which object");
    }

    private String refusal(DicomFiles files) throws Exception {
        try (DicomFile file = DicomFile.open(files.write(folder.resolve("in.dcm")))) {
            return Deidentifier.refusal(file).orElse("");
        }
    }

    @Test void writingInThePixelsIsWarnedOf() throws Exception {
        assertThat(warning(DicomFiles.slice(2, 2, 0))).isEmpty();
        assertThat(warning(DicomFiles.slice(2, 2, 0).text(Tag.BurnedInAnnotation, VR.CS, "YES"))).contains("Burned In Annotation");
        assertThat(warning(DicomFiles.slice(2, 2, 0).text(Tag.Modality, VR.CS, "US"))).contains("modality US");
        assertThat(warning(DicomFiles.slice(2, 2, 0).text(Tag.Modality, VR.CS, "US").text(Tag.BurnedInAnnotation, VR.CS, "NO"))).isEmpty();
        assertThat(warning(DicomFiles.slice(2, 2, 0).text(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.7"))).contains("secondary capture");
    }

    private String warning(DicomFiles files) throws Exception {
        try (DicomFile file = DicomFile.open(files.write(folder.resolve("in.dcm")))) {
            return Deidentifier.warning(file).orElse("");
        }
    }

    @Test void pseudonymsAreStableShortAndDiffer() {
        assertThat(SECRET.pseudonym("id 1")).matches("MW-[A-HJ-NP-Z2-9]{8}").isEqualTo(SECRET.pseudonym("id 1")).isNotEqualTo(SECRET.pseudonym("id 2"));
        assertThat(List.of(SECRET.uid("1"), SECRET.uid("2"), SECRET.uid("12"))).doesNotHaveDuplicates();
    }
}
