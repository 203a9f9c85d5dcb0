package org.maskwright.workflow.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.workflow.training.Onlooker;

/// Folders of trainings as they are left behind.
class PastRunTest {
    private static final String HEAD = "epoch,loss,validation_dice,learning_rate,seconds,dice_1,dice_2\n";

    @TempDir Path folder;

    private Path run(String place, String curve, int minute) throws Exception {
        Path run = Files.createDirectories(folder.resolve(place));
        Files.setLastModifiedTime(Files.writeString(run.resolve("curves.csv"), curve), FileTime.fromMillis(60_000L * minute));
        return run;
    }

    @Test
    void trainingsAreReadTheLastInFrontAndDamagedOnesLeftOut() throws Exception {
        run("study/models/base-2", HEAD + "1,0.9,0.5,1e-3,60.0,0.4,0.6\n2,0.5,0.7,1e-3,30.0,,0.7\n3,0.4,0.6,1e-3,30.0,0.5,0.7\n", 1);
        run("home/models/base-2", HEAD + "1,0.9,,1e-3,60.0,,\n", 3);
        run("home/models/broken", HEAD + "1,nothing,0.5,1e-3,60.0\n", 2);
        run("home/models/empty", HEAD, 4);
        Files.createDirectories(folder.resolve("home/models/not-one"));
        List<PastRun> runs = PastRun.in(List.of(folder.resolve("study/models"), folder.resolve("home/models"), folder.resolve("nowhere")));
        assertThat(runs).extracting(PastRun::name).containsExactly("base-2 in home", "base-2 in study");
        PastRun study = runs.getLast();
        assertThat(study.ended()).isFalse();
        assertThat(study.best()).hasValue(1);
        assertThat(study.minutes()).isEqualTo(2);
        assertThat(study.curve()).extracting(Onlooker.Epoch::labelDice).element(1).isEqualTo(Map.of(2, 0.7));
        assertThat(runs.getFirst().best()).as("nothing judged it").isEmpty();
    }

    @Test
    void aTrainingThatEndedSaysHowItWasTrained() throws Exception {
        Path ended = run("models/hippocampus-mr", HEAD + "1,0.9,0.5,1e-3,60.0,0.4,0.6\n", 1);
        Files.copy(Path.of("models", "hippocampus-mr", "card.json"), ended.resolve("card.json"));
        run("models/other", HEAD + "1,0.9,0.5,1e-3,60.0,0.4,0.6\n", 2);
        List<PastRun> runs = PastRun.in(List.of(folder.resolve("models")));
        PastRun model = runs.getLast();
        assertThat(model.ended()).isTrue();
        assertThat(model.settings()).containsKeys("network", "seed", "epochs");
        assertThat(model.labels().find(1)).isPresent();
        assertThat(PastRun.differences(runs)).as("of the other nothing is known").isEmpty();
        PastRun twin = new PastRun(model.folder(), "twin", true, model.curve(), model.labels(), Map.of("network", "another"), model.judges());
        assertThat(PastRun.differences(List.of(model, runs.getFirst(), twin)).get("network")).containsExactly(model.settings().get("network"), "–", "another");
    }
}
