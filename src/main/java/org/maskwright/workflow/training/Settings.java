package org.maskwright.workflow.training;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;

/// In what a training differs from the usual, as typed. What is not given is as usual.
///
/// @param given what is typed for each setting; nothing that [#wrong] would refuse, and nothing empty
public record Settings(Map<Setting, String> given) {
    public static final Settings USUAL = new Settings(Map.of());

    /// Leaves out what is empty.
    ///
    /// @throws IllegalArgumentException if a value is wrong, with what is said of it
    public Settings {
        Map<Setting, String> kept = new EnumMap<>(Setting.class), all = given;
        given.forEach((setting, typed) -> {
            String why = wrong(setting, all);
            // A file that is gone since the run began is no fault of the note: the run keeps what it said.
            if (!why.isEmpty() && !setting.isOfFile()) throw new IllegalArgumentException("--" + setting.option() + " " + why);
            if (!typed.isBlank()) kept.put(setting, typed.strip());
        });
        given = Collections.unmodifiableMap(kept);
    }

    /// What is wrong with one of those that are typed, by itself or beside the others, to be read after its name; empty if nothing is.
    public static String wrong(Setting setting, Map<Setting, String> typed) {
        String own = typed.getOrDefault(setting, "").strip(), loss = typed.getOrDefault(Setting.LOSS, "").strip();
        if (setting == Setting.CLASS_WEIGHTS && !own.isEmpty() && !loss.matches("|dice-ce|ce")) return "go with the losses dice-ce and ce, not with " + loss + ".";
        return setting.wrong(own);
    }

    /// What is typed; empty for the usual.
    public String text(Setting setting) {
        return given.getOrDefault(setting, "");
    }

    public boolean isOn(Setting setting) {
        return given.containsKey(setting);
    }

    /// Empty for the usual.
    public List<Integer> widths() {
        return numbers(text(Setting.WIDTHS));
    }

    /// A number, or `otherwise` where none is given.
    public double number(Setting setting, double otherwise) {
        return isOn(setting) ? Double.parseDouble(text(setting)) : otherwise;
    }

    public long seed() {
        return isOn(Setting.SEED) ? Long.parseLong(text(Setting.SEED)) : 1;
    }

    /// Axes (0, 1, 2); empty for the usual.
    public Optional<List<Integer>> mirrored() {
        String axes = text(Setting.MIRROR);
        return axes.isEmpty() ? Optional.empty() : Optional.of(List.of(0, 1, 2).stream().filter(axis -> axes.indexOf("xyz".charAt(axis)) >= 0).toList());
    }

    /// The file with the ids of the cases to validate on, or [Setting#NONE].
    public Optional<Path> validate() {
        return isOn(Setting.VALIDATE) ? Optional.of(Path.of(text(Setting.VALIDATE))) : Optional.empty();
    }

    /// A `dataset.json` in place of the data's own.
    public Optional<Path> about() {
        return isOn(Setting.ABOUT) ? Optional.of(Path.of(text(Setting.ABOUT))) : Optional.empty();
    }

    /// By the name of a label, or `background`; empty for all alike.
    public Map<String, Double> classWeights() {
        Map<String, Double> weights = new LinkedHashMap<>();
        if (!isOn(Setting.CLASS_WEIGHTS)) return weights;
        for (String one : text(Setting.CLASS_WEIGHTS).split(",", -1)) {
            int at = one.lastIndexOf('=');
            weights.put(one.substring(0, at).strip(), Double.valueOf(one.substring(at + 1).strip()));
        }
        return weights;
    }

    static List<Integer> numbers(String typed) {
        return typed.isEmpty() ? List.of() : Arrays.stream(typed.split(",")).map(String::strip).map(Integer::valueOf).toList();
    }

    /// What does the same on the command line, each option after a space.
    String options() {
        var options = new StringBuilder();
        given.forEach((setting, typed) -> {
            options.append(" --").append(setting.option());
            if (!typed.equals(Setting.ON)) options.append(' ').append(RunNote.quoted(typed));
        });
        return options.toString();
    }

    Map<String, String> json() {
        Map<String, String> json = new LinkedHashMap<>();
        given.forEach((setting, typed) -> json.put(setting.option(), typed));
        return json;
    }

    /// @throws IllegalArgumentException if a value is wrong
    static Settings of(JsonValue json) throws FormatException {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        for (String name : json.names()) given.put(Setting.named(name).orElseThrow(() -> json.refuse("settings of a training, not '" + name + "'")), json.text(name));
        return new Settings(given);
    }
}
