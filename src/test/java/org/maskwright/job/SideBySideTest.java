package org.maskwright.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    @Test
    void theWholeIsAsFarAsItsPiecesAreOnAverage() {
        var told = new ArrayList<Double>();
        var pieces = new SideBySide(2, (fraction, _) -> told.add(fraction));
        pieces.piece(0).at(0.5, "first");
        pieces.piece(1).at(1, "second");
        pieces.piece(0).at(1, "first");
        assertThat(told).isEqualTo(List.of(0.25, 0.75, 1.0));
    }
}
