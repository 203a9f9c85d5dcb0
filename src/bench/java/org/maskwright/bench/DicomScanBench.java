package org.maskwright.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.maskwright.format.Contents;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.job.Progress;
import org.maskwright.testing.DicomFiles;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Looking through a folder of 10,000 single-slice files: 20 patients, 40 studies, 100 series of 100 slices each.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 8)
public class DicomScanBench {
    private static final int FILES = 10_000;

    private final List<Path> files = new ArrayList<>();
    private Path folder;

    @Setup public void write() throws IOException {
        folder = Files.createTempDirectory(Path.of("target"), "scan");
        for (int i = 0; i < FILES; i++) {
            int series = i / 100;
            Path file = folder.resolve("p" + series / 5).resolve("s" + series).resolve("im" + i % 100);
            Files.createDirectories(file.getParent());
            files.add(DicomFiles.slice(64, 64, i % 100).text(Tag.SOPInstanceUID, VR.UI, "1.2.3." + i).text(Tag.SeriesInstanceUID, VR.UI, "1.2.4." + series)
                    .text(Tag.StudyInstanceUID, VR.UI, "1.2.5." + series * 2 / 5).text(Tag.PatientID, VR.LO, "P" + series / 5).write(file));
        }
    }

    @TearDown public void remove() throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }

    /// The floor: each file opened and its first 4 KB read, on one thread.
    @Benchmark public long firstPages() throws IOException {
        ByteBuffer page = ByteBuffer.allocateDirect(1 << 12);
        long bytes = 0;
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file)) {
                page.clear();
                bytes += channel.read(page);
            }
        }
        return bytes;
    }

    @Benchmark public Contents scan() throws IOException, FormatException {
        return Formats.describe(folder, Progress.NONE);
    }
}
