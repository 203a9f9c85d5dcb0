package org.maskwright.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.format.StoredImage;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.volume.Volume;

/// Reads and writes the files on which other programs are timed, and compares: the Java half of `src/bench/peers.sh`.
///
/// `measure FOLDER WORK REPS` prints a line of JSON for each task, `compare FILE` a table of all lines in FILE, ours and theirs;
/// `cold FOLDER REPS` reads the series from the disk itself, the system's file cache emptied before each time, which takes root on Linux.
/// Each task is also done by *the bytes alone*: what any program has to do at least (unpack them, or bring them from the system's
/// cache into memory and keep them, or hand them to the system), in Java, on one thread.
public final class PeerFiles {
    private static final String OURS = "Maskwright", FLOOR = "the bytes alone";
    private static final Pattern TASK = Pattern.compile("\"task\": \"(\\w+)\", \"peer\": \"([^\"]+)\"");

    private PeerFiles() {}

    private interface Step {
        Object run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "measure" -> measure(Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]));
            case "cold" -> cold(Path.of(args[1]).resolve("dicom"), Integer.parseInt(args[2]));
            default -> compare(Path.of(args[1]));
        }
    }

    private static void measure(Path data, Path work, int reps) throws Exception {
        Path packed = data.resolve("gz/ct512.nii.gz"), plain = data.resolve("ct512.nii"), masks = data.resolve("gz/organ512.nii.gz"), series = data.resolve("dicom");
        time("nifti_read_gz", FLOOR, reps, () -> unpacked(packed));
        time("nifti_read_gz", OURS, reps, () -> open(packed).volume(Progress.NONE));
        time("nifti_read_raw", FLOOR, reps, () -> bytes(plain));
        time("nifti_read_raw", OURS, reps, () -> open(plain).volume(Progress.NONE));
        time("label_read_gz", FLOOR, reps, () -> unpacked(masks));
        time("label_read_gz", OURS, reps, () -> open(masks).labels(Progress.NONE));
        time("dicom_series", FLOOR, reps, () -> allBytes(series));
        time("dicom_series", OURS, reps, () -> open(series).volume(Progress.NONE));
        Volume scan = open(plain).volume(Progress.NONE);
        Labels labels = open(masks).labels(Progress.NONE);
        List<byte[]> slices = bytes(plain);
        time("nifti_write_raw", FLOOR, reps, () -> {
            try (OutputStream out = Files.newOutputStream(work.resolve("bytes.nii"))) {
                for (byte[] slice : slices) out.write(slice);
            }
            return work;
        });
        time("nifti_write_raw", OURS, reps, () -> write(StoredImage.of(scan), work.resolve("scan.nii")));
        time("nifti_write_gz", OURS, reps, () -> write(StoredImage.of(scan), work.resolve("scan.nii.gz")));
        time("label_write_gz", OURS, reps, () -> write(StoredImage.of(labels, LabelTable.EMPTY), work.resolve("labels.nii.gz")));
    }

    private static void cold(Path series, int reps) throws Exception {
        for (int i = 0; i < 8; i++) open(series).volume(Progress.NONE); // so that Java's compiling is not timed
        Step[] steps = {() -> allBytes(series), () -> open(series).volume(Progress.NONE)};
        double[][] wall = new double[steps.length][reps];
        for (int i = 0; i < reps; i++) {
            for (int s = 0; s < steps.length; s++) {
                if (new ProcessBuilder("sh", "-c", "sync; echo 3 > /proc/sys/vm/drop_caches").start().waitFor() != 0) throw new IOException("the file cache could not be emptied");
                long before = System.nanoTime();
                if (steps[s].run().hashCode() == 42) System.err.println("so that nothing is left out");
                wall[s][i] = (System.nanoTime() - before) / 1e6;
            }
        }
        for (double[] times : wall) Arrays.sort(times);
        System.out.printf(Locale.ROOT, "DICOM from the disk, median of %d: the bytes alone %.0f ms, %s %.0f ms%n", reps, wall[0][reps / 2], OURS, wall[1][reps / 2]);
    }

    private static List<byte[]> allBytes(Path series) throws IOException {
        List<byte[]> kept = new ArrayList<>();
        try (var all = Files.list(series)) {
            for (Path file : all.sorted().toList()) kept.add(Files.readAllBytes(file));
        }
        return kept;
    }

    private static Item open(Path path) throws Exception {
        return Formats.open(path, Progress.NONE);
    }

    private static long unpacked(Path file) throws IOException {
        byte[] buffer = new byte[1 << 19];
        long bytes = 0;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 17)) {
            for (int n; (n = in.read(buffer)) > 0; ) bytes += n;
        }
        return bytes;
    }

    private static List<byte[]> bytes(Path file) throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] piece = in.readNBytes(1 << 19); piece.length > 0; piece = in.readNBytes(1 << 19)) pieces.add(piece);
        }
        return pieces;
    }

    private static Path write(StoredImage image, Path file) throws Exception {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Formats.writerOf(file.toString()).write(image, file.toString(), out, Progress.NONE);
        }
        return file;
    }

    /// Twice unmeasured, then `reps` times.
    private static void time(String task, String who, int reps, Step step) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double[] wall = new double[reps], cpu = new double[reps];
        for (int i = -2; i < reps; i++) {
            long cpuBefore = system.getProcessCpuTime(), before = System.nanoTime();
            if (step.run().hashCode() == 42) System.err.println("so that nothing is left out");
            if (i < 0) continue;
            wall[i] = (System.nanoTime() - before) / 1e9;
            cpu[i] = (system.getProcessCpuTime() - cpuBefore) / 1e9;
        }
        Arrays.sort(wall);
        Arrays.sort(cpu);
        System.out.printf(Locale.ROOT, "{\"task\": \"%s\", \"peer\": \"%s\", \"version\": \"\", \"median_s\": %.4f, \"min_s\": %.4f, \"cpu_s\": %.3f}%n",
                task, who, wall[reps / 2], wall[0], cpu[reps / 2]);
    }

    /// What one program took for one task: the least of all rounds, and the middle of the rounds' medians.
    private record Times(String peer, double least, double median, double cpu) {
        static Times of(String peer, List<String> lines) {
            return new Times(peer, least(lines, "min_s"), middle(lines, "median_s"), least(lines, "cpu_s"));
        }

        private static double[] sorted(List<String> lines, String key) {
            return lines.stream().mapToDouble(line -> number(line, key)).sorted().toArray();
        }

        private static double least(List<String> lines, String key) {
            return sorted(lines, key)[0];
        }

        private static double middle(List<String> lines, String key) {
            return sorted(lines, key)[lines.size() / 2];
        }

        private static double number(String line, String key) {
            Matcher m = Pattern.compile("\"" + key + "\": ([0-9.eE+-]+)").matcher(line);
            return m.find() ? Double.parseDouble(m.group(1)) : Double.NaN;
        }

        String cells(Times ours) {
            return String.format(Locale.ROOT, "%.0f | %.0f | %.0f | %.2f | %.2f", least * 1e3, median * 1e3, cpu * 1e3, ours.least / least, ours.cpu / cpu);
        }
    }

    private static void compare(Path results) throws IOException {
        Map<String, Map<String, List<String>>> tasks = new TreeMap<>();
        for (String line : Files.readAllLines(results)) {
            Matcher m = TASK.matcher(line);
            if (!m.find() || !line.contains("\"min_s\"")) continue;
            tasks.computeIfAbsent(m.group(1), _ -> new TreeMap<>()).computeIfAbsent(m.group(2), _ -> new ArrayList<>()).add(line);
        }
        System.out.println("| task | program | shortest ms | median ms | processor ms | ours / its shortest | ours / its processor |");
        System.out.println("|---|---|---|---|---|---|---|");
        tasks.forEach((task, programs) -> {
            List<String> mine = programs.get(OURS);
            if (mine == null) return;
            Times ours = Times.of(OURS, mine);
            programs.entrySet().stream().map(e -> Times.of(e.getKey(), e.getValue())).sorted(Comparator.comparingDouble(Times::least))
                    .forEach(t -> System.out.println("| " + task + " | " + t.peer() + " | " + t.cells(ours) + " |"));
        });
    }
}
