package org.maskwright.learn.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maskwright.learn.graph.Eight;

class FormsTest {
    private static final Forms.Measured PLAIN = measured(Arithmetic.FLOAT32, 0.9000, 1.0);

    @Test
    void theQuickestThatCostsNothingIsTaken() {
        Forms.Measured bf16 = measured(Arithmetic.BFLOAT16, 0.8996, 0.5);
        Forms.Measured int8 = measured(Arithmetic.INT8, 0.8990, 0.2);
        assertThat(Forms.quickestThatCostsNothing(List.of(PLAIN, bf16, int8))).isEqualTo(bf16);
    }

    @Test
    void whatIsSlowerIsNotTakenForBeingBetter() {
        assertThat(Forms.quickestThatCostsNothing(List.of(PLAIN, measured(Arithmetic.BFLOAT16, 0.95, 1.1)))).isEqualTo(PLAIN);
    }

    @Test
    void aMachineWithoutTheStandardTakesTheNextThatCostsNothing() {
        Forms.Measured bf16 = measured(Arithmetic.BFLOAT16, 0.9, 0.1);
        Forms.Measured int8 = measured(Arithmetic.INT8, 0.9, 0.2);
        Forms.Measured pruned = new Forms.Measured("pruned-25", Arithmetic.FLOAT32, Map.of(1, 0.9), 0.05, 1);
        var forms = new Forms(Forms.Measured.WHOLE, Arithmetic.BFLOAT16, "", List.of(PLAIN, bf16, int8, pruned), Map.of("x", new Eight.Range(0, 1)));
        assertThat(forms.preferred(_ -> true)).contains(Arithmetic.BFLOAT16);
        assertThat(forms.preferred(one -> one != Arithmetic.BFLOAT16)).contains(Arithmetic.INT8);
        assertThat(forms.preferred(one -> one == Arithmetic.FLOAT32)).contains(Arithmetic.FLOAT32);
        assertThat(forms.preferred(one -> one == Arithmetic.FLOAT16)).isEmpty();
    }

    @Test
    void ofEquallyQuickFormsTheEarlierIsTaken() {
        assertThat(Forms.quickestThatCostsNothing(List.of(PLAIN, measured(Arithmetic.BFLOAT16, 0.9, 1.0)))).isEqualTo(PLAIN);
    }

    @Test
    void withoutAnyDefinedDiceTheFirstIsTaken() {
        Forms.Measured first = new Forms.Measured("whole", Arithmetic.FLOAT32, Map.of(), 1, 1);
        assertThat(Forms.quickestThatCostsNothing(List.of(first, new Forms.Measured("whole", Arithmetic.BFLOAT16, Map.of(), 0.5, 1)))).isEqualTo(first);
    }

    @Test
    void bytesWithoutRangesAreRefused() {
        assertThatThrownBy(() -> new Forms(Forms.Measured.WHOLE, Arithmetic.INT8, "", List.of(measured(Arithmetic.INT8, 0.9, 1)), Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Forms.Measured measured(Arithmetic arithmetic, double dice, double seconds) {
        return new Forms.Measured(Forms.Measured.WHOLE, arithmetic, Map.of(1, dice + 0.01, 2, dice - 0.01), seconds, 1);
    }
}
