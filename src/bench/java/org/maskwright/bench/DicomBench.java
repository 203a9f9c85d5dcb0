package org.maskwright.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.maskwright.algorithm.phantom.TorsoPhantom;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.testing.DicomFiles;
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

/// Reading a CT series of 300 slices of 512×512 sixteen-bit pixels (157 MB unpacked), one file a slice, in the system's cache.
///
/// The scan is a torso phantom with the noise of a low-dose scan. Compressed files are made by the programs of DCMTK, which must
/// be installed for them, and JPEG 2000 by JJ2000.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
public class DicomBench {
    /// How the pixels are packed, and the program that packs them so.
    public enum Packing {
        UNCOMPRESSED, RLE("dcmcrle"), JPEG_LOSSLESS("dcmcjpeg", "--encode-lossless-sv1"), JPEG_LS("dcmcjpls"), JPEG_2000;

        private final List<String> program;

        Packing(String... program) {
            this.program = List.of(program);
        }
    }

    @Param private Packing packing;
    private Path folder;

    @Setup public void write() throws IOException, InterruptedException {
        folder = Files.createTempDirectory(Path.of("target"), "dicom");
        ShortVolume torso = TorsoPhantom.of(TorsoPhantom.Spec.whole(1, new Size(512, 512, 60)), Progress.NONE).volume();
        short[] slice = new short[512 * 512];
        for (int z = 0; z < 300; z++) {
            torso.copyStored(z % 60, slice);
            for (int i = 0; i < slice.length; i++) slice[i] = (short) Math.clamp(slice[i] + 1024, 0, 4095);
            DicomFiles file = DicomFiles.slice(512, 512, z).shorts(Tag.BitsStored, 12).shorts(Tag.HighBit, 11).shorts(Tag.PixelRepresentation, 0)
                    .text(Tag.StudyInstanceUID, VR.UI, "1.2").pixels(slice);
            Path path = folder.resolve("im" + (z * 7 % 300));
            if (packing == Packing.JPEG_2000) Files.write(path, file.encapsulated(UID.JPEG2000Lossless, true, List.of(List.of(jpeg2000(slice)))));
            else file.write(path);
            if (!packing.program.isEmpty()) pack(path);
        }
    }

    private void pack(Path path) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(packing.program);
        command.add(path.toString());
        command.add(path.toString());
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) throw new IOException(command + " failed");
    }

    private static byte[] jpeg2000(short[] samples) throws IOException {
        BufferedImage image = new BufferedImage(512, 512, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setDataElements(0, 0, 512, 512, samples);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg2000").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(new IIOImage(image, null, null));
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    @TearDown public void remove() throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }

    /// The floor: the bytes of the files, looked at by nobody, on one thread.
    @Benchmark public long readOnly() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
        long bytes = 0;
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                try (FileChannel channel = FileChannel.open(file)) {
                    for (int n; (n = channel.read(buffer.clear())) > 0; ) bytes += n;
                }
            }
        }
        return bytes;
    }

    @Benchmark public Volume series() throws IOException, FormatException {
        return Formats.open(folder, Progress.NONE).volume(Progress.NONE);
    }

    /// As a browser shows a picture of it: the headers, and one slice.
    @Benchmark public byte[] middleSlice() throws IOException, FormatException {
        byte[][] slice = new byte[1][];
        Formats.open(folder, Progress.NONE).image().read(150, 151, (_, samples) -> slice[0] = samples.clone(), Progress.NONE);
        return slice[0];
    }
}
