package org.maskwright.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.maskwright.format.FormatException;

/// The long run: `Fuzz [FORMAT|all] [COUNT] [FROM]`. Goes on where it was cut off; ends with status 1 if a file failed, which then
/// lies in `target/fuzz`.
///
/// The same numbers give the same inputs, if the shared collections are the same: `Fuzz nifti 1 4711` tries one again.
public final class Fuzz {
    private static final long SEED = 20_261_120, COUNT = 100_000, LARGEST_BYTES = 2 << 20;
    private static final Path FOLDER = Path.of("target", "fuzz");

    private Fuzz() {}

    /// @param arguments as above
    public static void main(String[] arguments) throws IOException, InterruptedException, FormatException {
        String which = arguments.length > 0 && !arguments[0].isBlank() ? arguments[0] : "all";
        long count = arguments.length > 1 ? Long.parseLong(arguments[1]) : COUNT, from = arguments.length > 2 ? Long.parseLong(arguments[2]) : 0;
        List<String> rows = new ArrayList<>(), failures = new ArrayList<>();
        Files.createDirectories(FOLDER);
        for (String id : which.equals("all") ? Targets.ids() : List.of(which.split(","))) {
            Run run = run(id, from, from + count);
            rows.add(run.row());
            failures.addAll(run.failures());
        }
        System.out.println("| format | inputs | read | refused | failed | inputs a second |\n|---|--:|--:|--:|--:|--:|");
        rows.forEach(System.out::println);
        failures.forEach(System.out::println);
        System.exit(failures.isEmpty() ? 0 : 1);
    }

    private static Run run(String id, long from, long to) throws IOException, InterruptedException, FormatException {
        Path mark = FOLDER.resolve(id + "-" + from + "-" + to + ".next");
        long start = Files.exists(mark) ? Long.parseLong(Files.readString(mark).trim()) : from;
        if (start > from) System.out.println(id + ": going on from input " + start);
        Run run = new Run(Targets.of(id, LARGEST_BYTES), SEED, FOLDER);
        run.go(start, to, next -> {
            try {
                Files.writeString(mark, next.toString());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            System.out.println(run.row());
        });
        Files.deleteIfExists(mark);
        return run;
    }
}
