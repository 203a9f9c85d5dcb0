package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.label.LabelTable;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Overlap;

/// What is kept beside a card of how a run went.
class ValidationScoresTest {
    private static final LabelTable TABLE = new LabelTable(List.of(new LabelTable.Entry(1, "Front", 0xFF0000), new LabelTable.Entry(4, "Back", 0x00FF00)));

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

    /// How many pixels are neither grey nor white.
    private long coloured(List<Checkpoint.Epoch> curve, LabelTable labels) throws Exception {
        LearningCurves.write(folder, "Run", labels, curve);
        BufferedImage picture = ImageIO.read(folder.resolve(LearningCurves.PICTURE).toFile());
        Set<Integer> colours = new TreeSet<>();
        for (int y = 0; y < picture.getHeight(); y++) for (int x = 0; x < picture.getWidth(); x++) {
            int rgb = picture.getRGB(x, y), r = rgb >> 16 & 0xFF, g = rgb >> 8 & 0xFF, b = rgb & 0xFF;
            // the legend's and the lines' own colours, not what smoothing mixes with white
            if (Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b)) > 120 && Math.min(r, Math.min(g, b)) < 60) colours.add((r >> 5) << 6 | (g >> 5) << 3 | b >> 5);
        }
        return colours.size();
    }

    @Test
    void thePictureDrawsEachLabelBesideTheMean() throws Exception {
        List<Checkpoint.Epoch> curve = new ArrayList<>();
        for (int i = 1; i <= 20; i++) curve.add(new Checkpoint.Epoch(1.0 / i, i == 1 ? Double.NaN : 0.8 - 0.6 / i, 1e-3, 12, i == 1 ? List.of() : List.of(0.7 - 0.6 / i, 0.9 - 0.6 / i)));
        long both = coloured(curve, TABLE), alone = coloured(curve, new LabelTable(TABLE.entries().subList(0, 1)));
        assertThat(both).as("loss, mean and two labels in colours of their own, against loss and Dice").isGreaterThan(alone);
    }

    @Test
    void aCurveIsReadBackFromItsTable() throws Exception {
        assertThat(LearningCurves.read(folder)).isEmpty();
        LearningCurves.write(folder, "Run", TABLE, List.of(new Checkpoint.Epoch(0.5, 0.7, 1e-3, 12, List.of(0.6, 0.8)), new Checkpoint.Epoch(0.4, Double.NaN, 5e-4, 11, List.of())));
        assertThat(LearningCurves.read(folder)).containsExactly(new LearningCurves.Point(1, 0.5, 0.7, 12, new TreeMap<>(Map.of(1, 0.6, 4, 0.8))),
                new LearningCurves.Point(2, 0.4, Double.NaN, 11, new TreeMap<>()));
        Files.writeString(folder.resolve(LearningCurves.TABLE), "epoch,loss,validation_dice,learning_rate,seconds\n1,half,0.7,0.1,3\n");
        assertThatThrownBy(() -> LearningCurves.read(folder)).isInstanceOf(ModelException.class).hasMessageContaining("row 2");
    }
}
