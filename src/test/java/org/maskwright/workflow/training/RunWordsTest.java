package org.maskwright.workflow.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What runs say together.
class RunWordsTest {
    @Test
    void whatAllSayIsSaidOnceAndTheRestByName() {
        RunWords words = new RunWords();
        words.add("fold 1", List.of("Memory ran short.", "Grid of 1 mm."));
        words.add("fold 2", List.of("Grid of 1 mm."));
        words.add("fold 3", List.of("Memory ran short.", "Grid of 1 mm.", "Batch of 2."));
        assertThat(words.sentences()).containsExactly("Grid of 1 mm.", "fold 1, fold 3: Memory ran short.", "fold 3: Batch of 2.");
        assertThat(new RunWords().sentences()).isEmpty();
    }

    @Test
    void aRunAloneNeedsNoName() {
        RunWords words = new RunWords();
        words.add("U-Net", List.of("Grid of 1 mm."));
        assertThat(words.sentences()).containsExactly("Grid of 1 mm.");
    }
}
