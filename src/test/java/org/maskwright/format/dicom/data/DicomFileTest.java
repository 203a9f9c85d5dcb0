package org.maskwright.format.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.FormatException;
import org.maskwright.testing.DicomFiles;

/// The data set parser.
class DicomFileTest {
    private static final int PRIVATE = 0x00291010;

    @TempDir Path folder;

    private DicomFile open(byte[] bytes) throws Exception {
        return DicomFile.open(Files.write(folder.resolve("a.dcm"), bytes));
    }

    private static DicomFiles sample() {
        return DicomFiles.slice(3, 2, 5).bytes(PRIVATE, VR.OB, new byte[] {1, 2, 3, 4})
                .sequence(Tag.ReferencedImageSequence, false, DicomFiles.empty().text(Tag.SOPInstanceUID, VR.UI, "1.9")
                        .sequence(Tag.PixelMeasuresSequence, true, DicomFiles.empty().numbers(Tag.PixelSpacing, 0.5, 0.25)), DicomFiles.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian, UID.ExplicitVRBigEndian, UID.DeflatedExplicitVRLittleEndian})
    void everyNativeSyntaxGivesTheSameElements(String syntax) throws Exception {
        try (DicomFile file = open(sample().encode(syntax))) {
            Attributes a = file.attributes();
            assertThat(a.getString(Tag.SeriesDescription, "")).isEqualTo("thorax");
            assertThat(a.getInt(Tag.Columns, 0)).isEqualTo(3);
            assertThat(a.getDoubles(Tag.ImagePositionPatient)).containsExactly(0, 0, 5);
            assertThat(a.getBytes(PRIVATE)).containsExactly(1, 2, 3, 4);
            assertThat(a.getSequence(Tag.ReferencedImageSequence)).hasSize(2);
            Attributes item = a.getNestedDataset(Tag.ReferencedImageSequence).orElseThrow();
            assertThat(item.getString(Tag.SOPInstanceUID, "")).isEqualTo("1.9");
            assertThat(item.getNestedDataset(Tag.PixelMeasuresSequence).orElseThrow().getDoubles(Tag.PixelSpacing)).containsExactly(0.5, 0.25);
            assertThat(file.pixelData().orElseThrow().length()).isEqualTo(12);
            assertThat(file.syntax().uid()).isEqualTo(syntax);
        }
    }

    @Test void filesWithoutPreambleAreReadByTheirFirstElement() throws Exception {
        for (boolean explicit : new boolean[] {true, false}) {
            try (DicomFile file = open(sample().dataset(explicit, false))) {
                assertThat(file.attributes().getInt(Tag.Rows, 0)).isEqualTo(2);
            }
        }
    }

    @Test void aSyntaxThatTheDataSetDoesNotSpeakIsOverruledByIt() throws Exception {
        try (DicomFile file = open(DicomFiles.file(UID.ExplicitVRLittleEndian, sample().dataset(false, false)))) {
            assertThat(file.attributes().getInt(Tag.Rows, 0)).isEqualTo(2);
        }
        try (DicomFile file = open(DicomFiles.file(UID.ExplicitVRLittleEndian, sample().dataset(true, true)))) {
            assertThat(file.attributes().getInt(Tag.Rows, 0)).isEqualTo(2);
        }
    }

    @Test void textIsDecodedAsItsCharacterSetSays() throws Exception {
        byte[] latin = "Schädel".getBytes(StandardCharsets.ISO_8859_1);
        try (DicomFile file = open(sample().text(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100").bytes(Tag.SeriesDescription, VR.LO, latin).encode(UID.ExplicitVRLittleEndian))) {
            assertThat(file.attributes().getString(Tag.SeriesDescription, "")).isEqualTo("Schädel");
        }
        try (DicomFile file = open(sample().text(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192").text(Tag.SeriesDescription, VR.LO, "頭部 Schädel").encode(UID.ExplicitVRLittleEndian))) {
            assertThat(file.attributes().getString(Tag.SeriesDescription, "")).isEqualTo("頭部 Schädel");
        }
    }

    @Test void aNumberThatIsNoneIsAnErrorAndAnEmptyOneIsAbsent() throws Exception {
        try (DicomFile file = open(sample().text(Tag.RescaleSlope, VR.DS, "1.0.0").text(Tag.RescaleIntercept, VR.DS, "").encode(UID.ExplicitVRLittleEndian))) {
            assertThatThrownBy(() -> file.attributes().getDouble(Tag.RescaleSlope, 1)).isInstanceOf(FormatException.class)
                    .hasMessageContaining("a.dcm").hasMessageContaining("(0028,1053)").hasMessageContaining("1.0.0");
            assertThat(file.attributes().getDouble(Tag.RescaleIntercept, 3)).isEqualTo(3);
        }
    }

    @Test void sequencesNestedWithoutEndAreRefused() {
        DicomFiles deep = DicomFiles.empty();
        for (int i = 0; i < 40; i++) deep = DicomFiles.empty().sequence(Tag.ReferencedImageSequence, false, deep);
        byte[] bytes = deep.encode(UID.ExplicitVRLittleEndian);
        assertThatThrownBy(() -> open(bytes)).isInstanceOf(FormatException.class).hasMessageContaining("nested");
    }

    @Test void aSequenceOfWrongContentIsLostAlone() throws Exception {
        byte[] bytes = sample().bytes(Tag.ReferencedImageSequence, VR.SQ, new byte[0]).encode(UID.ExplicitVRLittleEndian);
        assertThat(bytes).isNotEmpty();
        byte[] rubbish = sample().bytes(Tag.ReferencedImageSequence, VR.OB, "no items".getBytes(StandardCharsets.US_ASCII)).encode(UID.ExplicitVRLittleEndian);
        int at = indexOf(rubbish, new byte[] {8, 0, 0x40, 0x11, 'O', 'B'});
        rubbish[at + 4] = 'S';
        rubbish[at + 5] = 'Q';
        try (DicomFile file = open(rubbish)) {
            assertThat(file.attributes().getSequence(Tag.ReferencedImageSequence)).isEmpty();
            assertThat(file.attributes().getInt(Tag.Rows, 0)).isEqualTo(2);
        }
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) return i;
        throw new IllegalStateException("not found");
    }

    @Test void whatIsNoDicomIsToldFromWhatIs() {
        assertThat(DicomFile.recognize(sample().encode(UID.ExplicitVRLittleEndian))).isEqualTo(2);
        assertThat(DicomFile.recognize(sample().dataset(false, false))).isEqualTo(1);
        assertThat(DicomFile.recognize(sample().dataset(true, true))).isEqualTo(1);
        assertThat(DicomFile.recognize(new byte[512])).isEqualTo(0);
        assertThat(DicomFile.recognize("just some words of text, long enough".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0);
    }
}
