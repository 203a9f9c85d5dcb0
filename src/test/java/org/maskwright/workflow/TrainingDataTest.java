package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.FormatException;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.learn.Attention;
import org.maskwright.learn.TrainingCase;
import org.maskwright.testing.Phantoms;
import org.maskwright.workflow.training.Sources;

/// Folders of two cases, and digital torsos, one beside the other.
class TrainingDataTest {
    private static final Geometry GRID = Geometry.upright(8, 7, 6, 1, 1, 1);
    private static final Box FIRST = new Box(0, 0, 0, 4, 4, 4), SECOND = new Box(5, 5, 0, 7, 7, 4);

    @TempDir Path folder;

    /// Two cases whose voxels 1 and 2 are `labels` in order.
    private String data(Bench bench, String name, int seed, String about) throws Exception {
        for (int n = 1; n <= 2; n++) {
            int own = seed * 10 + n;
            bench.write(name + "/images/c" + n + ".nii.gz", StoredImage.of(Phantoms.shorts(GRID, p -> p.x() * own + p.y() * 3 + p.z())));
            short[][] labels = new short[6][56];
            for (int z = 0; z < 4; z++) {
                for (int i = 0; i < 56; i++) labels[z][i] = (short) (FIRST.contains(i % 8, i / 8, z) ? 1 : SECOND.contains(i % 8, i / 8, z) ? 2 : 0);
            }
            labels[5][own] = 1; // no copies
            bench.write(name + "/labels/c" + n + ".nii.gz", StoredImage.of(Labels.adopting(GRID, labels), LabelTable.EMPTY));
        }
        Files.writeString(folder.resolve(name).resolve("dataset.json"), about);
        return folder.resolve(name).toString();
    }

    private static TrainingData read(String data, String... also) throws Exception {
        return TrainingData.read(new Sources(data, List.of(also)).name(), Optional.empty(), Progress.NONE);
    }

    @Test
    void torsosBesideRealScansTeachTheSameLabelsAndNeverJudge() throws Exception {
        try (Bench bench = new Bench(folder)) {
            String real = data(bench, "real", 1, "{\"name\": \"Real\", \"channel_names\": {\"0\": \"CT\"}, \"labels\": {\"background\": 0, \"liver\": 1, \"Pancreas\": 2}}");
            TrainingData mixed = read(real, "phantom:1");
            assertThat(mixed.set().cases()).extracting(TrainingCase::id).containsExactly("c1", "c2", "phantom-001");
            assertThat(mixed.set().cases()).extracting(TrainingCase::judges).containsExactly(true, true, false);
            assertThat(mixed.set().labels().entries()).extracting(LabelTable.Entry::name).containsExactly("liver", "Pancreas");
            TrainingCase.Content torso = mixed.set().cases().getLast().load();
            assertThat(torso.labels().counts()).as("its liver alone, under the number of the real one").containsOnlyKeys(1);
            assertThat(torso.attention()).as("a torso has no pancreas").isEmpty();
            assertThat(read("phantom:2").set().cases()).as("alone they judge").allMatch(TrainingCase::judges);
        }
    }

    @Test
    void whatTheOtherDataDoesNotKnowCountsForNothingThere() throws Exception {
        try (Bench bench = new Bench(folder)) {
            String both = data(bench, "both", 1, "{\"labels\": {\"background\": 0, \"Head\": 1, \"Tail\": 2}}");
            String tails = data(bench, "tails", 2, "{\"labels\": {\"background\": 0, \"Tail\": 1, \"Ear\": 2}}");
            TrainingData mixed = read(both, tails);
            assertThat(mixed.set().cases()).extracting(TrainingCase::id).containsExactly("c1", "c2", "also-c1", "also-c2");
            TrainingCase.Content other = mixed.set().cases().getLast().load();
            assertThat(other.labels().at(0, 0, 0)).as("a tail").isEqualTo(2);
            assertThat(other.labels().at(5, 5, 0)).as("an ear is neither head nor tail").isZero();
            Labels attention = other.attention().orElseThrow();
            assertThat(attention.at(7, 6, 5)).as("background may be a head").isEqualTo(Attention.NOTHING.value());
            assertThat(attention.at(0, 0, 0)).isEqualTo(Attention.ORDINARY.value());
            assertThat(attention.at(5, 5, 0)).as("an ear is no head").isEqualTo(Attention.ORDINARY.value());
        }
    }

    @Test
    void aScanThatMayJudgeIsNotLearntFromUnderAnotherName() throws Exception {
        try (Bench bench = new Bench(folder)) {
            String all = data(bench, "all", 1, "{\"labels\": {\"background\": 0, \"Head\": 1, \"Tail\": 2}}"), again = data(bench, "again", 1, "{\"labels\": {\"background\": 0, \"Head\": 1, \"Tail\": 2}}");
            TrainingData mixed = read(all, again);
            assertThat(mixed.set().cases()).extracting(TrainingCase::id).containsExactly("c1", "c2");
            assertThat(mixed.problems()).hasSize(2).first().asString().startsWith("c1 of " + again + ": expected another scan").endsWith("The case was left out.");
            assertThat(read("phantom:2", "phantom:3").set().cases()).extracting(TrainingCase::judges).as("the third torso alone is new").containsExactly(true, true, false);
        }
    }

    @Test
    void whatCannotStandBesideIsRefusedWithTheReason() throws Exception {
        try (Bench bench = new Bench(folder)) {
            String mr = data(bench, "mr", 1, "{\"name\": \"Mr\", \"modality\": {\"0\": \"MRI\"}, \"labels\": {\"background\": 0, \"Liver\": 1, \"Spleen\": 2}}");
            assertThatThrownBy(() -> read(mr, "phantom:1")).isInstanceOf(FormatException.class).hasMessageContaining("MR scans").hasMessageContaining("CT");
            String silent = data(bench, "silent", 2, "{\"labels\": {\"background\": 0, \"Liver\": 1, \"Spleen\": 2}}");
            assertThatThrownBy(() -> read(silent, "phantom:1")).isInstanceOf(FormatException.class).hasMessageContaining("whether its scans are CT").hasMessageContaining("channel_names");
            String ears = data(bench, "ears", 3, "{\"labels\": {\"background\": 0, \"Ear\": 1, \"Tail\": 2}}");
            assertThatThrownBy(() -> read(ears, "phantom:1")).isInstanceOf(FormatException.class).hasMessageContaining("Ear, Tail").hasMessageContaining("Liver");
            assertThatThrownBy(() -> read("phantom:0")).isInstanceOf(FormatException.class).hasMessageContaining("phantom:N");
        }
    }
}
