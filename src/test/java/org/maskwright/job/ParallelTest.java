package org.maskwright.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ParallelTest {
    @Test void resultsComeInOrderHoweverLongEachTakes() {
        List<Integer> taken = new ArrayList<>();
        Random random = new Random(3);
        int[] pause = random.ints(200, 0, 300).toArray();
        Parallel.<Integer, RuntimeException>inOrder(200, () -> i -> {
            long end = System.nanoTime() + pause[i] * 1000L;
            while (System.nanoTime() < end) Thread.onSpinWait();
            return i * i;
        }, (i, result) -> {
            assertThat(result).isEqualTo(i * i);
            taken.add(i);
        });
        assertThat(taken).hasSize(200).isSorted();
    }

    @Test void theFirstFailureIsThrownAndEveryMakerIsClosed() {
        AtomicInteger open = new AtomicInteger();
        class Failing implements Parallel.Maker<String, IOException> {
            Failing() {
                open.incrementAndGet();
            }

            @Override public String make(int index) throws IOException {
                if (index == 17) throw new IOException("slice 17");
                return "good";
            }

            @Override public void close() {
                open.decrementAndGet();
            }
        }
        List<Integer> taken = new ArrayList<>();
        assertThatThrownBy(() -> Parallel.inOrder(100, Failing::new, (i, _) -> taken.add(i))).isInstanceOf(IOException.class).hasMessage("slice 17");
        assertThat(taken).hasSizeLessThanOrEqualTo(17);
        assertThat(open).hasValue(0);
    }

    @Test void aTakerThatStopsStopsTheMakers() {
        AtomicInteger made = new AtomicInteger();
        assertThatThrownBy(() -> Parallel.<Integer, RuntimeException>inOrder(1_000_000, () -> i -> {
            made.incrementAndGet();
            return i;
        }, (i, _) -> {
            if (i == 10) throw new Progress.Cancelled();
        })).isInstanceOf(Progress.Cancelled.class);
        assertThat(made.get()).isLessThan(1000);
    }

    @Test void whatIsMadeAheadIsMadeByOneMakerInOrderAndNotFarAhead() {
        List<Integer> made = new ArrayList<>();
        AtomicInteger now = new AtomicInteger(), far = new AtomicInteger();
        Parallel.<Integer, RuntimeException>ahead(200, i -> {
            made.add(i);
            far.accumulateAndGet(i - now.get(), Math::max);
            return i;
        }, (i, result) -> {
            assertThat(result).isEqualTo(i);
            now.set(i);
        });
        assertThat(made).hasSize(200).isSorted();
        assertThat(far.get()).isLessThanOrEqualTo(Parallel.RESULTS_PER_THREAD + 1);
    }

    @Test void whatWasMadeBeforeAFailureIsTakenFirst() {
        List<Integer> taken = new ArrayList<>();
        assertThatThrownBy(() -> Parallel.<Integer, IOException>ahead(100, i -> {
            if (i == 17) throw new IOException("slice 17");
            return i;
        }, (i, _) -> taken.add(i))).isInstanceOf(IOException.class).hasMessage("slice 17");
        assertThat(taken).hasSize(17).isSorted();
    }

    @Test void nothingToDoIsDone() {
        Parallel.<Integer, RuntimeException>inOrder(0, () -> i -> i, (_, _) -> {
            throw new AssertionError();
        });
    }
}
