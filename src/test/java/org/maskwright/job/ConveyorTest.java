package org.maskwright.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ConveyorTest {
    @Test void resultsComeInTheOrderOfTheSteps() {
        List<Integer> taken = new ArrayList<>();
        int[] pause = new Random(3).ints(200, 0, 300).toArray();
        try (Conveyor<Integer, RuntimeException> conveyor = new Conveyor<>((i, result) -> {
            assertThat(result).isEqualTo(i * i);
            taken.add(i);
        })) {
            for (int step = 0; step < 200; step++) {
                int i = step;
                conveyor.put(() -> {
                    long end = System.nanoTime() + pause[i] * 1000L;
                    while (System.nanoTime() < end) Thread.onSpinWait();
                    return i * i;
                });
            }
            conveyor.finish();
        }
        assertThat(taken).hasSize(200).isSorted();
    }

    @Test void whatAStepThrowsIsThrownInItsPlace() {
        List<Integer> taken = new ArrayList<>();
        try (Conveyor<Integer, RuntimeException> conveyor = new Conveyor<>((i, _) -> taken.add(i))) {
            assertThatThrownBy(() -> {
                for (int step = 0; step < 100; step++) {
                    int i = step;
                    conveyor.put(() -> {
                        if (i == 17) throw new IllegalArgumentException("step 17");
                        return i;
                    });
                }
                conveyor.finish();
            }).isInstanceOf(IllegalArgumentException.class).hasMessage("step 17");
        }
        assertThat(taken).hasSize(17).isSorted();
    }

    @Test void whatTheTakerThrowsStopsIt() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        try (Conveyor<Integer, IOException> conveyor = new Conveyor<>((_, _) -> {
            throw new IOException("full");
        })) {
            assertThatThrownBy(() -> {
                for (int i = 0; i < 100_000; i++) conveyor.put(made::incrementAndGet);
            }).isInstanceOf(IOException.class).hasMessage("full");
        }
        assertThat(made.get()).isLessThan(1000);
        for (Thread thread : Thread.getAllStackTraces().keySet()) if (thread.getName().startsWith("conveyor-")) assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
    }
}
