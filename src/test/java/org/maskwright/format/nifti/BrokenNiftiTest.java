package org.maskwright.format.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredSamples;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;

/// Whatever is wrong with a file, it ends in a sentence: no other exception, no long wait, no huge allocation.
class BrokenNiftiTest {
    @TempDir Path folder;

    private static StoredSamples image() {
        return StoredSamples.random(ImageHeader.of(Geometry.upright(7, 5, 4, 1, 1, 2), SampleType.INT16), 1);
    }

    private static void readWhole(Path file) throws IOException, FormatException {
        Item item = Formats.open(file, Progress.NONE);
        item.statistics(Progress.NONE);
        item.volume(Progress.NONE);
    }

    @ParameterizedTest @ValueSource(strings = {"cut.nii", "cut.nii.gz"})
    void aFileCutAtAnyByteIsRefusedByName(String name) throws Exception {
        byte[] whole = image().fileBytes(name);
        Path file = folder.resolve(name);
        readWhole(Files.write(file, whole));
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> readWhole(file)).as("cut to %d bytes", length).isInstanceOf(FormatException.class).hasMessageStartingWith(name);
        }
    }

    @Test void aHeaderThatClaimsMoreThanTheFileHoldsIsRefusedAtOnce() throws Exception {
        byte[] bytes = image().fileBytes("liar.nii");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(42, (short) 32_000).putShort(44, (short) 32_000);
        Path file = Files.write(folder.resolve("liar.nii"), bytes);
        assertThatThrownBy(() -> Formats.open(file, Progress.NONE)).isInstanceOf(FormatException.class)
                .hasMessageContaining("liar.nii, byte 352").hasMessageContaining("8192000352 bytes").hasMessageContaining("only 632 bytes");
    }

    @Test void aCompressedHeaderThatClaimsMoreThanTheFileCanUnpackToIsRefusedAtOnce() throws Exception {
        byte[] bytes = image().fileBytes("liar.nii");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(42, (short) 32_000).putShort(44, (short) 32_000);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        Path file = Files.write(folder.resolve("liar.nii.gz"), packed.toByteArray());
        assertThatThrownBy(() -> Formats.open(file, Progress.NONE)).isInstanceOf(FormatException.class)
                .hasMessageContaining("liar.nii.gz").hasMessageContaining("8.2 GB");
    }

    @Test void tenGigabytesOfZerosInTenMegabytesAreRefusedAtOnce() throws Exception {
        Path file = folder.resolve("bomb.nii.gz");
        Files.write(file, bomb(new Size(2048, 2048, 1280)));
        assertThat(Files.size(file)).isLessThan(20_000_000);
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> assertThatThrownBy(() -> readWhole(file)).isInstanceOf(FormatException.class)
                .hasMessageContaining("bomb.nii.gz").hasMessageContaining("10.7 GB"));
    }

    @Test void tenGigabytesOfZerosWithoutAHeaderAreRefusedAtOnce() throws Exception {
        Path file = folder.resolve("zeros.nii.gz");
        Files.write(file, bombOf(new byte[352]));
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> assertThatThrownBy(() -> readWhole(file)).isInstanceOf(FormatException.class)
                .hasMessageContaining("no NIfTI file"));
    }

    private static byte[] bomb(Size size) throws Exception {
        byte[] header = Arrays.copyOf(image().fileBytes("a.nii"), 352);
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putShort(42, (short) size.x()).putShort(44, (short) size.y()).putShort(46, (short) size.z());
        return bombOf(header);
    }

    /// A gzip file of `start` and then ten thousand times the same packed mebibyte of zeros.
    private static byte[] bombOf(byte[] start) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 3});
        out.write(deflated(start));
        byte[] zeros = deflated(new byte[1 << 20]);
        for (int i = 0; i < 10_240; i++) out.write(zeros);
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] bytes) {
        try (Deflater deflater = new Deflater(9, true)) {
            deflater.setInput(bytes);
            byte[] packed = new byte[bytes.length + 100];
            return Arrays.copyOf(packed, deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH));
        }
    }

    @Test void aScanLargerThanTheMemoryIsRefusedWithBothFigures() throws Exception {
        byte[] header = Arrays.copyOf(image().fileBytes("a.nii"), 352);
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putShort(42, (short) 2048).putShort(44, (short) 2048).putShort(46, (short) 16_000);
        Path file = folder.resolve("vast.nii");
        Files.write(file, header);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(352 + 2L * 2048 * 2048 * 16_000);
        }
        Item item = Formats.open(file, Progress.NONE);
        assertThatThrownBy(() -> item.volume(Progress.NONE)).isInstanceOf(FormatException.class)
                .hasMessageMatching("vast.nii: it needs 134.2 GB of memory, .* are free\\. .*");
    }

    @Test void aFlippedBitInTheSamplesIsFoundByTheChecksum() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] plain = image().fileBytes("a.nii");
        try (GZIPOutputStream out = new GZIPOutputStream(packed) {{ def.setLevel(Deflater.NO_COMPRESSION); }}) {
            out.write(plain);
        }
        byte[] bytes = packed.toByteArray();
        bytes[bytes.length - 40] ^= 1;
        Path file = Files.write(folder.resolve("flipped.nii.gz"), bytes);
        assertThatThrownBy(() -> readWhole(file)).isInstanceOf(FormatException.class).hasMessageContaining("damaged");
    }

    @Test void anEmptyFileAFolderAndAnAbsentOneAreRefused() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.nii")), absent = folder.resolve("absent.nii");
        assertThatThrownBy(() -> Formats.open(empty, Progress.NONE)).isInstanceOf(FormatException.class).hasMessageContaining("empty.nii: the file is empty");
        assertThatThrownBy(() -> Formats.open(absent, Progress.NONE)).isInstanceOf(FormatException.class).hasMessageContaining("no such file");
        assertThatThrownBy(() -> Formats.open(folder, Progress.NONE)).isInstanceOf(FormatException.class);
    }
}
