package org.maskwright.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;
import org.maskwright.label.Code;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Terms;

/// What `project.json` holds.
///
/// @param name of the project, for people
/// @param table the labels that all its cases share
/// @param model id or folder of the model that proposes; empty if none was chosen
/// @param caseIds in the order they were added, each a folder under `cases`
public record ProjectFile(String name, LabelTable table, String model, List<String> caseIds) {
    static final String NAME = "project.json";
    static final int VERSION = 1;

    public ProjectFile {
        caseIds = List.copyOf(caseIds);
    }

    public ProjectFile withTable(LabelTable other) {
        return new ProjectFile(name, other, model, caseIds);
    }

    public ProjectFile withModel(String other) {
        return new ProjectFile(name, table, other, caseIds);
    }

    ProjectFile withCase(String id) {
        List<String> all = new ArrayList<>(caseIds);
        all.add(id);
        return new ProjectFile(name, table, model, all);
    }

    Map<String, ?> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("maskwrightProject", VERSION);
        json.put("name", name);
        json.put("labels", tableToJson(table));
        json.put("model", model);
        json.put("cases", caseIds);
        return json;
    }

    static ProjectFile read(Path file) throws IOException, FormatException {
        JsonValue json = JsonValue.read(file);
        int version = json.integer("maskwrightProject");
        if (version > VERSION)
            throw FormatException.unexpected(FormatException.name(file), "field maskwrightProject", "a project of version " + VERSION
                    + " or older", "version " + version,
                    "It was made by a newer Maskwright: open it with that one.");
        List<String> ids = json.texts("cases");
        for (String id : ids)
            if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) throw json.get("cases").refuse("case ids of letters, digits, dots and hyphens");
        return new ProjectFile(json.text("name"), tableFromJson(json, "labels"), json.text("model", ""), ids);
    }

    static List<Map<String, ?>> tableToJson(LabelTable table) {
        List<Map<String, ?>> list = new ArrayList<>();
        for (LabelTable.Entry entry : table.entries()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("value", entry.value());
            one.put("name", entry.name());
            one.put("colour", String.format("#%06X", entry.rgb()));
            entry.terms().ifPresent(terms -> one.put("terms", termsToJson(terms)));
            list.add(one);
        }
        return list;
    }

    private static Map<String, ?> termsToJson(Terms terms) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("category", codeToJson(terms.category()));
        json.put("type", codeToJson(terms.type()));
        terms.modifier().ifPresent(modifier -> json.put("modifier", codeToJson(modifier)));
        return json;
    }

    private static Map<String, ?> codeToJson(Code code) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", code.value());
        json.put("scheme", code.scheme());
        json.put("meaning", code.meaning());
        return json;
    }

    private static Terms termsFromJson(JsonValue json) throws FormatException {
        return new Terms(codeFromJson(json.object("category")), codeFromJson(json.object("type")), json.has("modifier") ? Optional.of(codeFromJson(json.object("modifier"))) : Optional.empty());
    }

    private static Code codeFromJson(JsonValue json) throws FormatException {
        if (json.text("code").isBlank() || json.text("scheme").isBlank()) throw json.get("code").refuse("a code and its scheme");
        return new Code(json.text("code"), json.text("scheme"), json.text("meaning", ""));
    }

    static LabelTable tableFromJson(JsonValue json, String name) throws FormatException {
        List<LabelTable.Entry> entries = new ArrayList<>();
        for (JsonValue one : json.list(name)) {
            int value = one.integer("value");
            String colour = one.text("colour", "");
            try {
                int rgb = colour.isEmpty() ? LabelTable.defaultRgb(value) : Integer.parseInt(colour.replaceFirst("^#", ""), 16);
                entries.add(new LabelTable.Entry(value, one.text("name"), rgb, one.has("terms") ? Optional.of(termsFromJson(one.object("terms"))) : Optional.empty()));
            } catch (NumberFormatException e) {
                throw one.get("colour").refuse("a colour such as \"#F2A541\"");
            } catch (IllegalArgumentException e) {
                throw one.get("value").refuse("a value from 1 to 65535 and a name");
            }
        }
        try {
            return new LabelTable(entries);
        } catch (IllegalArgumentException e) {
            throw json.get(name).refuse("each label value once");
        }
    }
}
