package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Overlap;

/// What is kept beside a card of how a run went.
class ValidationScoresTest {
    @TempDir Path folder;

    @Test
    void whatIsWrittenIsRead() throws Exception {
        var counts = new TreeMap<Integer, Overlap>();
        counts.put(1, new Overlap(80, 100, 100));
        counts.put(7, Overlap.NONE);
        List<CaseScore> scores = List.of(new CaseScore("case \"1\", left", 0.3, counts), new CaseScore("empty", 1, new TreeMap<>()));
        ValidationScores.write(folder, scores);
        assertThat(ValidationScores.read(folder)).isEqualTo(scores);
        assertThat(Files.readString(folder.resolve(ValidationScores.FILE))).contains("\"dice\" : 0.8");
    }

    @Test
    void noneAreNoneAndDamagedOnesAreNamed() throws Exception {
        assertThat(ValidationScores.read(folder)).isEmpty();
        Files.writeString(folder.resolve(ValidationScores.FILE), "{\"cases\": [{\"case\": \"a\", \"voxelMm3\": 1, \"labels\": {\"1\": {\"truePositives\": 9}}}]}");
        assertThatThrownBy(() -> ValidationScores.read(folder)).isInstanceOf(ModelException.class).hasMessageContaining("validation.json");
    }

    @Test
    void aCurveIsReadBackFromItsTable() throws Exception {
        assertThat(LearningCurves.read(folder)).isEmpty();
        LearningCurves.write(folder, "Run", List.of(1, 2), List.of(new Checkpoint.Epoch(0.5, 0.7, 1e-3, 12, List.of(0.6, 0.8)), new Checkpoint.Epoch(0.4, Double.NaN, 5e-4, 11, List.of())));
        assertThat(LearningCurves.read(folder)).containsExactly(new LearningCurves.Point(1, 0.5, 0.7, 12), new LearningCurves.Point(2, 0.4, Double.NaN, 11));
        Files.writeString(folder.resolve(LearningCurves.TABLE), "epoch,loss,validation_dice,learning_rate,seconds\n1,half,0.7,0.1,3\n");
        assertThatThrownBy(() -> LearningCurves.read(folder)).isInstanceOf(ModelException.class).hasMessageContaining("row 2");
    }
}
