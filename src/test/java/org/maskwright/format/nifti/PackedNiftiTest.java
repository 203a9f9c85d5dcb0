package org.maskwright.format.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredSamples;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;

/// What is read ahead on another thread behaves as what is not: files large enough for it, whole and broken.
@Timeout(60)
class PackedNiftiTest {
    private static final int SLICES = 30, SLICE_BYTES = 200 * 100 * 2;

    @TempDir Path folder;

    private static byte[] plain() throws IOException, FormatException {
        return StoredSamples.random(ImageHeader.of(Geometry.upright(200, 100, SLICES, 1, 1, 2), SampleType.INT16), 5).fileBytes("a.nii");
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) out.write(part);
        return out.toByteArray();
    }

    private String read(byte[] file) throws IOException, FormatException {
        return Formats.open(Files.write(folder.resolve("a.nii.gz"), file), Progress.NONE).statistics(Progress.NONE).storedSha1();
    }

    @Test void membersOneAfterAnotherAreOneFile() throws Exception {
        byte[] plain = plain();
        String whole = read(packed(plain));
        assertThat(Formats.open(Files.write(folder.resolve("a.nii"), plain), Progress.NONE).statistics(Progress.NONE).storedSha1()).isEqualTo(whole);
        int middle = 352 + 7 * SLICE_BYTES + 1001;
        assertThat(read(joined(packed(Arrays.copyOf(plain, middle)), packed(Arrays.copyOfRange(plain, middle, plain.length))))).isEqualTo(whole);
    }

    @Test void whatIsNoMemberBehindTheLastIsLeftAlone() throws Exception {
        byte[] file = packed(plain());
        assertThat(read(joined(file, new byte[700]))).isEqualTo(read(file));
    }

    @Test void aWrongChecksumIsFound() throws Exception {
        byte[] file = packed(plain());
        file[file.length - 8] ^= 1;
        assertThatThrownBy(() -> read(file)).isInstanceOf(FormatException.class).hasMessageStartingWith("a.nii.gz, slice " + SLICES + " of " + SLICES).hasMessageContaining("damaged");
    }

    @Test void theSliceAtWhichAFileIsCutIsNamed() throws Exception {
        byte[] plain = plain();
        byte[] cut = packed(Arrays.copyOf(plain, 352 + 11 * SLICE_BYTES + 3));
        assertThatThrownBy(() -> read(cut)).isInstanceOf(FormatException.class).hasMessageStartingWith("a.nii.gz, slice 12 of " + SLICES).hasMessageContaining("cut short");
        byte[] whole = packed(plain);
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 8))).isInstanceOf(FormatException.class).hasMessageContaining("cut short");
    }

    @Test void aCancelledReadEndsTheThreadThatReadsAhead() throws Exception {
        Path file = Files.write(folder.resolve("a.nii.gz"), packed(plain()));
        assertThatThrownBy(() -> Formats.open(file, Progress.NONE).volume((fraction, _) -> {
            if (fraction > 0.2) throw new Progress.Cancelled();
        })).isInstanceOf(Progress.Cancelled.class);
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(t -> t.getName().startsWith("parallel-"));
    }

    @Test void whatIsPackedInBlocksOnAllProcessorsIsOneMember() throws Exception {
        StoredSamples image = StoredSamples.random(ImageHeader.of(Geometry.upright(256, 256, 40, 1, 1, 2), SampleType.INT16), 6);
        byte[] packed = image.fileBytes("a.nii.gz");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            assertThat(in.readAllBytes()).isEqualTo(image.fileBytes("a.nii"));
        }
        assertThat(image.fileBytes("a.nii.gz")).isEqualTo(packed);
    }

    @Test void aCancelledWriteEndsItsThreads() throws Exception {
        StoredSamples image = StoredSamples.random(ImageHeader.of(Geometry.upright(256, 256, 40, 1, 1, 2), SampleType.INT16), 6);
        assertThatThrownBy(() -> Formats.writerOf("a.nii.gz").write(image, "a.nii.gz", new OutputStream() {
            private int left = 1000;

            @Override public void write(int b) {
                if (left-- == 0) throw new Progress.Cancelled();
            }
        }, Progress.NONE)).isInstanceOf(Progress.Cancelled.class);
        for (Thread thread : Thread.getAllStackTraces().keySet()) if (thread.getName().startsWith("conveyor-")) assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
    }
}
