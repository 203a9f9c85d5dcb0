package org.maskwright.fx.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.workflow.training.Setting;
import org.maskwright.workflow.training.Settings;

/// What a new model shall be like, without its page.
class WishTest {
    private final Wish wish = new Wish("phantom:4");

    @Test
    void whoChangesNothingGetsTheUsual() {
        assertThat(wish.obstacle().get()).isEmpty();
        assertThat(wish.settings()).isEqualTo(Settings.USUAL);
        assertThat(wish.model()).isEmpty();
        assertThat(wish.architecture()).isEqualTo("unet3d");
        assertThat(new Wish(" ").obstacle().get()).isEqualTo("Name a folder of labelled cases.");
        assertThat(new Wish("no such folder").obstacle().get()).isEqualTo("no such folder: expected a folder of labelled cases, found nothing. Check the path " + Path.of("no such folder").toAbsolutePath() + ".");
    }

    @Test
    void aWrongValueIsSaidAtOnceAndNothingCanBeTrained() {
        List<String> heard = new ArrayList<>();
        wish.onChange(() -> heard.add(wish.wrong(Setting.WIDTHS)));
        wish.set(Setting.WIDTHS, "16");
        assertThat(wish.obstacle().get()).isEqualTo("Widths are 2 to 8 numbers from 1 to 2048, got '16'.");
        wish.set(Setting.DROPOUT, "0,5");
        assertThat(wish.wrong(Setting.DROPOUT)).as("a comma is a point").isEmpty();
        wish.set(Setting.WIDTHS, "16, 32");
        assertThat(wish.obstacle().get()).isEmpty();
        assertThat(heard).containsExactly("Widths are 2 to 8 numbers from 1 to 2048, got '16'.", "Widths are 2 to 8 numbers from 1 to 2048, got '16'.", "");
        assertThat(wish.settings()).isEqualTo(new Settings(Map.of(Setting.WIDTHS, "16, 32", Setting.DROPOUT, "0.5")));
        wish.set(Setting.DROPOUT, " ");
        assertThat(wish.settings().given()).containsOnlyKeys(Setting.WIDTHS);
    }

    @Test
    void whatStandsBesideTheFolderIsLookedAtLikeTheFolder() {
        wish.learnAlso(List.of(" phantom:2 ", ""));
        assertThat(wish.obstacle().get()).isEmpty();
        assertThat(wish.sources().name()).isEqualTo("phantom:4 + phantom:2");
        wish.learnAlso(List.of("phantom:2", "phantom:0"));
        assertThat(wish.obstacle().get()).isEqualTo("phantom:0: expected phantom:N with N from 1 to 999999, found 0. Say how many torsos, as in phantom:40.");
    }

    @Test
    void weightsAndTheLossAreSeenTogether() {
        wish.set(Setting.CLASS_WEIGHTS, "background=0.5, Liver=4");
        assertThat(wish.obstacle().get()).isEmpty();
        wish.set(Setting.LOSS, "focal");
        assertThat(wish.obstacle().get()).isEqualTo("Class weights go with the losses dice-ce and ce, not with focal.");
        wish.set(Setting.LOSS, "");
        wish.set(Setting.CLASS_WEIGHTS, "Liver");
        assertThat(wish.wrong(Setting.CLASS_WEIGHTS)).isEqualTo("Class weights are names, each with a weight of 0 or more, such as background=0.5,Lesion=4, got 'Liver'.");
    }

    @Test
    void aModelToBeginWithBringsItsNetwork() {
        wish.useNetwork("fcn2d");
        wish.beginWith("hippocampus-mr");
        assertThat(wish.architecture()).isEmpty();
        wish.beginWith("");
        assertThat(wish.architecture()).isEqualTo("fcn2d");
    }

    @Test
    void theListOfJudgesAndTheDescriptionAreFoundFromAnywhere(@TempDir Path folder) throws Exception {
        wish.set(Setting.VALIDATE, folder.resolve("judges.txt").toString());
        assertThat(wish.obstacle().get()).startsWith("Judged by is none, or a file with the id of a case in each line, got '");
        Path list = Path.of("").toAbsolutePath().relativize(Files.writeString(folder.toAbsolutePath().resolve("judges.txt"), "a\n"));
        wish.set(Setting.VALIDATE, list.toString());
        wish.set(Setting.ABOUT, list.toString());
        assertThat(wish.settings().about()).hasValueSatisfying(path -> assertThat(path).isAbsolute().exists());
        assertThat(wish.settings().validate()).hasValueSatisfying(path -> assertThat(path).isAbsolute().exists());
    }
}
