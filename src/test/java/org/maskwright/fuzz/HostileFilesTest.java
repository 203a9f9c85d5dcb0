package org.maskwright.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredSamples;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.testing.DicomFiles;
import org.maskwright.testing.StructureSetFiles;

/// Files made by someone who means harm, judged as damaged ones are: by exception, processor time and memory.
class HostileFilesTest {
    private static final Geometry GRID = Geometry.upright(5, 4, 3, 1, 1, 1);

    @TempDir Path folder;
    private Trial trial;

    @BeforeEach void begin() throws Exception {
        trial = new Trial();
    }

    @AfterEach void end() throws Exception {
        trial.close();
    }

    private void isSurvived(String name, byte[] bytes) throws Exception {
        Trial.Verdict verdict = trial.of(Files.write(folder.resolve(name), bytes), Target::readAll);
        assertThat(verdict).as(name).isNotInstanceOf(Trial.Verdict.Failed.class);
    }

    private void isRefused(String name, byte[] bytes) throws Exception {
        isRefused(Files.write(folder.resolve(name), bytes), "");
    }

    private void isRefused(Path file, String said) throws Exception {
        assertThat(trial.of(file, Target::readAll)).as(file.toString()).isInstanceOfSatisfying(Trial.Verdict.Refused.class, refused -> assertThat(refused.message()).contains(said));
    }

    private static byte[] written(String name) throws Exception {
        return StoredSamples.random(ImageHeader.of(GRID, SampleType.INT16), 1).fileBytes(name);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    // what swells

    @ParameterizedTest @ValueSource(ints = {0, 4096})
    void aBombBehindAnHonestImageIsNotUnpacked(int megabytes) throws Exception {
        isSurvived("tail.nii.gz", Bombs.gzip(written("a.nii"), megabytes));
        isSurvived("tail.nrrd", Bombs.joined(text("NRRD0004\ntype: short\ndimension: 3\nsizes: 5 4 3\nendian: little\nencoding: gzip\n\n"), Bombs.gzip(new byte[120], megabytes)));
        isSurvived("tail.mha", Bombs.joined(text("ObjectType = Image\nNDims = 3\nDimSize = 5 4 3\nElementType = MET_SHORT\nCompressedData = True\nElementDataFile = LOCAL\n"), Bombs.zlib(new byte[120], megabytes)));
    }

    @Test void aBombThatIsTheImageIsRefused() throws Exception {
        byte[] header = Arrays.copyOf(written("a.nii"), 352);
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putShort(42, (short) 2048).putShort(44, (short) 2048).putShort(46, (short) 2048);
        isRefused("bomb.nii.gz", Bombs.gzip(header, 16_384));
        isRefused("bomb.nrrd", Bombs.joined(text("NRRD0004\ntype: short\ndimension: 3\nsizes: 2048 2048 2048\nendian: little\nencoding: gzip\n\n"), Bombs.gzip(new byte[0], 16_384)));
        isRefused("bomb.mha", Bombs.joined(text("ObjectType = Image\nNDims = 3\nDimSize = 2048 2048 2048\nElementType = MET_SHORT\nCompressedData = True\nElementDataFile = LOCAL\n"), Bombs.zlib(new byte[0], 16_384)));
    }

    /// A gigabyte before, in, and behind the samples of an image of twenty pixels.
    @Test void aDeflatedDataSetIsNeverHeldAsAWhole() throws Exception {
        byte[] image = DicomFiles.slice(5, 4, 1).dataset(true, false);
        byte[] vast = {0x09, 0, 0x10, 0x10, 'O', 'B', 0, 0, 0, 0, 0, 0x3F}; // 0x3F000000 bytes
        byte[] sequence = {0x09, 0, 0x10, 0x10, 'S', 'Q', 0, 0, 0, 0, 0, 0x3F};
        byte[] start = Bombs.joined(Arrays.copyOf(image, 8 + 26), vast);
        isSurvived("before.dcm", deflated(start, 0x3F0));
        isSurvived("sequence.dcm", deflated(sequence, 0x3F0));
        isSurvived("behind.dcm", deflated(image, 1000));
        byte[] pixels = image.clone();
        ByteBuffer.wrap(pixels).order(ByteOrder.LITTLE_ENDIAN).putInt(image.length - 44, 0x3F000000);
        isSurvived("in.dcm", deflated(pixels, 0x3F0));
        isSurvived("endless.dcm", deflated(Bombs.joined(Arrays.copyOf(image, 8 + 26), new byte[] {0x09, 0, 0x10, 0x10, 'O', 'B', 0, 0, -2, -1, -1, -1}), 5000));
    }

    private static byte[] deflated(byte[] start, int megabytes) {
        return DicomFiles.file(UID.DeflatedExplicitVRLittleEndian, Bombs.deflated(start, megabytes));
    }

    @Test void picturesThatSwellAreNotBelieved() throws Exception {
        byte[] rows = new byte[17 * 12];
        isSurvived("tail.png", Bombs.png(16, 12, new byte[0], Bombs.zlib(rows, 1024)));
        for (String chunk : new String[] {"zTXt", "iCCP"}) isSurvived(chunk + ".png", Bombs.png(16, 12, Bombs.chunk(chunk, Bombs.joined(new byte[] {'a', 0, 0}, Bombs.zlib(rows, 1024))), Bombs.zlib(rows, 0)));
        isSurvived("text.png", Bombs.png(16, 12, Bombs.chunk("iTXt", Bombs.joined(new byte[] {'a', 0, 1, 0, 0, 0}, Bombs.zlib(rows, 1024))), Bombs.zlib(rows, 0)));
        isRefused("vast.png", Bombs.png(40_000, 40_000, new byte[0], Bombs.zlib(rows, 100)));
        isSurvived("tail.tif", Bombs.tiff(16, 12, 8, Bombs.zlib(rows, 1024)));
        isRefused("vast.tif", Bombs.tiff(40_000, 40_000, 8, Bombs.zlib(rows, 100)));
    }

    // sizes that nothing has

    @Test void dimensionsOfTwoToTheThirtyFirstAreRefused() throws Exception {
        for (long vast : new long[] {1L << 31, (1L << 31) - 1, 1L << 32, 1L << 62, -(1L << 31)}) {
            isRefused("vast.nrrd", text("NRRD0004\ntype: uchar\ndimension: 3\nsizes: " + vast + " " + vast + " 2\nencoding: raw\n\n01234567"));
            isRefused("vast.mha", text("ObjectType = Image\nNDims = 3\nDimSize = " + vast + " 1 " + vast + "\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n01234567"));
            isRefused("vast.nii", nifti2(vast));
            isRefused("vast.nii.gz", Bombs.gzip(nifti2(vast), 1));
            isRefused("vast.json", text("{\"images\": [{\"id\": 1, \"file_name\": \"a.png\", \"width\": " + vast + ", \"height\": " + vast + "}], \"categories\": [], \"annotations\": []}"));
            isRefused("vast.png", Bombs.png((int) vast, (int) vast, new byte[0], new byte[10]));
            isRefused("wide.tif", Bombs.tiff((int) vast, 1, 1, new byte[10]));
            isRefused("vast.tif", Bombs.tiff((int) vast, (int) vast, 8, Bombs.zlib(new byte[10], 0)));
            isRefused("frames.dcm", DicomFiles.slice(5, 4, 1).shorts(Tag.Rows, 0xFFFF).shorts(Tag.Columns, 0xFFFF).text(Tag.NumberOfFrames, VR.IS, String.valueOf(vast)).encode(UID.ExplicitVRLittleEndian));
        }
    }

    /// Rows and columns that a frame of 8 × 8 does not have: told from the frame, before room for 421 MB is made.
    @Test void aHeaderLargerThanItsPackedFrameTakesNoMemory() throws Exception {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "jpeg", jpeg);
        for (var one : Map.of(UID.JPEGBaseline8Bit, jpeg.toByteArray(), UID.JPEGLSLossless, HexFormat.of().parseHex(JPEG_LS)).entrySet()) {
            DicomFiles lying = DicomFiles.slice(4, 4, 0).shorts(Tag.BitsAllocated, 8).shorts(Tag.BitsStored, 8).shorts(Tag.HighBit, 7).shorts(Tag.PixelRepresentation, 0)
                    .shorts(Tag.Rows, 0x1923).shorts(Tag.Columns, 0xFFFF);
            isRefused("lying.dcm", lying.encapsulated(one.getKey(), false, List.of(List.of(one.getValue()))));
        }
    }

    /// 4 × 4 samples of 8 bits.
    private static final String JPEG_LS = "FFD8FFF7000B080004000401011100FFDA0008010100000000C000006C80208E01C0000057400000"
            + "6EE6000001BC18000005D800009160FFD9";

    /// NIfTI-2, whose dimensions have 64 bits.
    private static byte[] nifti2(long side) {
        ByteBuffer out = ByteBuffer.allocate(600).order(ByteOrder.LITTLE_ENDIAN).putInt(540).put(new byte[] {'n', '+', '2', 0, '\r', '\n', 0x1A, '\n'}).putShort((short) 2).putShort((short) 8);
        for (long size : new long[] {3, side, side, 2, 1, 1, 1, 1}) out.putLong(size);
        out.position(104);
        for (int i = 0; i < 8; i++) out.putDouble(1);
        return out.putLong(168, 544).array();
    }

    // what is deep, or leads in circles

    @ParameterizedTest @ValueSource(strings = {UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian})
    void sequencesTenThousandDeepAreNotFollowed(String syntax) throws Exception {
        for (boolean defined : new boolean[] {true, false}) {
            byte[] file = DicomFiles.file(syntax, nested(10_000, syntax.equals(UID.ExplicitVRLittleEndian), defined));
            if (defined) isSurvived("deep.dcm", file); // where lengths say what comes next, the sequence alone is lost
            else isRefused("deep.dcm", file);
        }
    }

    private static byte[] nested(int depth, boolean explicit, boolean defined) {
        int step = explicit ? 20 : 16;
        ByteBuffer out = ByteBuffer.allocate(depth * step).order(ByteOrder.LITTLE_ENDIAN);
        while (out.hasRemaining()) {
            int left = out.remaining();
            out.putShort((short) 0x0008).putShort((short) 0x1140);
            if (explicit) out.put((byte) 'S').put((byte) 'Q').putShort((short) 0);
            out.putInt(defined ? left - step + 8 : -1).putInt(0xE000FFFE).putInt(defined ? left - step : -1);
        }
        return out.array();
    }

    @Test void textThatIsNoTextIsRefused() throws Exception {
        isRefused("wide.json", text("{\0\0\0\2info\": 1, \"images\": [], \"annotations\": [], \"categories\": []}")); // begins as UTF-32, and leaves it
    }

    @Test void jsonTenThousandDeepIsRefused() throws Exception {
        isRefused("deep.json", text("{\"images\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}"));
        isRefused("objects.json", text("{\"images\": " + "{\"a\":".repeat(10_000)));
    }

    @Test void aDirectoryWhoseOffsetsLeadInCirclesIsListedOnce() throws Exception {
        DicomFiles.slice(5, 4, 1).write(folder.resolve("S1"));
        byte[] here = {(byte) 0x80, 1, 0, 0};
        DicomFiles record = DicomFiles.empty().bytes(0x00041400, VR.UL, here).bytes(0x00041420, VR.UL, here).shorts(Tag.RecordInUseFlag, 0xFFFF).text(Tag.ReferencedFileID, VR.CS, "S1");
        DicomFiles[] records = IntStream.range(0, 1000).mapToObj(_ -> record).toArray(DicomFiles[]::new);
        Path directory = DicomFiles.empty().text(Tag.SOPClassUID, VR.UI, UID.MediaStorageDirectoryStorage).bytes(0x00041200, VR.UL, here).bytes(0x00041202, VR.UL, here)
                .sequence(Tag.DirectoryRecordSequence, true, records).write(folder.resolve("DICOMDIR"));
        assertThat(trial.of(directory, Target::readAll)).isInstanceOf(Trial.Verdict.Read.class);
        Path itself = DicomFiles.empty().text(Tag.SOPClassUID, VR.UI, UID.MediaStorageDirectoryStorage)
                .sequence(Tag.DirectoryRecordSequence, true, record.text(Tag.ReferencedFileID, VR.CS, "DICOMDIR")).write(folder.resolve("DICOMDIR"));
        assertThat(trial.of(itself, Target::readAll)).isNotInstanceOf(Trial.Verdict.Failed.class);
    }

    // ways out of the folder

    @ParameterizedTest
    @ValueSource(strings = {"../canary", "ABSOLUTE", "inner/../../canary", "./../canary", "..\\canary", "link", "links/canary"})
    void nothingOutsideAFilesFolderIsRead(String given) throws Exception {
        Path inside = Files.createDirectories(folder.resolve("inside/inner")).getParent();
        for (String ending : new String[] {"", ".raw", ".png", ".dcm"}) {
            Path canary = folder.resolve("canary" + ending);
            if (ending.equals(".png")) Files.write(canary, Bombs.png(5, 4, new byte[0], Bombs.zlib(new byte[24], 0)));
            else if (ending.equals(".raw")) Files.write(canary, new byte[120]);
            else DicomFiles.slice(5, 4, 1).write(canary);
            Files.createSymbolicLink(inside.resolve("link" + ending), canary);
        }
        Files.createSymbolicLink(inside.resolve("links"), folder);
        String name = given.equals("ABSOLUTE") ? folder.resolve("canary").toAbsolutePath().toString() : given;

        String mhd = "ObjectType = Image\nNDims = 3\nDimSize = 5 4 3\nElementType = MET_SHORT\nElementDataFile = ";
        isRefused(Files.writeString(inside.resolve("a.mhd"), mhd + name + ".raw\n"), "outside");
        isRefused(Files.writeString(inside.resolve("list.mhd"), mhd + "LIST\n" + (name + ".raw\n").repeat(3)), "outside");
        String nhdr = "NRRD0004\ntype: short\ndimension: 3\nsizes: 5 4 3\nendian: little\nencoding: raw\ndata file: ";
        isRefused(Files.writeString(inside.resolve("a.nhdr"), nhdr + name + ".raw\n"), "outside");
        isRefused(Files.writeString(inside.resolve("list.nhdr"), nhdr + "LIST\n" + name + ".raw\n"), "outside");
        isRefused(Files.writeString(inside.resolve("stack.json"), "{\"maskwrightStack\": 1, \"size\": [5, 4, 1], \"affineRasMm\": [1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1], \"labels\": [], \"files\": [\""
                + (name + ".png").replace("\\", "\\\\") + "\"]}"), "outside");
        isRefused(DicomFiles.empty().text(Tag.SOPClassUID, VR.UI, UID.MediaStorageDirectoryStorage).sequence(Tag.DirectoryRecordSequence, true,
                DicomFiles.empty().shorts(Tag.RecordInUseFlag, 0xFFFF).text(Tag.ReferencedFileID, VR.CS, name.replace("/", "\\"))).write(inside.resolve("DICOMDIR")), "own folder");
        Path coco = Files.writeString(inside.resolve("labels.json"), "{\"images\": [{\"id\": 1, \"file_name\": \"" + (name + ".png").replace("\\", "\\\\")
                + "\", \"width\": 5, \"height\": 4}], \"categories\": [], \"annotations\": []}");
        // its labels need no picture; that there is one outside must not be told
        assertThat(Formats.describe(coco, Progress.NONE).remarks()).contains("1 of its 1 pictures are not beside it.");
        assertThat(trial.of(coco, Target::readAll)).isInstanceOf(Trial.Verdict.Read.class);
    }

    // structure sets and segmentations

    @ParameterizedTest
    @ValueSource(strings = {"0.3\\0.3\\1\\3.4\\2.7\\1\\", "1e300\\-1e300\\1\\2\\2\\1\\", "99999999\\-99999999\\1\\2\\2\\1\\", "NaN\\2\\1\\2\\2\\1\\", "1e400\\2\\1\\2\\2\\1\\"})
    void anOutlineOfHalfAMillionPointsIsReadOrRefused(String twoPoints) throws Exception {
        for (int z = 0; z < 3; z++) DicomFiles.slice(5, 4, z).write(folder.resolve("S" + z));
        byte[] data = text(twoPoints.repeat(250_000) + "0\\3\\1 ");
        DicomFiles contour = DicomFiles.empty().text(Tag.ContourGeometricType, VR.CS, "CLOSED_PLANAR").text(Tag.NumberOfContourPoints, VR.IS, "500001").bytes(Tag.ContourData, VR.UN, data);
        for (String series : new String[] {"1.2.3", ""}) {
            byte[] bytes = StructureSetFiles.on(GRID, series).roi(1, "A").box(1, 0, 0, 3, 3).file()
                    .sequence(Tag.ROIContourSequence, true, DicomFiles.empty().text(Tag.ReferencedROINumber, VR.IS, "1").sequence(Tag.ContourSequence, true, contour)).encode(UID.ImplicitVRLittleEndian);
            isSurvived("rt" + series + ".dcm", bytes);
        }
    }

    @Test void aSegmentationOfEverySegmentThereCanBeIsReadOrRefused() throws Exception {
        isSurvived("segments.dcm", segmentation(65_535, 1, 1));
    }

    @Test void framesThatPointNowhereAreRefused() throws Exception {
        isRefused("nowhere.dcm", segmentation(1, 3, 7));
    }

    /// Frames of 8 pixels, frame n at n mm.
    ///
    /// @param step frame n is of segment 1 + n·step
    private static byte[] segmentation(int segments, int frames, int step) {
        DicomFiles[] described = IntStream.rangeClosed(1, segments).mapToObj(n -> DicomFiles.empty().shorts(Tag.SegmentNumber, n).text(Tag.SegmentLabel, VR.LO, "a")).toArray(DicomFiles[]::new);
        DicomFiles[] groups = IntStream.range(0, frames).mapToObj(n -> DicomFiles.empty()
                .sequence(Tag.PlanePositionSequence, true, DicomFiles.empty().text(Tag.ImagePositionPatient, VR.DS, "0\\0\\" + n % 1000))
                .sequence(Tag.SegmentIdentificationSequence, true, DicomFiles.empty().shorts(Tag.ReferencedSegmentNumber, 1 + n * step))).toArray(DicomFiles[]::new);
        byte[] pixels = new byte[frames + frames % 2];
        Arrays.fill(pixels, (byte) 0x0F);
        return DicomFiles.slice(4, 2, 0).text(Tag.SOPClassUID, VR.UI, UID.SegmentationStorage).text(Tag.Modality, VR.CS, "SEG").text(Tag.SegmentationType, VR.CS, "BINARY")
                .text(Tag.NumberOfFrames, VR.IS, String.valueOf(frames)).shorts(Tag.BitsAllocated, 1).shorts(Tag.BitsStored, 1).shorts(Tag.HighBit, 0).shorts(Tag.PixelRepresentation, 0)
                .without(Tag.ImagePositionPatient).without(Tag.RescaleIntercept).without(Tag.RescaleSlope)
                .sequence(Tag.SegmentSequence, true, described).sequence(Tag.PerFrameFunctionalGroupsSequence, true, groups).bytes(Tag.PixelData, VR.OB, pixels).encode(UID.ImplicitVRLittleEndian);
    }
}
