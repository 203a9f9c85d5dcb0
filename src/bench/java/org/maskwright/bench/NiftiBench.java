package org.maskwright.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.maskwright.algorithm.phantom.TorsoPhantom;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Volume;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Reading a compressed CT of 512×512×300 sixteen-bit voxels (157 MB unpacked), written by us and as other programs write it.
///
/// The scan is a torso phantom with the noise of a low-dose scan. The file lies in the system's cache.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 6)
public class NiftiBench {
    /// Who compressed the file.
    public enum Writer { MASKWRIGHT, PLAIN_GZIP }

    @Param private Writer writer;
    private Path folder;
    private Path file;

    @Setup public void write() throws IOException, FormatException {
        folder = Files.createTempDirectory(Path.of("target"), "bench");
        file = folder.resolve("ct.nii.gz");
        StoredImage image = StoredImage.of(scan());
        String name = writer == Writer.MASKWRIGHT ? "ct.nii.gz" : "ct.nii";
        try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file));
             OutputStream out = writer == Writer.MASKWRIGHT ? raw : new GZIPOutputStream(raw)) {
            Formats.writerOf(name).write(image, name, out, Progress.NONE);
        }
    }

    @TearDown public void remove() throws IOException {
        Files.delete(file);
        Files.delete(folder);
    }

    /// Sixty slices of a torso, five times over: the compressor looks back no further than a small part of one slice.
    private static ShortVolume scan() {
        ShortVolume part = TorsoPhantom.of(TorsoPhantom.Spec.whole(1, new Size(512, 512, 60)), Progress.NONE).volume();
        short[][] slices = new short[300][512 * 512];
        for (int z = 0; z < 300; z++) part.copyStored(z % 60, slices[z]);
        return ShortVolume.adopting(Geometry.upright(512, 512, 300, 0.8, 0.8, 1), slices, 1, 0, ScanInfo.CT);
    }

    /// The floor: the bytes unpacked, and looked at by nobody.
    @Benchmark public long unpackOnly() throws IOException {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int n; (n = in.read(buffer)) > 0; ) bytes += n;
        }
        return bytes;
    }

    @Benchmark public Volume read() throws IOException, FormatException {
        return Formats.open(file, Progress.NONE).volume(Progress.NONE);
    }
}
