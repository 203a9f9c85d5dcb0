package org.maskwright.format.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.Contents;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.Where;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.testing.DicomFiles;
import org.maskwright.testing.SharedData;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.Range;
import org.maskwright.volume.RgbVolume;
import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.VoiFunction;
import org.maskwright.volume.Volume;
import org.maskwright.volume.Window;

/// Folders of DICOM files, as people have them.
class DicomFormatTest {
    @TempDir Path folder;

    private Contents describe() throws Exception {
        return Formats.describe(folder, Progress.NONE);
    }

    private Volume volume() throws Exception {
        return Formats.open(folder, Progress.NONE).volume(Progress.NONE);
    }

    @Test void slicesAreOrderedByPositionWhateverTheirNamesAndNumbers() throws Exception {
        List<DicomFiles> slices = DicomFiles.stack(4, 3, 12);
        for (int z = 0; z < 12; z++) slices.get(z).text(Tag.InstanceNumber, VR.IS, String.valueOf(z * 7 % 12)).at(new Point(-10, 5, 2.5 * z)).numbers(Tag.SliceThickness, 5);
        DicomFiles.series(folder, slices);
        Volume volume = volume();
        assertThat(volume).isInstanceOf(ShortVolume.class);
        assertThat(volume.geometry().size().toString()).isEqualTo("4 × 3 × 12");
        assertThat(volume.geometry().spacingMm().z()).isCloseTo(2.5, within(1e-9));
        assertThat(volume.geometry().toPatient(0, 0, 0)).isEqualTo(new Point(-10, 5, 0));
        for (int z = 0; z < 12; z++) assertThat(volume.value(1, 2, z)).isEqualTo(100 * z + 9 - 1024);
        assertThat(volume.info().modality()).isEqualTo("CT");
        assertThat(volume.info().unit()).isEqualTo("HU");
    }

    @Test void whatIsNoImageIsLeftAside() throws Exception {
        DicomFiles.series(folder.resolve("deep/er"), DicomFiles.stack(4, 3, 3));
        Files.writeString(folder.resolve("notes.txt"), "nothing to see ".repeat(50));
        Files.write(folder.resolve("zeros.dcm"), new byte[5000]);
        DicomFiles.empty().text(Tag.SOPClassUID, VR.UI, UID.MediaStorageDirectoryStorage).write(folder.resolve("DICOMDIR"));
        DicomFiles.empty().text(Tag.SOPClassUID, VR.UI, UID.RTStructureSetStorage).text(Tag.Modality, VR.CS, "RTSTRUCT").write(folder.resolve("rs.dcm"));
        assertThat(describe().items()).hasSize(1);
        assertThat(describe().remarks()).anyMatch(r -> r.contains("structure set"));
        assertThat(volume().geometry().size().z()).isEqualTo(3);
    }

    @Test void twoSeriesAreTwoItemsAndTheLargerComesFirst() throws Exception {
        DicomFiles.series(folder, DicomFiles.stack(4, 3, 3));
        for (int z = 0; z < 5; z++) DicomFiles.slice(4, 3, z).text(Tag.SeriesInstanceUID, VR.UI, "9.9").text(Tag.SOPInstanceUID, VR.UI, "9.9." + z)
                .text(Tag.SeriesDescription, VR.LO, "bone").write(folder.resolve("b" + z));
        Contents contents = describe();
        assertThat(contents.items()).extracting(Item::id).containsExactly("9.9", "1.2.3");
        assertThat(contents.items().getFirst().title()).isEqualTo("Series 7, bone (CT, 4 × 3 × 5)");
        assertThat(contents.remarks()).first().asString().contains("2 images").contains("choose one");
    }

    @Test void anItemSaysItsPatientStudyAndSeriesButNotToALog() throws Exception {
        for (String syntax : List.of(UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian)) {
            for (int z = 0; z < 3; z++) Files.write(folder.resolve("s" + z), DicomFiles.slice(4, 3, z).text(Tag.PatientName, VR.PN, "Roe^Jane^^Dr=x").text(Tag.PatientID, VR.LO, "P77")
                    .text(Tag.StudyInstanceUID, VR.UI, "1.9").text(Tag.StudyDescription, VR.LO, "Follow-up").text(Tag.StudyDate, VR.DA, "20261120").encode(syntax));
            Item item = describe().items().getFirst();
            assertThat(item.where()).isEqualTo(new Where("Roe Jane Dr (P77)", "1.9", "Follow-up", "2026-11-20", "1.2.3", "Series 7, thorax", "CT", 3));
            assertThat(item.toString() + describe()).doesNotContain("Roe").doesNotContain("P77");
            assertThat(item.id()).isEqualTo("1.2.3");
        }
    }

    @Test void slicesOfOtherDirectionsAreTakenApart() throws Exception {
        DicomFiles.series(folder, DicomFiles.stack(4, 3, 3));
        for (int i = 0; i < 2; i++) DicomFiles.slice(4, 3, 50 + i).numbers(Tag.ImageOrientationPatient, 0, 1, 0, 0, 0, -1).at(new Point(i, 0, 0)).write(folder.resolve("s" + i));
        DicomFiles.slice(4, 3, 60).numbers(Tag.ImageOrientationPatient, 1, 0, 0, 0, 0, -1).write(folder.resolve("c"));
        Contents contents = describe();
        assertThat(contents.items()).extracting(i -> i.header().size().z()).containsExactly(3, 2);
        assertThat(contents.items()).extracting(i -> i.header().geometry().orientation()).containsExactly("LPS", "PIR");
        assertThat(contents.remarks()).anyMatch(r -> r.contains("3 directions")).anyMatch(r -> r.contains("across the others"));
    }

    @Test void imagesOfWhichNoTwoAreParallelAreOfferedOneByOne() throws Exception {
        double[][] directions = {{1, 0, 0, 0, 1, 0}, {0, 1, 0, 0, 0, -1}, {1, 0, 0, 0, 0, -1}};
        for (int i = 0; i < 3; i++) DicomFiles.slice(4, 3, i).numbers(Tag.ImageOrientationPatient, directions[i]).write(folder.resolve("s" + i));
        Contents contents = describe();
        assertThat(contents.own()).isEmpty();
        assertThat(contents.remarks()).containsExactly("Series 7, thorax: no two of its 3 images are parallel and of one pixel spacing, so they are no volume. They can be opened one by one.");
        assertThat(contents.items()).extracting(Item::id).containsExactly("1.2.3#image-1", "1.2.3#image-2", "1.2.3#image-3");
        assertThat(contents.items()).extracting(i -> i.header().geometry().orientation()).containsExactly("LPS", "PIR", "LIP");
        for (int i = 0; i < 3; i++) assertThat(contents.items().get(i).volume(Progress.NONE).value(1, 2, 0)).isEqualTo(100 * i + 9 - 1024);
    }

    @Test void twoFilesThatClaimToBeOneSegmentationStayApart() throws Exception {
        List<Item> items = new DicomFormat().describe(SharedData.require("dicom-variety", "dev", "groups", "seg-sparse-labelmap"), Progress.NONE).items();
        assertThat(items).hasSize(2);
        assertThat(items.get(1).id()).isEqualTo(items.get(0).id() + "/copy-2");
    }

    @Test void structureSetsOfAFolderLieOnItsImagesAndAreNoImagesOfTheirOwn() throws Exception {
        Contents contents = new DicomFormat().describe(SharedData.require("dicom-variety", "dev", "groups", "rt-dicompyler"), Progress.NONE);
        assertThat(contents.only()).contains(contents.items().getFirst());
        assertThat(contents.items()).hasSize(5).extracting(Item::id).doesNotHaveDuplicates();
        assertThat(contents.items().subList(1, 5)).allMatch(i -> i.header().kind() == ImageHeader.Kind.LABELS).extracting(Item::title).first().asString().contains("BODY, Areola, layer 1");
        assertThat(contents.remarks()).noneMatch(r -> r.contains("structure set"));
    }

    @Test void aMissingSliceIsSaidAndWaysOnAreOfferedButNoneIsTakenUnasked() throws Exception {
        List<DicomFiles> slices = DicomFiles.stack(4, 3, 8);
        slices.remove(3);
        DicomFiles.series(folder, slices);
        assertThatThrownBy(this::volume).isInstanceOf(FormatException.class).hasMessageContaining("Series 7, thorax").hasMessageContaining("One slice is missing").hasMessageContaining("1.2.3#resampled");
        Contents contents = describe();
        assertThat(contents.remarks()).anyMatch(r -> r.contains("one slice is missing") && r.contains("3 ways"));
        assertThat(contents.own()).isEmpty();
        assertThat(contents.items()).extracting(Item::id).containsExactly("1.2.3#even", "1.2.3#resampled", "1.2.3#as-is");
        assertThat(contents.items()).extracting(i -> i.header().size().z()).containsExactly(4, 8, 7);
        Volume even = contents.items().get(0).volume(Progress.NONE), resampled = contents.items().get(1).volume(Progress.NONE), asIs = contents.items().get(2).volume(Progress.NONE);
        assertThat(even.geometry().toPatient(0, 0, 0)).isEqualTo(new Point(0, 0, 4));
        for (int z = 0; z < 8; z++) assertThat(resampled.value(1, 2, z)).isEqualTo(100 * z + 9 - 1024); // slice 3 lies half way between 2 and 4
        assertThat(contents.items().get(1).remarks()).anyMatch(r -> r.contains("1 of its 8 slices is interpolated"));
        assertThat(asIs.value(1, 2, 3)).isEqualTo(409 - 1024);
        assertThat(contents.items().get(2).remarks()).anyMatch(r -> r.contains("1.000 mm from where"));
    }

    @ParameterizedTest
    @CsvSource({"0x00200100, IS, temporal position", "0x00181060, DS, trigger time", "0x00180086, IS, echo", "0x00200012, IS, acquisition number", "0x00200013, IS, instance number"})
    void imagesAtOnePlaceAreFramesInTheOrderOfWhatTellsThemApart(String tag, VR vr, String title) throws Exception {
        for (int t = 0; t < 3; t++) {
            for (int z = 0; z < 4; z++) {
                int time = 2 - t; // named in the falling order of time
                DicomFiles.slice(4, 3, z).text(Tag.InstanceNumber, VR.IS, "1").text(Integer.decode(tag), vr, String.valueOf(10 * time + 5)).text(Tag.SOPInstanceUID, VR.UI, "1." + t + "." + z)
                        .pixels(new short[] {(short) time, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (short) z}).write(folder.resolve(t + "-" + z));
            }
        }
        Item item = describe().items().getFirst();
        assertThat(item.header().frames()).isEqualTo(3);
        assertThat(item.remarks()).anyMatch(r -> r.contains("told apart by their " + title));
        for (int f = 0; f < 3; f++) {
            Volume volume = item.volume(f, Progress.NONE);
            for (int z = 0; z < 4; z++) {
                assertThat(volume.value(0, 0, z)).isEqualTo(f - 1024);
                assertThat(volume.value(3, 2, z)).isEqualTo(z - 1024);
            }
        }
    }

    /// Enhanced frames, time running fastest in one file, and its order hidden in the dimension index of another.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void enhancedFramesAreSplitByTime(boolean byIndex) throws Exception {
        DicomFiles[] frames = new DicomFiles[6];
        short[] pixels = new short[6 * 12];
        for (int f = 0; f < 6; f++) {
            int z = f / 2, t = 1 - f % 2;
            DicomFiles content = byIndex ? DicomFiles.empty().bytes(Tag.DimensionIndexValues, VR.UL, new byte[] {(byte) (z + 1), 0, 0, 0, (byte) (t + 1), 0, 0, 0})
                    : DicomFiles.empty().bytes(Tag.TemporalPositionIndex, VR.UL, new byte[] {(byte) (t + 1), 0, 0, 0});
            frames[f] = DicomFiles.empty().sequence(Tag.PlanePositionSequence, true, DicomFiles.empty().numbers(Tag.ImagePositionPatient, 0, 0, z)).sequence(Tag.FrameContentSequence, true, content);
            pixels[12 * f] = (short) (10 * z + t);
        }
        DicomFiles file = DicomFiles.slice(4, 3, 0).text(Tag.NumberOfFrames, VR.IS, "6").pixels(pixels).sequence(Tag.PerFrameFunctionalGroupsSequence, true, frames)
                .sequence(Tag.DimensionIndexSequence, true, pointer(Tag.InStackPositionNumber), pointer(Tag.TemporalPositionIndex));
        Item item = Formats.open(file.write(folder.resolve("e.dcm")), Progress.NONE);
        assertThat(item.header().frames()).isEqualTo(2);
        for (int t = 0; t < 2; t++) for (int z = 0; z < 3; z++) assertThat(item.volume(t, Progress.NONE).value(0, 0, z)).isEqualTo(10 * z + t - 1024);
    }

    private static DicomFiles pointer(int tag) {
        return DicomFiles.empty().bytes(Tag.DimensionIndexPointer, VR.AT, new byte[] {(byte) (tag >> 16), (byte) (tag >> 24), (byte) tag, (byte) (tag >> 8)});
    }

    @Test void stacksOfOneFileAreTakenApart() throws Exception {
        DicomFiles[] frames = new DicomFiles[6];
        for (int f = 0; f < 6; f++) {
            boolean second = f >= 3;
            frames[f] = DicomFiles.empty().sequence(Tag.PlanePositionSequence, true, DicomFiles.empty().numbers(Tag.ImagePositionPatient, second ? f : 0, 0, second ? 0 : 2 * f))
                    .sequence(Tag.PlaneOrientationSequence, true, DicomFiles.empty().numbers(Tag.ImageOrientationPatient, second ? new double[] {0, 1, 0, 0, 0, -1} : new double[] {1, 0, 0, 0, 1, 0}));
        }
        Path file = DicomFiles.slice(4, 3, 0).text(Tag.NumberOfFrames, VR.IS, "6").pixels(new short[72]).sequence(Tag.PerFrameFunctionalGroupsSequence, true, frames).write(folder.resolve("e.dcm"));
        assertThat(Formats.describe(file, Progress.NONE).items()).extracting(i -> i.header().geometry().orientation()).containsExactlyInAnyOrder("LPS", "PIL");
    }

    @Test void mosaicsOfASeriesAreOneVolumeInTime() throws Exception {
        byte[] one = Files.readAllBytes(SharedData.require("dicom-geometry", "dev", "siemens-mosaic-axial").resolve("dicom").toFile().listFiles()[0].toPath());
        byte[] two = one.clone();
        byte[] uid;
        Path first = Files.write(folder.resolve("b"), one);
        try (DicomFile file = DicomFile.open(first)) {
            uid = file.attributes().getString(Tag.SOPInstanceUID, "").getBytes(StandardCharsets.US_ASCII);
        }
        for (int at = 0; at + uid.length < two.length; at++) if (Arrays.equals(two, at, at + uid.length, uid, 0, uid.length)) two[at + uid.length - 1] ^= 1;
        Files.write(folder.resolve("a"), two);
        Item item = describe().items().getFirst();
        assertThat(describe().items()).hasSize(1);
        assertThat(item.header().frames()).isEqualTo(2);
        assertThat(item.header().size().toString()).isEqualTo("64 × 64 × 35");
        Volume alone = Formats.open(first, Progress.NONE).volume(Progress.NONE);
        for (int f = 0; f < 2; f++) assertThat(item.volume(f, Progress.NONE).value(30, 31, 17)).isEqualTo(alone.value(30, 31, 17));
    }

    @Test void imagesAtOnePlaceCanBeSeenOneByOne() throws Exception {
        Path other = folder.resolve("same");
        DicomFiles.series(other, List.of(DicomFiles.slice(4, 3, 1).at(new Point(0, 0, 0)), DicomFiles.slice(4, 3, 2).at(new Point(0, 0, 0))));
        assertThatThrownBy(() -> Formats.open(other, Progress.NONE)).isInstanceOf(FormatException.class).hasMessageContaining("same place");
        Item item = Formats.describe(other, Progress.NONE).items().getFirst();
        assertThat(item.id()).isEqualTo("1.2.3#one-by-one");
        assertThat(item.header().frames()).isEqualTo(2);
        assertThat(item.volume(1, Progress.NONE).value(0, 0, 0)).isEqualTo(200 - 1024);
    }

    @Test void copiesOfASliceAreLeftOut() throws Exception {
        DicomFiles.series(folder, DicomFiles.stack(4, 3, 3));
        DicomFiles.series(folder.resolve("copy"), DicomFiles.stack(4, 3, 3));
        assertThat(volume().geometry().size().z()).isEqualTo(3);
        assertThat(describe().remarks()).anyMatch(r -> r.contains("3 files are copies"));
    }

    @Test void slicesOfDifferentScaleBecomeFloats() throws Exception {
        List<DicomFiles> slices = DicomFiles.stack(4, 3, 3);
        for (int z = 0; z < 3; z++) slices.get(z).numbers(Tag.RescaleSlope, 0.5 * (z + 1)).numbers(Tag.RescaleIntercept, 0).text(Tag.Modality, VR.CS, "PT");
        DicomFiles.series(folder, slices);
        Volume volume = volume();
        assertThat(volume).isInstanceOf(FloatVolume.class);
        assertThat(volume.value(1, 0, 2)).isEqualTo(201 * 1.5);
        assertThat(Formats.open(folder, Progress.NONE).remarks()).anyMatch(r -> r.contains("scales"));
    }

    @Test void windowsBecomePresets() throws Exception {
        List<DicomFiles> slices = DicomFiles.stack(4, 3, 1);
        slices.getFirst().numbers(Tag.WindowCenter, 40, -600).numbers(Tag.WindowWidth, 400, 1500).text(Tag.WindowCenterWidthExplanation, VR.LO, "SOFT\\LUNG");
        DicomFiles.series(folder, slices);
        assertThat(volume().info().presets()).containsExactly(
                new Window.Preset("SOFT", new Window(40, 400, VoiFunction.Formula.LINEAR)), new Window.Preset("LUNG", new Window(-600, 1500, VoiFunction.Formula.LINEAR)));
    }

    @ParameterizedTest
    @EnumSource(VoiFunction.Formula.class)
    void theFunctionOfAWindowIsKept(VoiFunction.Formula function) throws Exception {
        DicomFiles.slice(4, 3, 0).numbers(Tag.WindowCenter, 40).numbers(Tag.WindowWidth, 400).text(Tag.VOILUTFunction, VR.CS, function.name()).write(folder.resolve("a"));
        assertThat(volume().info().presets()).extracting(p -> p.window().function()).containsExactly(function);
    }

    @Test void monochrome1IsToBeShownInverted() throws Exception {
        DicomFiles.slice(4, 3, 0).text(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME1").write(folder.resolve("a"));
        assertThat(volume().info().inverted()).isTrue();
    }

    @Test void aVoiLookupTableIsAPresetOfItsOwn() throws Exception {
        DicomFiles table = DicomFiles.empty().shorts(Tag.LUTDescriptor, 4, 65536 - 1023, 8).text(Tag.LUTExplanation, VR.LO, "BONE").shorts(Tag.LUTData, 0, 51, 204, 255);
        DicomFiles.slice(4, 3, 0).numbers(Tag.WindowCenter, 40).numbers(Tag.WindowWidth, 400).sequence(Tag.VOILUTSequence, true, table).write(folder.resolve("a"));
        Window.Preset preset = volume().info().presets().getLast();
        assertThat(preset.name()).isEqualTo("BONE");
        double[] greys = {0, 0, 0.2, 0.8, 1, 1};
        for (int i = 0; i < 6; i++) assertThat(preset.window().grey(-1024 + i)).isCloseTo(greys[i], within(1e-6));
    }

    @Test void paddingIsKnownToTheScanAndNotCounted() throws Exception {
        short[] samples = {-2000, -2000, 7, 8, -2000, -1999, 9, 10, -1998, 0, 5, 100};
        DicomFiles.slice(4, 3, 0).shorts(Tag.PixelPaddingValue, 65536 - 2000).pixels(samples).write(folder.resolve("a"));
        assertThat(volume().info().padding()).contains(new Range(-3024, -3024));
        assertThat(volume().value(0, 0, 0)).isEqualTo(-3024);
        assertThat(volume().range()).isEqualTo(new Range(-3023, -924));
        DicomFiles.slice(4, 3, 0).shorts(Tag.PixelPaddingValue, 65536 - 2000).shorts(Tag.PixelPaddingRangeLimit, 65536 - 1998).pixels(samples).write(folder.resolve("a"));
        assertThat(volume().range()).isEqualTo(new Range(-1024, -924));
    }

    @Test void aModalityLookupTableMakesValuesOfSamples() throws Exception {
        DicomFiles table = DicomFiles.empty().shorts(Tag.LUTDescriptor, 3, 1, 16).text(Tag.ModalityLUTType, VR.LO, "OD").shorts(Tag.LUTData, 500, 60000, 7);
        DicomFiles.slice(4, 1, 0).sequence(Tag.ModalityLUTSequence, false, table).pixels((short) 0, (short) 1, (short) 2, (short) 9).write(folder.resolve("a"));
        Volume volume = volume();
        assertThat(volume.info().unit()).isEqualTo("OD");
        for (int x = 0; x < 4; x++) assertThat(volume.value(x, 0, 0)).isEqualTo(new double[] {500, 500, 60000, 7}[x]);
    }

    /// What pydicom's `apply_modality_lut` gives.
    @Test void aRealModalityLookupTableGivesTheReferencesValues() throws Exception {
        Volume volume = Formats.open(SharedData.require("dicom-variety", "dev").resolve("pydicom-data/mlut_18.dcm"), Progress.NONE).volume(Progress.NONE);
        double sum = 0;
        for (int y = 0; y < 512; y++) for (int x = 0; x < 512; x++) sum += volume.value(x, y, 0);
        assertThat(sum).isEqualTo(16265041144.0);
        assertThat(volume.range()).isEqualTo(new Range(0, 65535));
        assertThat(volume.value(5, 7, 0)).isEqualTo(49147);
    }

    @Test void aFileOnItsOwnIsItsOwnImage() throws Exception {
        DicomFiles.series(folder, DicomFiles.stack(4, 3, 3));
        Path file = DicomFiles.slice(4, 3, 9).write(folder.resolve("one.dcm"));
        assertThat(Formats.open(file, Progress.NONE).header().size().z()).isEqualTo(1);
    }

    @Test void anImageWithoutAPlaceIsOpenedAndSaid() throws Exception {
        Path file = DicomFiles.slice(4, 3, 9).without(Tag.ImagePositionPatient).without(Tag.PixelSpacing).write(folder.resolve("one.dcm"));
        Item item = Formats.open(file, Progress.NONE);
        assertThat(item.header().geometry().spacingMm()).isEqualTo(new Point(1, 1, 1));
        assertThat(item.remarks()).anyMatch(r -> r.contains("where it lies")).anyMatch(r -> r.contains("pixel spacing"));
    }

    @Test void enhancedFramesStandWhereTheirGroupsSay() throws Exception {
        DicomFiles[] frames = new DicomFiles[3];
        for (int f = 0; f < 3; f++) frames[f] = DicomFiles.empty().sequence(Tag.PlanePositionSequence, true, DicomFiles.empty().numbers(Tag.ImagePositionPatient, 1, 2, 30 - 3 * f));
        DicomFiles shared = DicomFiles.empty()
                .sequence(Tag.PlaneOrientationSequence, true, DicomFiles.empty().numbers(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0))
                .sequence(Tag.PixelMeasuresSequence, true, DicomFiles.empty().numbers(Tag.PixelSpacing, 2, 4))
                .sequence(Tag.PixelValueTransformationSequence, true, DicomFiles.empty().numbers(Tag.RescaleSlope, 2).numbers(Tag.RescaleIntercept, 1));
        Path file = DicomFiles.slice(2, 1, 0).without(Tag.ImagePositionPatient).without(Tag.ImageOrientationPatient).without(Tag.PixelSpacing)
                .without(Tag.RescaleSlope).without(Tag.RescaleIntercept).text(Tag.NumberOfFrames, VR.IS, "3")
                .sequence(Tag.SharedFunctionalGroupsSequence, false, shared).sequence(Tag.PerFrameFunctionalGroupsSequence, false, frames)
                .pixels((short) 1, (short) 2, (short) 3, (short) 4, (short) 5, (short) 6).write(folder.resolve("enhanced.dcm"));
        Volume volume = Formats.open(file, Progress.NONE).volume(Progress.NONE);
        assertThat(volume.geometry().toPatient(1, 0, 0)).isEqualTo(new Point(5, 2, 30));
        assertThat(volume.geometry().toPatient(0, 0, 2)).isEqualTo(new Point(1, 2, 24));
        assertThat(volume.value(1, 0, 2)).isEqualTo(13);
    }

    @Test void noNameOfThePatientComesOut() throws Exception {
        List<DicomFiles> slices = DicomFiles.stack(4, 3, 2);
        for (DicomFiles slice : slices) slice.text(0x00100010, VR.PN, "Doe^Jane").text(0x00100020, VR.LO, "PID-77");
        DicomFiles.series(folder, slices);
        Contents contents = describe();
        assertThat(contents.toString() + contents.items().getFirst().image().name() + contents.items().getFirst().volume(Progress.NONE).info()).doesNotContain("Doe").doesNotContain("PID-77");
    }

    @Test void colourIsShownAsColour() throws Exception {
        byte[] rgb = {(byte) 255, 0, 0, 0, (byte) 128, 1};
        Path file = DicomFiles.slice(2, 1, 0).shorts(Tag.BitsAllocated, 8).shorts(Tag.BitsStored, 8).shorts(Tag.HighBit, 7).shorts(Tag.PixelRepresentation, 0)
                .shorts(Tag.SamplesPerPixel, 3).text(Tag.PhotometricInterpretation, VR.CS, "RGB").bytes(Tag.PixelData, VR.OB, rgb).write(folder.resolve("rgb.dcm"));
        Volume volume = Formats.open(file, Progress.NONE).volume(Progress.NONE);
        assertThat(((RgbVolume) volume).rgb(0, 0, 0)).isEqualTo(0xFF0000);
        assertThat(((RgbVolume) volume).rgb(1, 0, 0)).isEqualTo(0x008001);
    }

    private Volume colour(DicomFiles image) throws Exception {
        return Formats.open(image.write(folder.resolve("colour.dcm")), Progress.NONE).volume(Progress.NONE);
    }

    private static DicomFiles bytes(int columns, int samples, String photometric, int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
        return DicomFiles.slice(columns, 1, 0).shorts(Tag.BitsAllocated, 8).shorts(Tag.BitsStored, 8).shorts(Tag.HighBit, 7).shorts(Tag.PixelRepresentation, 0)
                .shorts(Tag.SamplesPerPixel, samples).text(Tag.PhotometricInterpretation, VR.CS, photometric).bytes(Tag.PixelData, VR.OB, bytes);
    }

    /// Pure red, green and white in BT.601, rounded.
    @Test void luminanceWithChrominanceBecomesColour() throws Exception {
        RgbVolume volume = (RgbVolume) colour(bytes(3, 3, "YBR_FULL", 76, 85, 255, 150, 44, 21, 255, 128, 128));
        assertThat(volume.rgb(0, 0, 0)).isEqualTo(0xFE0000);
        assertThat(volume.rgb(1, 0, 0)).isEqualTo(0x00FF01);
        assertThat(volume.rgb(2, 0, 0)).isEqualTo(0xFFFFFF);
    }

    @Test void twoPixelsMayShareTheirChrominance() throws Exception {
        RgbVolume volume = (RgbVolume) colour(bytes(2, 3, "YBR_FULL_422", 10, 20, 128, 128));
        assertThat(volume.rgb(0, 0, 0)).isEqualTo(0x0A0A0A);
        assertThat(volume.rgb(1, 0, 0)).isEqualTo(0x141414);
    }

    @Test void aPaletteBecomesColourButItsSamplesStayStored() throws Exception {
        DicomFiles image = bytes(3, 1, "PALETTE COLOR", 4, 5, 9);
        int[] data = {Tag.RedPaletteColorLookupTableData, Tag.GreenPaletteColorLookupTableData, Tag.BluePaletteColorLookupTableData};
        int[] descriptor = {Tag.RedPaletteColorLookupTableDescriptor, Tag.GreenPaletteColorLookupTableDescriptor, Tag.BluePaletteColorLookupTableDescriptor};
        int[][] tables = {{0x1200, 0xFF00}, {0x3400, 0x0000}, {0x5600, 0x0100}};
        for (int c = 0; c < 3; c++) image.shorts(descriptor[c], 2, 4, 16).shorts(data[c], tables[c]);
        RgbVolume volume = (RgbVolume) colour(image);
        assertThat(volume.rgb(0, 0, 0)).isEqualTo(0x123456);
        assertThat(volume.rgb(1, 0, 0)).isEqualTo(0xFF0001);
        assertThat(volume.rgb(2, 0, 0)).isEqualTo(0xFF0001);
        assertThat(Formats.open(folder.resolve("colour.dcm"), Progress.NONE).statistics(Progress.NONE).sum()).isEqualTo(18);
    }

    @Test void sixteenBitsOfColourAreShownByTheirUpperEight() throws Exception {
        DicomFiles image = bytes(1, 3, "RGB", 0, 0xFF, 0x34, 0x12, 0xFF, 0).shorts(Tag.BitsAllocated, 16).shorts(Tag.BitsStored, 16).shorts(Tag.HighBit, 15);
        assertThat(((RgbVolume) colour(image)).rgb(0, 0, 0)).isEqualTo(0xFF1200);
    }

    @Test void framesOfADoseStandAtTheirOffsets() throws Exception {
        Path file = DicomFiles.slice(1, 1, 0).at(new Point(1, 2, 3)).text(Tag.NumberOfFrames, VR.IS, "3").numbers(Tag.GridFrameOffsetVector, 0, 2.5, 5)
                .pixels((short) 1, (short) 2, (short) 3).write(folder.resolve("dose.dcm"));
        Item item = Formats.open(file, Progress.NONE);
        assertThat(item.header().geometry().size().z()).isEqualTo(3);
        assertThat(item.header().geometry().toPatient(0, 0, 2)).isEqualTo(new Point(1, 2, 8));
    }

    @Test void framesInTimeAreNotTakenForSlices() throws Exception {
        Path file = DicomFiles.slice(1, 1, 0).without(Tag.ImagePositionPatient).text(Tag.NumberOfFrames, VR.IS, "3").numbers(Tag.FrameTime, 40)
                .pixels((short) 1, (short) 2, (short) 3).write(folder.resolve("cine.dcm"));
        Item item = Formats.open(file, Progress.NONE);
        assertThat(item.header().frames()).isEqualTo(3);
        assertThat(item.header().geometry().size().z()).isEqualTo(1);
        assertThat(item.volume(2, Progress.NONE).value(0, 0, 0)).isEqualTo(3 - 1024);
    }
}
