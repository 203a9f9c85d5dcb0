package org.maskwright.learn.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;

class TensorAxesTest {
    @Test
    void ourOwnOrderChangesNothing() {
        assertThat(new TensorAxes("SPL").ofOurs()).containsExactly(0, 1, 2);
        assertThat(new TensorAxes("SPL").turned()).isEmpty();
        assertThat(new TensorAxes("PL").ofOurs()).containsExactly(0, 1);
    }

    @Test
    void rasRunsBackwardsAndTurnsLeftAndBack() {
        var ras = new TensorAxes("RAS");
        assertThat(ras.ofOurs()).containsExactly(2, 1, 0);
        assertThat(ras.turned()).containsExactly(0, 1);
        assertThat(ras.size(List.of(96, 80, 64))).isEqualTo(new Size(96, 80, 64));
    }

    @Test
    void aPermutationUndoneIsTheIdentity() {
        var axes = new TensorAxes("ASR");
        int[] ofOurs = axes.ofOurs();
        int[] ofTheirs = axes.ofTheirs();
        for (int i = 0; i < 3; i++) assertThat(ofOurs[ofTheirs[i]]).isEqualTo(i);
        assertThat(axes.size(List.of(10, 20, 30))).isEqualTo(new Size(30, 10, 20));
        assertThat(axes.spacing(List.of(1.0, 2.0, 3.0))).isEqualTo(new Point(3, 1, 2));
    }

    @Test
    void slicesKeepTheScansOwnDistanceUnlessOneIsGiven() {
        var axes = new TensorAxes("AR");
        assertThat(axes.size(List.of(64, 32))).isEqualTo(new Size(32, 64, 1));
        assertThat(axes.spacing(List.of(1.0, 2.0))).isEqualTo(new Point(2, 1, 0));
        assertThat(axes.spacing(List.of(1.0, 2.0, 5.0))).isEqualTo(new Point(2, 1, 5));
        assertThatThrownBy(() -> axes.size(List.of(1, 2, 3))).hasMessageContaining("expected 2 numbers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "R", "RRS", "RLS", "XYZ", "SR", "RASP", "ras"})
    void lettersThatNameNoAxesAreRefused(String letters) {
        assertThatThrownBy(() -> new TensorAxes(letters)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("found '" + letters + "'");
    }
}
