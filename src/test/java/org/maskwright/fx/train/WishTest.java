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
        assertThat(new Wish("no such folder").obstacle().get()).isEqualTo("There is no such folder.");
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
    void aModelToBeginWithBringsItsNetwork() {
        wish.useNetwork("fcn2d");
        wish.beginWith("hippocampus-mr");
        assertThat(wish.architecture()).isEmpty();
        wish.beginWith("");
        assertThat(wish.architecture()).isEqualTo("fcn2d");
    }

    @Test
    void theListOfJudgesIsFoundFromAnywhere(@TempDir Path folder) throws Exception {
        wish.set(Setting.VALIDATE, folder.resolve("judges.txt").toString());
        assertThat(wish.obstacle().get()).startsWith("Judged by is a file with the id of a case in each line, got '");
        Path list = Path.of("").toAbsolutePath().relativize(Files.writeString(folder.toAbsolutePath().resolve("judges.txt"), "a\n"));
        wish.set(Setting.VALIDATE, list.toString());
        assertThat(wish.settings().validate()).hasValueSatisfying(path -> assertThat(path).isAbsolute().exists());
    }
}
