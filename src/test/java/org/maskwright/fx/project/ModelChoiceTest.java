package org.maskwright.fx.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.maskwright.label.LabelTable;
import org.maskwright.workflow.ModelShelf;

class ModelChoiceTest {
    private static final LabelTable LIVER = table(1, "Liver"), SPLEEN = table(1, "Spleen"), OTHER_VALUE = table(2, "Liver");
    private static final ModelShelf.Entry FIRST = entry("first", "CT", LIVER, 2), SECOND = entry("second", "", LIVER, 8);

    private static LabelTable table(int value, String name) {
        return new LabelTable(List.of(new LabelTable.Entry(value, name, 0xABCDEF)));
    }

    private static ModelShelf.Entry entry(String id, String modality, LabelTable labels, int looks) {
        return new ModelShelf.Entry(id, "The " + id + " one", Path.of(id), modality, labels, "sha-of-" + id, Map.of(), OptionalDouble.empty(), List.of("image"), "", List.of(), looks, false, false, false);
    }

    @Test
    void modelsOfTheSameLabelsLookTogetherAndTheFirstLeads() {
        ModelChoice both = ModelChoice.of(FIRST).toggled(SECOND);
        assertThat(both.members()).containsExactly(FIRST, SECOND);
        assertThat(both.toggled(FIRST)).as("the leader stays").isEqualTo(both);
        assertThat(both.toggled(SECOND)).isEqualTo(ModelChoice.of(FIRST));
    }

    @Test
    void whatCannotLookTogetherSaysWhy() {
        ModelChoice choice = ModelChoice.of(FIRST);
        assertThat(choice.obstacle(SECOND, "CT")).isEmpty();
        assertThat(choice.obstacle(entry("spleen", "CT", SPLEEN, 1), "CT")).isEqualTo("Its labels are not those of The first one.");
        assertThat(choice.obstacle(entry("other", "CT", OTHER_VALUE, 1), "CT")).isEqualTo("Its labels are not those of The first one.");
        assertThat(choice.obstacle(entry("mr", "MR", LIVER, 1), "CT")).isEqualTo("Made for MR; this scan is CT.");
        ModelShelf.Entry copy = new ModelShelf.Entry("copy", "A copy", Path.of("copy"), "", LIVER, SECOND.sha256(), Map.of(), OptionalDouble.empty(), List.of("image"), "", List.of(), 1, false, false, false);
        assertThat(choice.toggled(SECOND).obstacle(copy, "CT")).isEqualTo("Its weights are those of The second one.");
    }

    @Test
    void aModelOfSeveralImagesIsAskedAloneAndOnlyWhereItIsChosen() {
        ModelShelf.Entry brats = new ModelShelf.Entry("brats", "Tumours", Path.of("brats"), "MR", LIVER, "ab", Map.of(), OptionalDouble.empty(), List.of("T1", "FLAIR"), "", List.of(), 1, false, false, false);
        assertThat(ModelChoice.fits(brats, "MR")).isFalse();
        assertThat(ModelChoice.of(FIRST).obstacle(brats, "MR")).isEqualTo("A model that takes several images of a case is asked alone.");
        assertThat(ModelChoice.of(brats).obstacle(FIRST, "CT")).isEqualTo("A model that takes several images of a case is asked alone.");
        assertThat(ModelChoice.unlike(brats, "CT")).isEqualTo("Made for MR; this scan is CT.");
        assertThat(ModelChoice.unlike(brats, "MR")).isEmpty();
    }

    @Test
    void theCompanyIsRememberedByItsWeightsAndComesBackWhileItFits() {
        ModelChoice both = ModelChoice.of(FIRST).toggled(SECOND);
        assertThat(ModelChoice.of(FIRST).with(List.of(FIRST, SECOND), both.company())).isEqualTo(both);
        assertThat(ModelChoice.of(FIRST).with(List.of(FIRST), both.company())).isEqualTo(ModelChoice.of(FIRST));
        assertThat(ModelChoice.of(FIRST).with(List.of(FIRST, SECOND), "")).isEqualTo(ModelChoice.of(FIRST));
        assertThat(ModelChoice.of(entry("spleen", "CT", SPLEEN, 1)).with(List.of(SECOND), both.company()).isTogether()).isFalse();
    }

    @Test
    void theCostCountsModelsAndMirroredLooks() {
        assertThat(ModelChoice.of(FIRST).cost(Optional.of(false))).isEmpty();
        assertThat(ModelChoice.of(FIRST).cost(Optional.of(true))).isEqualTo("Mirrored: about 2 × the time");
        ModelChoice both = ModelChoice.of(FIRST).toggled(SECOND);
        assertThat(both.cost(Optional.of(false))).isEqualTo("2 models: about 2 × the time");
        assertThat(both.mirroredTimes()).isEqualTo(5);
        assertThat(both.cost(Optional.of(true))).isEqualTo("2 models, mirrored: about 10 × the time");
        assertThat(ModelChoice.of(entry("plain", "", LIVER, 1)).cost(Optional.of(true))).as("it knows no mirrored tiles").isEmpty();
    }

    @Test
    void whatTheCardsSayOfMirroredLooksIsCountedWhereNobodyAsks() {
        ModelShelf.Entry mirrored = new ModelShelf.Entry("m", "M", Path.of("m"), "", LIVER, "sha-of-m", Map.of(), OptionalDouble.empty(), List.of("image"), "", List.of(), 8, true, false, false);
        assertThat(ModelChoice.of(FIRST).cost(Optional.empty())).isEmpty();
        assertThat(ModelChoice.of(mirrored).mirrors()).isTrue();
        assertThat(ModelChoice.of(mirrored).cost(Optional.empty())).isEqualTo("Mirrored: about 8 × the time");
        assertThat(ModelChoice.of(mirrored).cost(Optional.of(false))).isEmpty();
        assertThat(ModelChoice.of(FIRST).toggled(mirrored).cost(Optional.empty())).isEqualTo("2 models, mirrored: about 9 × the time");
    }
}
