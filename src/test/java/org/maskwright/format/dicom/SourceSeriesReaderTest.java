package org.maskwright.format.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.FormatException;
import org.maskwright.format.Item;
import org.maskwright.format.Section;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.format.dicom.source.SourceSeries;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.testing.DicomFiles;
import org.maskwright.testing.SharedData;

/// What a derived object is told of its series.
class SourceSeriesReaderTest {
    @TempDir Path folder;

    private static DicomFiles slice(int instance) {
        return DicomFiles.slice(4, 3, instance).text(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100").bytes(Tag.PatientName, VR.PN, new byte[] {'M', (byte) 0xFC, '^', 'A'})
                .text(Tag.PatientID, VR.LO, "17").text(Tag.StudyInstanceUID, VR.UI, "1.2.9").text(Tag.FrameOfReferenceUID, VR.UI, "1.2.8");
    }

    private SourceSeries source(Path path) throws Exception {
        Item item = new DicomFormat().describe(path, Progress.NONE).items().getFirst();
        SourceSeries source = SourceSeriesReader.read(path, item.id(), Progress.NONE);
        assertThat(source.geometry()).isEqualTo(item.header().geometry());
        return source;
    }

    @Test void eachSliceIsTheInstanceThatItWasReadFrom() throws Exception {
        DicomFiles.series(folder, IntStream.of(3, 1, 4, 2).mapToObj(SourceSeriesReaderTest::slice).toList());
        SourceSeries source = source(folder);
        assertThat(source.isPlaced()).isTrue();
        assertThat(source.slices()).extracting(SourceSeries.Instance::sopInstanceUid).containsExactly("1.2.3.4.1", "1.2.3.4.2", "1.2.3.4.3", "1.2.3.4.4");
        assertThat(source.slices()).allMatch(s -> s.sopClassUid().equals(UID.CTImageStorage) && s.frame() == 0);
        assertThat(source.slices().get(2).position()).isEqualTo(new Point(0, 0, 3));
        assertThat(source.seriesInstanceUid()).isEqualTo("1.2.3");
        assertThat(source.frameOfReferenceUid()).isEqualTo("1.2.8");
    }

    @Test void aDerivedDataSetHasThePatientTheStudyAndTheFrameOfReference() throws Exception {
        Attributes derived = source(DicomFiles.series(folder, List.of(slice(1), slice(2)))).derived();
        assertThat(derived.getString(Tag.PatientName, "")).isEqualTo("Mü^A");
        assertThat(derived.getString(Tag.PatientID, "")).isEqualTo("17");
        assertThat(derived.getString(Tag.StudyInstanceUID, "")).isEqualTo("1.2.9");
        assertThat(derived.contains(Tag.PatientBirthDate)).isTrue();
        assertThat(derived.containsValue(Tag.PatientBirthDate)).isFalse();
        assertThat(derived.getString(Tag.FrameOfReferenceUID, "")).isEqualTo("1.2.8");
        assertThat(derived.contains(Tag.SeriesInstanceUID)).isFalse();
    }

    @Test void framesOfOneInstanceAreNumberedFromOne() throws Exception {
        Path file = SharedData.require("dicom-variety", "dev", "pydicom-data", "emri_small.dcm");
        SourceSeries source = source(file);
        assertThat(source.slices()).extracting(SourceSeries.Instance::frame).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(source.instances()).hasSize(1);
    }

    @Test void aSeriesThatWasCleanedOfItsIdentifiersIsStillFollowed() throws Exception {
        SourceSeries source = source(SharedData.require("ct-totalsegmentator", "dicom-20slices"));
        assertThat(source.slices()).hasSize(20);
        assertThat(source.instances()).hasSize(20);
        for (int z = 0; z < 20; z++) assertThat(source.slices().get(z).position().distanceTo(source.geometry().toPatient(0, 0, z))).isLessThan(1e-3);
        assertThat(source.slices().getFirst().sopClassUid()).isEqualTo(UID.CTImageStorage); // named by the file meta information alone
    }

    @Test void slicesOfASlabAreTheInstancesOfTheSlab() throws Exception {
        DicomFiles.series(folder, IntStream.rangeClosed(1, 6).mapToObj(SourceSeriesReaderTest::slice).toList());
        Item whole = new DicomFormat().describe(folder, Progress.NONE).items().getFirst(), slab = whole.part(Section.WHOLE.withSlices(whole.header().size(), 2, 5));
        SourceSeries source = SourceSeriesReader.read(folder, slab.id(), Progress.NONE);
        assertThat(source.geometry()).isEqualTo(slab.header().geometry());
        assertThat(source.slices()).extracting(SourceSeries.Instance::sopInstanceUid).containsExactly("1.2.3.4.3", "1.2.3.4.4", "1.2.3.4.5");
        assertThat(source.slices().getFirst().position()).isEqualTo(new Point(0, 0, 3));
    }

    @Test void framesOfALaterTimeAreTheInstancesOfThatTime() throws Exception {
        for (int time = 0; time < 2; time++)
            for (int z = 0; z < 3; z++) slice(10 * time + z).at(new Point(0, 0, z)).text(Tag.TemporalPositionIdentifier, VR.IS, String.valueOf(time + 1)).write(folder.resolve(time + "-" + z));
        Item second = new DicomFormat().describe(folder, Progress.NONE).items().getFirst().part(Section.ofFrame(1));
        assertThat(SourceSeriesReader.read(folder, second.id(), Progress.NONE).slices()).extracting(SourceSeries.Instance::sopInstanceUid).containsExactly("1.2.3.4.10", "1.2.3.4.11", "1.2.3.4.12");
    }

    @Test void imagesThatWereMadeUpOrSkippedAreReferredToByNoOne() throws Exception {
        DicomFiles.series(folder, IntStream.of(1, 2, 4, 5).mapToObj(SourceSeriesReaderTest::slice).toList());
        assertThatThrownBy(() -> SourceSeriesReader.read(folder, "1.2.3#resampled", Progress.NONE)).isInstanceOf(FormatException.class).hasMessageContaining("made up between the images").hasMessageContaining("NIfTI");
        assertThatThrownBy(() -> SourceSeriesReader.read(folder, Section.WHOLE.withStep(2).id("1.2.3#as-is"), Progress.NONE)).isInstanceOf(FormatException.class).hasMessageContaining("every 2nd voxel").hasMessageContaining("NIfTI");
    }

    @Test void anImageThatIsNotThereIsRefusedByAName() throws Exception {
        DicomFiles.series(folder, List.of(slice(1), slice(2)));
        assertThatThrownBy(() -> SourceSeriesReader.read(folder, "1.2.3/7", Progress.NONE)).isInstanceOf(FormatException.class).hasMessageContaining("not in it any more");
    }
}
