package org.maskwright.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.maskwright.job.Progress;

/// Breaks files in every way that is quick to try: what is wrong must end in a sentence and in nothing else.
public final class Damage {
    private Damage() {}

    /// Reads every sample of every item of `file`.
    public static void readWhole(Path file) throws IOException, FormatException {
        for (Item item : Formats.describe(file, Progress.NONE).items()) {
            item.statistics(Progress.NONE);
            item.volume(Progress.NONE);
        }
    }

    /// `whole` must be read; cut at any byte it must be refused by its name.
    public static void cutAnywhere(Path file, byte[] whole) throws Exception {
        readWhole(Files.write(file, whole));
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> readWhole(file)).as("cut to %d bytes", length).isInstanceOf(FormatException.class).hasMessageStartingWith(FormatException.name(file));
        }
    }

    /// Up to three bytes are replaced, put in or left out, half of the time among the first `header` ones.
    public static void mutate(Path file, byte[] whole, int header, int rounds) {
        Random random = new Random(7);
        String name = FormatException.name(file);
        Assertions.assertTimeout(Duration.ofSeconds(60), () -> {
            int refused = 0;
            for (int round = 0; round < rounds; round++) {
                byte[] damaged = whole.clone();
                for (int n = 1 + random.nextInt(3); n > 0; n--) damaged = mutated(damaged, random.nextInt(random.nextBoolean() ? Math.min(header, damaged.length) : damaged.length), random);
                Files.write(file, damaged);
                try {
                    readWhole(file);
                } catch (FormatException e) {
                    refused++;
                    // of a header with data files the message names the one that is wrong
                    String named = e.getMessage().split("[,:] ", 2)[0];
                    assertThat(named.equals(name) || Files.exists(file.resolveSibling(named))).as(e.getMessage()).isTrue();
                    assertThat(e.getMessage()).endsWith(".");
                }
            }
            assertThat(refused).isPositive();
        });
    }

    private static byte[] mutated(byte[] bytes, int at, Random random) {
        // digits and letters too, for a header of text is damaged worst by what is still text
        byte put = random.nextBoolean() ? (byte) random.nextInt() : (byte) "0123456789-. (),:=%#\nae".charAt(random.nextInt(23));
        int kind = random.nextInt(4);
        if (kind > 1) {
            bytes[at] = put;
            return bytes;
        }
        byte[] other = new byte[bytes.length + (kind == 0 ? 1 : -1)];
        System.arraycopy(bytes, 0, other, 0, at);
        if (kind == 0) {
            other[at] = put;
            System.arraycopy(bytes, at, other, at + 1, bytes.length - at);
        } else {
            System.arraycopy(bytes, at + 1, other, at, bytes.length - at - 1);
        }
        return other;
    }
}
