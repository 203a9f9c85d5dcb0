package org.maskwright.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.maskwright.format.Contents;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.job.Progress;

/// One format under attack.
///
/// @param id what the command line calls it
/// @param seeds what is damaged
/// @param small those of them that are quick to read, which are taken most of the time
/// @param mutator how
/// @param wholeFolder whether the folder is opened that the damaged file lies in
record Target(String id, List<Seed> seeds, List<Seed> small, Mutator mutator, boolean wholeFolder, Trial.Reading reading) {
    /// Seeds up to this size are as good as any, and quick.
    private static final int SMALL_BYTES = 16 << 10;
    private static final int SMALL_PERCENT = 99, MOST_STEPS = 4;

    Target {
        seeds = List.copyOf(seeds);
        if (seeds.isEmpty()) throw new IllegalArgumentException("nothing to damage for " + id);
    }

    static Target of(String id, List<Seed> seeds, Mutator mutator) {
        List<Seed> small = seeds.stream().filter(seed -> seed.bytes().length <= SMALL_BYTES).toList();
        return new Target(id, seeds, small.isEmpty() ? seeds : small, mutator, false, Target::readAll);
    }

    /// The same, but the folder that the damaged file lies in is opened.
    Target byFolder() {
        return new Target(id, seeds, small, mutator, true, reading);
    }

    /// One damaged file.
    record Input(Seed seed, byte[] bytes) {}

    /// Input number `index` of the run that `runSeed` begins: always the same one, whatever came before.
    Input input(long runSeed, long index) {
        Random random = new Random(mixed(runSeed + mixed(index)));
        List<Seed> from = random.nextInt(100) < SMALL_PERCENT ? small : seeds;
        Seed seed = from.get(random.nextInt(from.size()));
        byte[] bytes = seed.bytes();
        for (int steps = 1 + Math.min(random.nextInt(MOST_STEPS), random.nextInt(MOST_STEPS)); steps > 0; steps--) bytes = mutator.mutate(bytes, random);
        return new Input(seed, bytes);
    }

    /// Spreads near numbers far (the finaliser of SplitMix64).
    private static long mixed(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// Reads all that is in a file, in every way that the program reads it.
    static long readAll(Path path, Progress progress) throws IOException, FormatException {
        Contents contents = Formats.describe(path, progress);
        long need = 0;
        for (Item item : contents.items()) {
            ImageHeader header = item.header();
            boolean labels = item.statistics(progress).kind() == ImageHeader.Kind.LABELS;
            need += header.bytes();
            item.volume(header.frames() - 1, progress);
            need += header.size().voxels() * 4;
            if (!labels || header.channels() > 1) continue;
            item.labels(progress);
            need += header.size().voxels() * 2;
        }
        return need;
    }
}
