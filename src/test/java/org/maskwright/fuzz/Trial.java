package org.maskwright.fuzz;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.FormatException;
import org.maskwright.job.Progress;

/// Has one damaged file after another read, and judges what came of it.
///
/// A file may be read, or refused by a [FormatException] of one whole sentence or more. Anything else is a failure: another
/// exception or error, more than [#PATIENCE_SECONDS] of processor time, or more memory allocated, by all threads together, than
/// [#ALLOWANCE_BYTES] or four times what the file honestly needs.
final class Trial implements AutoCloseable {
    static final int PATIENCE_SECONDS = 5;
    static final long ALLOWANCE_BYTES = 256L << 20;
    /// A machine that is busy with something else is waited for no longer.
    private static final int LAST_CALL_SECONDS = 120;

    /// What is done with a file.
    @FunctionalInterface
    interface Reading {
        /// @param path the file, or the folder that it lies in
        /// @return how many bytes what was read takes in memory, once for each time that it was read
        long read(Path path, Progress progress) throws IOException, FormatException;
    }

    /// What came of it.
    sealed interface Verdict {
        record Read() implements Verdict {}

        record Refused(String message) implements Verdict {}

        /// @param how one line, the same for files that fail alike
        /// @param trace where; empty if there is nothing to tell
        record Failed(String how, String trace) implements Verdict {}
    }

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Path root;
    private final Map<List<Path>, Path> folders = new HashMap<>();
    private ExecutorService reader = newReader();
    private volatile boolean stop;

    Trial() throws IOException {
        Path memory = Path.of("/dev/shm"); // files that never reach a disk, where the system has such a place
        root = Files.isDirectory(memory) && Files.isWritable(memory) ? Files.createTempDirectory(memory, "fuzz") : Files.createTempDirectory("fuzz");
        Files.writeString(root.resolve("secret.raw"), "none of your business");
    }

    private static ExecutorService newReader() {
        return Executors.newSingleThreadExecutor(run -> {
            Thread thread = new Thread(run, "fuzz-reader");
            thread.setDaemon(true);
            return thread;
        });
    }

    /// Puts `bytes` in the place of `seed` and reads it.
    ///
    /// @param wholeFolder read the folder, not the file alone
    Verdict of(Seed seed, byte[] bytes, boolean wholeFolder, Reading reading) throws IOException, InterruptedException {
        Path folder = folder(seed.beside()), file = folder.resolve(seed.name());
        Files.write(file, bytes);
        try {
            return judge(wholeFolder ? folder : file, bytes.length, reading);
        } finally {
            if (seed.beside().stream().anyMatch(path -> path.endsWith(seed.name()))) Files.write(file, seed.bytes());
            else Files.delete(file);
        }
    }

    /// Reads a file where it stands.
    Verdict of(Path file, Reading reading) throws IOException, InterruptedException {
        return judge(file, Files.size(file), reading);
    }

    private Path folder(List<Path> beside) {
        return folders.computeIfAbsent(beside, files -> {
            try {
                Path folder = Files.createDirectory(root.resolve("scans" + folders.size()));
                for (Path file : files) Files.copy(file, folder.resolve(file.getFileName()));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Verdict judge(Path path, long length, Reading reading) throws InterruptedException {
        stop = false;
        long allocated = THREADS.getTotalThreadAllocatedBytes(), cpu = SYSTEM.getProcessCpuTime();
        Future<Long> result = reader.submit(() -> reading.read(path, (fraction, what) -> {
            if (stop) throw new Progress.Cancelled();
        }));
        Verdict verdict;
        long need = 0;
        try {
            need = await(result, cpu);
            verdict = new Verdict.Read();
        } catch (TimeoutException e) {
            String where = stacks();
            stop = true;
            result.cancel(true);
            reader.shutdown();
            reader = newReader(); // the old one may never come back
            return new Verdict.Failed("no end after " + PATIENCE_SECONDS + " s", where);
        } catch (ExecutionException e) {
            verdict = thrown(e.getCause());
        }
        long used = THREADS.getTotalThreadAllocatedBytes() - allocated, allowed = Math.max(ALLOWANCE_BYTES, 4 * (need + length));
        if (SYSTEM.getProcessCpuTime() - cpu > PATIENCE_SECONDS * 1_000_000_000L) return new Verdict.Failed("it took more than " + PATIENCE_SECONDS + " s", "");
        return used > allowed && !(verdict instanceof Verdict.Failed) ? new Verdict.Failed("too much memory was allocated", used + " bytes, where " + allowed + " are allowed") : verdict;
    }

    /// Waits for processor time, not for time: others may be at work on this machine.
    private static long await(Future<Long> result, long cpuBefore) throws InterruptedException, ExecutionException, TimeoutException {
        for (int waited = 0; ; waited += PATIENCE_SECONDS) {
            try {
                return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                if (SYSTEM.getProcessCpuTime() - cpuBefore > PATIENCE_SECONDS * 1_000_000_000L || waited > LAST_CALL_SECONDS) throw e;
            }
        }
    }

    private static Verdict thrown(@Nullable Throwable t) {
        if (t instanceof FormatException e) {
            String message = String.valueOf(e.getMessage());
            return message.endsWith(".") && message.contains(": ") ? new Verdict.Refused(message) : new Verdict.Failed("a refusal without a sentence", message);
        }
        if (t == null) throw new IllegalStateException("a task failed without a cause");
        String ours = Arrays.stream(t.getStackTrace()).filter(f -> f.getClassName().startsWith("org.maskwright")).findFirst().map(Object::toString).orElse("");
        String trace = t + "\n" + Arrays.stream(t.getStackTrace()).limit(40).map(f -> "    " + f).collect(Collectors.joining("\n"));
        return new Verdict.Failed(t.getClass().getSimpleName() + " at " + ours, trace);
    }

    private static String stacks() {
        return Thread.getAllStackTraces().entrySet().stream().filter(e -> e.getKey().getName().startsWith("fuzz-reader") || e.getKey().getName().startsWith("parallel-"))
                .map(e -> e.getKey().getName() + Arrays.stream(e.getValue()).map(f -> "\n    " + f).collect(Collectors.joining())).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() throws IOException {
        reader.shutdown();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
