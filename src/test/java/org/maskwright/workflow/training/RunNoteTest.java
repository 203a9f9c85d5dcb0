package org.maskwright.workflow.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskwright.format.FormatException;

/// What a run was asked for comes back from the disk as it was.
class RunNoteTest {
    @TempDir Path folder;

    /// Every setting there is, none as usual.
    private Settings all() throws Exception {
        Path judges = Files.writeString(folder.resolve("who judges.txt"), "a\n"), about = Files.writeString(folder.resolve("about.json"), "{}");
        Map<Setting, String> typed = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            typed.put(setting, switch (setting) {
                case WIDTHS -> " 8, 16,32 ";
                case NORM -> "group";
                case ACTIVATION -> "leaky-relu";
                case RESIDUAL, DEEP_SUPERVISION, KEEP_LAST -> Setting.ON;
                case DROPOUT -> "0.25";
                case MIRROR -> "xz";
                case OPTIMISER -> "sgd";
                case RATE -> "0.02";
                case SCHEDULE -> "polynomial";
                case LOSS -> "ce";
                case CLASS_WEIGHTS -> "background=0.5, Left lobe=4";
                case TEACHERS -> "one,models/two";
                case ABOUT -> about.toString();
                case VALIDATE -> judges.toString();
                case SEED -> "-12";
            });
        }
        return new Settings(typed);
    }

    @Test
    void everySettingIsKeptAndSaidAsTheCommandLineWouldHaveIt() throws Exception {
        RunNote note = RunNote.ofNewModel(folder.resolve("mine"), new Sources("export", List.of("phantom:20", "more cases")).name(), "base", "", 5, 0, all());
        assertThat(note.seed()).isEqualTo(-12);
        note.write();
        assertThat(RunNote.read(note.out())).isEqualTo(note);
        assertThat(note.command()).isEqualTo("maskwright train --data export --also phantom:20 --also \"more cases\" --out " + note.out() + " --from base --widths \"8, 16,32\" --norm group --activation leaky-relu --residual --dropout 0.25 --mirror xz"
                + " --optimiser sgd --rate 0.02 --schedule polynomial --loss ce --class-weights \"background=0.5, Left lobe=4\" --teachers one,models/two --deep-supervision --keep-last --validate \"" + folder.resolve("who judges.txt") + "\" --about " + folder.resolve("about.json") + " --epochs 5 --seed -12");
        assertThat(note.settings().widths()).containsExactly(8, 16, 32);
        assertThat(note.settings().classWeights()).isEqualTo(Map.of("background", 0.5, "Left lobe", 4.0));
        assertThat(note.settings().mirrored()).isEqualTo(Optional.of(List.of(0, 2)));
        Files.delete(folder.resolve("who judges.txt"));
        Files.delete(folder.resolve("about.json"));
        assertThat(RunNote.read(note.out())).as("the run has its own").isEqualTo(note);
    }

    @Test
    void aNoteOfBeforeIsAsUsual() throws Exception {
        Files.writeString(folder.resolve(RunNote.FILE), "{\"kind\": \"new_model\", \"state\": \"under_way\", \"source\": \"export\", \"model\": \"\", \"replay\": \"\", \"architecture\": \"unet2d\", \"epochs\": 5, \"minutes\": \"0.0\","
                + " \"rate\": \"0.0\", \"seed\": \"1\"}");
        assertThat(RunNote.read(folder)).isEqualTo(new RunNote(folder, RunNote.Kind.NEW_MODEL, RunNote.State.UNDER_WAY, "export", "", "", "unet2d", 5, 0, 0, 1));
        RunNote.read(folder).write();
        assertThat(folder.resolve(RunNote.FILE)).content().doesNotContain("settings");
    }

    @Test
    void aNoteThatAsksForWhatThereIsNotIsRefused() throws Exception {
        RunNote.ofNewModel(folder, "export", "", "", 5, 0, all()).write();
        String good = Files.readString(folder.resolve(RunNote.FILE));
        Files.writeString(folder.resolve(RunNote.FILE), good.replace("\"ce\"", "\"hope\""));
        assertThatThrownBy(() -> RunNote.read(folder)).isInstanceOf(FormatException.class).hasMessageContaining("got 'hope'");
        Files.writeString(folder.resolve(RunNote.FILE), good.replace("\"loss\"", "\"luck\""));
        assertThatThrownBy(() -> RunNote.read(folder)).isInstanceOf(FormatException.class).hasMessageContaining("not 'luck'");
    }

    @Test
    void weightsNeedALossThatWeighs() {
        assertThat(Settings.wrong(Setting.CLASS_WEIGHTS, Map.of(Setting.CLASS_WEIGHTS, "Liver=2", Setting.LOSS, "focal"))).isEqualTo("go with the losses dice-ce and ce, not with focal.");
        assertThat(Settings.wrong(Setting.CLASS_WEIGHTS, Map.of(Setting.CLASS_WEIGHTS, "Liver=2", Setting.LOSS, "dice-ce"))).isEmpty();
        assertThat(Settings.wrong(Setting.LOSS, Map.of(Setting.CLASS_WEIGHTS, "Liver=2", Setting.LOSS, "focal"))).as("said once").isEmpty();
        assertThatThrownBy(() -> new Settings(Map.of(Setting.CLASS_WEIGHTS, "Liver=2", Setting.LOSS, "focal"))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest @CsvSource(delimiter = '|', value = {
        "WIDTHS | 16", "WIDTHS | 16,0", "WIDTHS | 4096,8", "WIDTHS | 1,2,3,4,5,6,7,8,9", "WIDTHS | 8;16", "NORM | layer", "ACTIVATION | tanh", "RESIDUAL | yes", "DROPOUT | 1", "DROPOUT | -0.1", "DROPOUT | NaN", "MIRROR | zx",
        "OPTIMISER | lion", "RATE | 0", "RATE | Infinity", "RATE | fast", "SCHEDULE | step", "LOSS | hope", "VALIDATE | no-such-file", "ABOUT | no-such-file", "KEEP_LAST | yes",
        "CLASS_WEIGHTS | Liver", "CLASS_WEIGHTS | =2", "CLASS_WEIGHTS | Liver=-2", "CLASS_WEIGHTS | Liver=much", "CLASS_WEIGHTS | Liver=NaN", "CLASS_WEIGHTS | Liver=1,", "CLASS_WEIGHTS | Liver=0,5", "CLASS_WEIGHTS | Liver=1,Liver=2", "SEED | 1.5"})
    void whatCannotBeIsSaid(Setting setting, String typed) {
        assertThat(setting.wrong(typed)).endsWith(", got '" + typed + "'.");
        assertThat(setting.wrong("")).isEmpty();
    }
}
