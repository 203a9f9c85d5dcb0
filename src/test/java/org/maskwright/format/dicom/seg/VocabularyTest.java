package org.maskwright.format.dicom.seg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.label.Terms;

/// Names that people give to organs.
class VocabularyTest {
    @ParameterizedTest
    @CsvSource({"Liver, 10200004, ''", "kidney_left, 64033007, Left", "Right Kidney, 64033007, Right", "LUNGS, 39607008, ''", "Oesophagus, 32849002, ''", "urinary_bladder, 89837001, ''",
        "left ventricle, 87878005, ''", "right atrium, 73829009, ''", "L hippocampus, 5366008, Left", "kidneys, 64033007, ''", "Fat, 248300009, ''", "tumour, 108369006, ''"})
    void knownNamesHaveTheirCode(String name, String code, String side) {
        Terms terms = Vocabulary.of(name).orElseThrow();
        assertThat(terms.type().value()).isEqualTo(code);
        assertThat(terms.type().scheme()).isEqualTo("SCT");
        assertThat(terms.modifier().map(m -> m.meaning()).orElse("")).isEqualTo(side);
    }

    @ParameterizedTest
    @ValueSource(strings = {"liver lesion", "Label 3", "rib_left_6", "heart failure", "", "left", "delivery", "left left kidney"})
    void otherNamesHaveNone(String name) {
        assertThat(Vocabulary.of(name)).isEmpty();
    }
}
