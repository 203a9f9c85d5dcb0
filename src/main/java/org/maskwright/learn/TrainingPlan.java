package org.maskwright.learn;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What shall be trained, on what, for how long, and where the model goes. Start from [#of] and change what differs.
///
/// @param data to learn from
/// @param out the model's folder; checkpoints and curves lie beside the card while and after it trains
/// @param id of the new model, in small letters, digits, `-`, `_` and `.`
/// @param title of the new model, for people
/// @param architecture id in [Architectures]
/// @param epochs at most so many, at least 1; each is a pass over the data, or several where cases are few
/// @param minutes at most so long; 0 for no limit. With a limit two runs need not be equal, for it is the clock that ends them
/// @param resume goes on from the checkpoint in `out`, if there is one
/// @param validation ids of the cases to validate on and never to learn from; an empty list to learn from all, nothing for the last fifth
/// @param startFrom a model whose weights to start from instead of random ones
/// @param teachers models whose opinion it learns beside the labels, see [Teachers]; none for labels alone
/// @param seed of everything that is random
/// @param method how it is taught
/// @param command as the user typed it, for the card
/// @param keepLast whether the last epoch's weights become a model, too, in the folder [#LAST] within `out`
public record TrainingPlan(TrainingSet data, Path out, String id, String title, String architecture, int epochs, double minutes,
                           boolean resume, Optional<List<String>> validation, Optional<Model> startFrom, List<Model> teachers, long seed, TrainingMethod method, String command, boolean keepLast) {
    /// Folder of the last epoch's model.
    public static final String LAST = "last";

    public TrainingPlan {
        validation = validation.map(List::copyOf);
        teachers = List.copyOf(teachers);
        if (!id.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException("a model's id has up to 64 small letters, digits, '-', '_' and '.', got '" + id + "'");
        }
        if (epochs < 1) throw new IllegalArgumentException("at least one epoch is needed, got " + epochs);
        if (!(minutes >= 0)) throw new IllegalArgumentException("minutes must be 0 or more, got " + minutes);
    }

    /// 100 epochs of the three-dimensional U-Net; the model is called after its folder.
    public static TrainingPlan of(TrainingSet data, Path out) {
        Path name = out.toAbsolutePath().normalize().getFileName();
        String id = name == null ? "" : name.toString().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").replaceAll("^[^a-z0-9]+", "");
        if (id.length() > 64) id = id.substring(0, 64);
        return new TrainingPlan(data, out, id.isEmpty() ? "model" : id, data.name(), "unet3d", 100, 0, false, Optional.empty(), Optional.empty(), List.of(), 1,
                TrainingMethod.DEFAULT, "", false);
    }

    TrainingPlan withData(TrainingSet other) {
        return new TrainingPlan(other, out, id, title, architecture, epochs, minutes, resume, validation, startFrom, teachers, seed, method, command, keepLast);
    }

    public TrainingPlan withArchitecture(String other) {
        return new TrainingPlan(data, out, id, title, other, epochs, minutes, resume, validation, startFrom, teachers, seed, method, command, keepLast);
    }

    public TrainingPlan withEpochs(int other) {
        return new TrainingPlan(data, out, id, title, architecture, other, minutes, resume, validation, startFrom, teachers, seed, method, command, keepLast);
    }

    public TrainingPlan withMinutes(double other) {
        return new TrainingPlan(data, out, id, title, architecture, epochs, other, resume, validation, startFrom, teachers, seed, method, command, keepLast);
    }

    public TrainingPlan withResume(boolean other) {
        return new TrainingPlan(data, out, id, title, architecture, epochs, minutes, other, validation, startFrom, teachers, seed, method, command, keepLast);
    }

    /// @param other ids; none to learn from every case, judged by nobody
    public TrainingPlan withValidation(List<String> other) {
        return new TrainingPlan(data, out, id, title, architecture, epochs, minutes, resume, Optional.of(other), startFrom, teachers, seed, method, command, keepLast);
    }

    public TrainingPlan withStartFrom(Model other) {
        return new TrainingPlan(data, out, id, title, architecture, epochs, minutes, resume, validation, Optional.of(other), teachers, seed, method, command, keepLast);
    }

    public TrainingPlan withTeachers(List<Model> other) {
        return new TrainingPlan(data, out, id, title, architecture, epochs, minutes, resume, validation, startFrom, other, seed, method, command, keepLast);
    }

    public TrainingPlan withSeed(long other) {
        return new TrainingPlan(data, out, id, title, architecture, epochs, minutes, resume, validation, startFrom, teachers, other, method, command, keepLast);
    }

    public TrainingPlan withMethod(TrainingMethod other) {
        return new TrainingPlan(data, out, id, title, architecture, epochs, minutes, resume, validation, startFrom, teachers, seed, other, command, keepLast);
    }

    public TrainingPlan withCommand(String other) {
        return new TrainingPlan(data, out, id, title, architecture, epochs, minutes, resume, validation, startFrom, teachers, seed, method, other, keepLast);
    }

    public TrainingPlan withName(String otherId, String otherTitle) {
        return new TrainingPlan(data, out, otherId, otherTitle, architecture, epochs, minutes, resume, validation, startFrom, teachers, seed, method, command, keepLast);
    }

    public TrainingPlan withKeepLast(boolean other) {
        return new TrainingPlan(data, out, id, title, architecture, epochs, minutes, resume, validation, startFrom, teachers, seed, method, command, other);
    }
}
