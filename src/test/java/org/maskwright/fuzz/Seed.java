package org.maskwright.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.maskwright.testing.SharedData;

/// A sound file that is to be damaged.
///
/// @param name with the ending that its format expects
/// @param beside files that must lie in its folder, such as the samples that a header names
record Seed(String name, byte[] bytes, List<Path> beside) {
    /// A larger data file is not copied for the sake of the header that names it.
    private static final long LARGEST_BESIDE = 1 << 20;
    private static final int MOST_BESIDE = 12;

    Seed {
        beside = List.copyOf(beside);
    }

    static Seed of(String name, byte[] bytes) {
        return new Seed(name, bytes, List.of());
    }

    /// Segmentations, structure sets and directories of the DICOM collection, each in its group: with the series that it is about.
    ///
    /// @param isOne tells the files that are wanted by their names
    static List<Seed> groups(long largest, Predicate<String> isOne) throws IOException {
        if (!SharedData.isPresent("dicom-variety", "dev", "groups")) return List.of();
        List<Seed> seeds = new ArrayList<>();
        try (Stream<Path> groups = Files.list(SharedData.require("dicom-variety", "dev", "groups"))) {
            for (Path group : groups.sorted().toList()) {
                List<Path> files;
                try (Stream<Path> walk = Files.walk(group)) {
                    files = walk.filter(Files::isRegularFile).sorted().toList();
                }
                List<Path> beside = new ArrayList<>();
                for (Path file : files) {
                    boolean isNew = beside.stream().noneMatch(other -> other.endsWith(file.getFileName()));
                    if (isNew && Files.size(file) <= LARGEST_BESIDE && beside.size() < MOST_BESIDE && !isOne.test(file.toString())) beside.add(file);
                }
                for (Path file : files)
                    if (isOne.test(file.toString()) && Files.size(file) <= largest) seeds.add(new Seed(file.getFileName().toString(), Files.readAllBytes(file), beside));
            }
        }
        return seeds;
    }

    /// The files of a shared collection, those of its folders among them; none where the collection is absent.
    ///
    /// @param largest in bytes; larger files are left out
    /// @param besides endings of files that others need beside them
    static List<Seed> shared(String collection, long largest, String... besides) throws IOException {
        if (!SharedData.isPresent(collection, "dev")) return List.of();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(SharedData.require(collection, "dev"))) {
            files = walk.filter(f -> Files.isRegularFile(f) && !f.endsWith("manifest.tsv")).sorted().toList();
        }
        List<Path> beside = new ArrayList<>();
        for (Path file : files) if (Stream.of(besides).anyMatch(file.toString()::endsWith) && Files.size(file) <= LARGEST_BESIDE) beside.add(file);
        List<Seed> seeds = new ArrayList<>();
        for (Path file : files) {
            if (Files.size(file) == 0 || Files.size(file) > largest) continue;
            seeds.add(new Seed(file.getFileName().toString(), Files.readAllBytes(file), beside));
        }
        return seeds;
    }
}
