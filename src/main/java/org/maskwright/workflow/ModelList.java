package org.maskwright.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.maskwright.format.json.JsonValue;
import org.maskwright.label.LabelTable;

/// The models at hand as JSON and as text.
///
/// @param problems a sentence for each folder that should hold a model and does not
public record ModelList(List<ModelShelf.Entry> models, List<String> problems) {
    /// Looks anew.
    public static ModelList of(ModelShelf shelf) {
        ModelShelf.Listing found = shelf.list();
        return new ModelList(found.models(), found.problems());
    }

    /// An array with one object a model.
    public String json() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (ModelShelf.Entry model : models) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", model.id());
            json.put("name", model.name());
            json.put("folder", model.folder().toString());
            json.put("modality", model.modality());
            json.put("sha256", model.sha256());
            json.put("origin", model.origin());
            if (model.images().size() > 1) json.put("images", model.images());
            Map<String, Object> labels = new LinkedHashMap<>(), dice = new LinkedHashMap<>();
            for (LabelTable.Entry entry : model.labels().entries()) labels.put(String.valueOf(entry.value()), entry.name());
            model.dice().forEach((label, value) -> dice.put(String.valueOf(label), value));
            json.put("labels", labels);
            json.put("validationDice", dice);
            model.meanDice().ifPresent(mean -> json.put("meanValidationDice", mean));
            if (model.judgedBefore()) json.put("learntFromAllSince", true);
            all.add(json);
        }
        return JsonValue.lines(all);
    }

    /// A few lines for people.
    public String text() {
        if (models.isEmpty()) return "There are no models at hand.";
        List<String> lines = new ArrayList<>();
        for (ModelShelf.Entry model : models) {
            lines.add(String.format(Locale.ROOT, "%-22s %-4s %s", model.id(), model.modality(), model.judged()));
            lines.add("  " + model.name());
            lines.add("  labels: " + String.join(", ", model.labels().entries().stream().map(LabelTable.Entry::name).toList()));
            if (model.images().size() > 1) lines.add("  takes " + model.images().size() + " images of a case: " + String.join(", ", model.images()));
            if (!model.origin().isEmpty()) lines.add("  a program from elsewhere: " + model.origin());
            lines.add("  " + model.folder());
        }
        return String.join(System.lineSeparator(), lines);
    }
}
