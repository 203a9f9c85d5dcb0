package org.maskwright.fx.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.maskwright.workflow.TrainingData;
import org.maskwright.workflow.Trainings;
import org.maskwright.workflow.training.Setting;
import org.maskwright.workflow.training.Settings;
import org.maskwright.workflow.training.Sources;

/// What a new model shall be like, as it stands on the page, and what is wrong with it. Knows no nodes.
final class Wish {
    private final Map<Setting, String> typed = new EnumMap<>(Setting.class);
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper("");
    private final List<Runnable> listeners = new ArrayList<>();
    private List<String> also = List.of();
    private String data = "", architecture = Trainings.networks().getFirst().id(), model = "";

    /// @param folder that is suggested; may be empty
    Wish(String folder) {
        learnFrom(folder);
    }

    void learnFrom(String folder) {
        data = folder.strip();
        look();
    }

    /// @param others to learn from beside the folder; what is empty is none
    void learnAlso(List<String> others) {
        also = others.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
        look();
    }

    void useNetwork(String id) {
        architecture = id;
    }

    /// @param idOrFolder of a model to go on from; empty for none
    void beginWith(String idOrFolder) {
        model = idOrFolder;
    }

    /// @param value empty for the usual
    void set(Setting setting, String value) {
        String plain = value.strip();
        typed.put(setting, setting == Setting.DROPOUT || setting == Setting.RATE ? plain.replace(',', '.') : plain);
        look();
        listeners.forEach(Runnable::run);
    }

    /// Tells `listener` whenever a setting is changed.
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    String text(Setting setting) {
        return typed.getOrDefault(setting, "");
    }

    /// What is wrong with one setting, as a sentence; empty if nothing is.
    String wrong(Setting setting) {
        String why = Settings.wrong(setting, typed);
        return why.isEmpty() ? "" : setting.title() + " " + why;
    }

    String data() {
        return data;
    }

    /// All that it learns from.
    Sources sources() {
        return new Sources(data, also);
    }

    String model() {
        return model;
    }

    /// Empty for that of the model to begin with.
    String architecture() {
        return model.isEmpty() ? architecture : "";
    }

    /// All that differs from the usual. Only while there is no obstacle.
    Settings settings() {
        Map<Setting, String> all = new EnumMap<>(typed);
        all.replaceAll((setting, value) -> setting.isOfFile() && !value.isEmpty() && !value.equals(Setting.NONE) ? Path.of(value).toAbsolutePath().toString() : value);
        return new Settings(all);
    }

    /// Why nothing can be trained, the first of what is wrong; empty if it can.
    ReadOnlyStringProperty obstacle() {
        return obstacle.getReadOnlyProperty();
    }

    private void look() {
        String first = data.isEmpty() ? "Name a folder of labelled cases." : TrainingData.obstacle(data);
        for (String one : also) if (first.isEmpty()) first = TrainingData.obstacle(one);
        for (Setting setting : Setting.values()) if (first.isEmpty()) first = wrong(setting);
        obstacle.set(first);
    }
}
