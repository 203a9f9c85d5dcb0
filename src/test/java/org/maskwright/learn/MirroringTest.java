package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MirroringTest {
    private static final double[] PLAIN = IntStream.range(0, 12).mapToDouble(i -> 0.8 + 0.01 * i).toArray();

    private static Mirroring better(double by, double[] plain) {
        return Mirroring.of("cases", plain, IntStream.range(0, plain.length).mapToDouble(i -> plain[i] + by + 0.0001 * i).toArray());
    }

    @Test
    void looksThatAreBetterInEveryCasePay() {
        Mirroring found = better(0.002, PLAIN);
        assertThat(found.pays()).isTrue();
        assertThat(found.diceMirrored() - found.dicePlain()).isGreaterThan(0.002);
        assertThat(found.p()).isLessThan(0.01);
    }

    @Test
    void littleIsNotWorthTheirTime() {
        assertThat(better(0.0002, PLAIN).pays()).isFalse();
        assertThat(better(-0.01, PLAIN).pays()).isFalse();
    }

    @Test
    void whatMayBeChanceIsToldAsSuch() {
        double[] mixed = PLAIN.clone();
        for (int i = 0; i < mixed.length; i++) mixed[i] += i % 3 == 0 ? 0.05 : -0.01 - 0.001 * i;
        Mirroring found = Mirroring.of("cases", PLAIN, mixed);
        assertThat(found.diceMirrored() - found.dicePlain()).isGreaterThan(0.002);
        assertThat(found.p()).isGreaterThan(0.3);
        assertThat(found.pays()).isTrue();
    }

    @Test
    void aFewCasesProveNothing() {
        assertThat(better(0.1, Arrays.copyOf(PLAIN, 4)).pays()).isFalse();
    }
}
