package org.maskwright.workflow.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;
import org.maskwright.learn.LearningCurves;
import org.maskwright.learn.ModelException;

/// What a training was asked for and how it stands, in a file beside its checkpoint: enough to go on with it after a pause, a crash,
/// or another start of the program.
///
/// @param out the new model's folder, where the note lies
/// @param source the project's folder of a fine-tuning; of any other training what is learnt from, as [Sources#name] has it
/// @param model id or folder of the model that it goes on from; empty for none
/// @param replay old data, as it was given; may be empty
/// @param architecture of a new model; empty for that of the model that it goes on from
/// @param rate the learning rate of a fine-tuning at its highest; 0 for the default
/// @param seed of everything that is random
/// @param settings in what else a new model's training differs from the usual; never the seed
public record RunNote(Path out, Kind kind, State state, String source, String model, String replay, String architecture, int epochs, double minutes, double rate, long seed, Settings settings) {
    public static final String FILE = "run.json";

    /// Of a training that is as usual in all else.
    public RunNote(Path out, Kind kind, State state, String source, String model, String replay, String architecture, int epochs, double minutes, double rate, long seed) {
        this(out, kind, state, source, model, replay, architecture, epochs, minutes, rate, seed, Settings.USUAL);
    }

    /// Of a new model that is about to be trained.
    ///
    /// @param data what it learns from, as [Sources#name] has it
    /// @param model id or folder of the model that it goes on from; empty for none
    /// @param architecture empty for that of `model`
    public static RunNote ofNewModel(Path out, String data, String model, String architecture, int epochs, double minutes, Settings settings) {
        var others = new EnumMap<Setting, String>(Setting.class);
        others.putAll(settings.given());
        others.remove(Setting.SEED); // the note has a place of its own for it
        return new RunNote(out, Kind.NEW_MODEL, State.UNDER_WAY, data, model, "", architecture, epochs, minutes, 0, settings.seed(), new Settings(others));
    }

    /// What is trained.
    public enum Kind { FINE_TUNE, NEW_MODEL }

    /// How it stands.
    public enum State {
        UNDER_WAY,
        DONE,
        /// The model is worse than the one that it came from.
        REFUSED
    }

    public RunNote withState(State other) {
        return new RunNote(out, kind, other, source, model, replay, architecture, epochs, minutes, rate, seed, settings);
    }

    public void write() throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", kind.name().toLowerCase(java.util.Locale.ROOT));
        json.put("state", state.name().toLowerCase(java.util.Locale.ROOT));
        json.put("source", source);
        json.put("model", model);
        json.put("replay", replay);
        json.put("architecture", architecture);
        json.put("epochs", epochs);
        json.put("minutes", String.valueOf(minutes));
        json.put("rate", String.valueOf(rate));
        json.put("seed", String.valueOf(seed));
        if (!settings.given().isEmpty()) json.put("settings", settings.json());
        AtomicFile.write(out.resolve(FILE), out -> JsonValue.write(json, out));
    }

    /// What does the same on the command line, for the model's card.
    public String command() {
        String length = " --epochs " + epochs + (minutes > 0 || kind == Kind.FINE_TUNE ? " --minutes " + minutes : "") + (rate > 0 ? " --rate " + rate : "") + " --seed " + seed;
        String from = model.isEmpty() ? "" : kind == Kind.FINE_TUNE ? " --model " + quoted(model) : " --from " + quoted(model);
        return switch (kind) {
            case FINE_TUNE -> "maskwright finetune --project " + quoted(source) + " --out " + quoted(out.toString()) + from + (replay.isEmpty() ? "" : " --replay " + quoted(replay)) + length;
            case NEW_MODEL -> "maskwright train" + Sources.of(source).options() + " --out " + quoted(out.toString()) + from + (architecture.isEmpty() ? "" : " --architecture " + architecture) + settings.options() + length;
        };
    }

    /// A word as a shell wants it.
    public static String quoted(String argument) {
        return argument.matches("[\\w./:=,@+-]+") ? argument : '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// Whether a folder holds a note.
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /// @throws FormatException if there is none, or it is damaged
    public static RunNote read(Path folder) throws IOException, FormatException {
        JsonValue json = JsonValue.read(folder.resolve(FILE));
        try {
            return new RunNote(folder, Kind.valueOf(upper(json, "kind")), State.valueOf(upper(json, "state")), json.text("source"), json.text("model"), json.text("replay"),
                    json.text("architecture"), json.integer("epochs"), Double.parseDouble(json.text("minutes")), Double.parseDouble(json.text("rate")), Long.parseLong(json.text("seed")),
                    json.has("settings") ? Settings.of(json.object("settings")) : Settings.USUAL);
        } catch (IllegalArgumentException e) {
            throw json.get("kind").refuse("a note of this program: " + e.getMessage());
        }
    }

    private static String upper(JsonValue json, String name) throws FormatException {
        return json.text(name).toUpperCase(java.util.Locale.ROOT);
    }

    /// How many epochs are done and kept, as the curve beside it says.
    public int epochsDone() {
        return curve().size();
    }

    /// Minutes that went into them.
    public double minutesDone() {
        return curve().stream().mapToDouble(LearningCurves.Point::seconds).sum() / 60;
    }

    private List<LearningCurves.Point> curve() {
        try {
            return LearningCurves.read(out);
        } catch (IOException | ModelException e) {
            return List.of(); // the run itself will say what is wrong with its folder
        }
    }
}
