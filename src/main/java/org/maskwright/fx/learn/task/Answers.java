package org.maskwright.fx.learn.task;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskwright.workflow.training.RunNote;

/// A form as it was filled in, and nothing in it is wrong.
///
/// @param fields of the form, in its order
/// @param typed what each was answered, by its id; blank as usual
public record Answers(List<Field> fields, Map<String, String> typed) {
    public Answers {
        fields = List.copyOf(fields);
        typed = Map.copyOf(typed);
    }

    /// Empty if nothing was said and nothing is usual.
    public String text(String id) {
        Field field = fields.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow(() -> new IllegalArgumentException("the form asks for no '" + id + "'"));
        String text = typed.getOrDefault(id, "").strip();
        return text.isEmpty() ? field.usual() : text;
    }

    boolean isGiven(String id) {
        return !text(id).isEmpty();
    }

    Path path(String id) {
        return Path.of(text(id)).toAbsolutePath().normalize();
    }

    Optional<Path> optionalPath(String id) {
        return isGiven(id) ? Optional.of(path(id)) : Optional.empty();
    }

    /// Data to learn from, see [org.maskwright.workflow.TrainingData].
    String data() {
        return text("data").startsWith("phantom:") ? text("data") : path("data").toString();
    }

    /// 0 if nothing was said and nothing is usual.
    int whole(String id) {
        return isGiven(id) ? Integer.parseInt(text(id)) : 0;
    }

    /// 0 if nothing was said and nothing is usual.
    double number(String id) {
        return isGiven(id) ? Double.parseDouble(text(id)) : 0;
    }

    List<String> list(String id) {
        return isGiven(id) ? Arrays.stream(text(id).split(",")).map(String::strip).toList() : List.of();
    }

    boolean isOn(String id) {
        return text(id).equals(Kind.ON);
    }

    /// The same on a command line.
    ///
    /// @param bare what stands there without its name
    String command(String verb, String... bare) {
        StringBuilder words = new StringBuilder("maskwright ").append(verb);
        for (String id : bare) words.append(' ').append(RunNote.quoted(text(id)));
        for (Field field : fields) {
            if (!isGiven(field.id()) || List.of(bare).contains(field.id())) continue;
            String text = text(field.id());
            words.append(switch (field.kind()) {
                case Kind.OnOff _ -> " --" + field.id();
                case Kind.Options _ -> " --" + text;
                case Kind.Place _, Kind.TextFile _, Kind.NewFolder _, Kind.Model _, Kind.Models _, Kind.OneOf _, Kind.SomeOf _, Kind.Number _, Kind.Text _ -> " --" + field.id() + " " + RunNote.quoted(text);
            });
        }
        return words.toString();
    }
}
