package org.maskwright.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.foreign.Program;
import org.maskwright.learn.foreign.Scores;
import org.maskwright.learn.foreign.TensorAxes;
import org.maskwright.learn.graph.Activation;
import org.maskwright.learn.graph.Normalisation;
import org.maskwright.learn.image.IntensityRule;
import org.maskwright.learn.post.PostProcessing;

/// A model's card as JSON, spelled out by hand so that a missing or wrong field is named, and never guessed.
final class CardJson {
    private static final int SCHEMA = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private CardJson() {}

    /// The text is no card. The message says which field, what was expected and what found.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    static byte[] write(ModelCard card) {
        ObjectNode root = JSON.createObjectNode();
        root.put("schema", SCHEMA).put("id", card.id()).put("name", card.name()).put("modality", card.modality());
        ArrayNode labels = root.putArray("labels");
        for (LabelTable.Entry entry : card.labels().entries()) {
            labels.addObject().put("value", entry.value()).put("name", entry.name()).put("colour", String.format(Locale.ROOT, "#%06x", entry.rgb()));
        }
        ObjectNode network = root.putObject("network").put("architecture", card.architecture());
        Recipe recipe = card.recipe();
        network.put("inputChannels", recipe.inputChannels()).put("classes", recipe.classes());
        recipe.widths().forEach(network.putArray("widths")::add);
        network.put("normalisation", word(recipe.normalisation())).put("activation", word(recipe.activation()))
                .put("dropout", recipe.dropout()).put("residual", recipe.residual());
        ObjectNode input = root.putObject("input");
        input.putArray("spacingMm").add(card.spacingMm().x()).add(card.spacingMm().y()).add(card.spacingMm().z());
        input.putArray("patch").add(card.patch().x()).add(card.patch().y()).add(card.patch().z());
        write(card.intensity(), input.putObject("intensity"));
        card.mirrorAxes().forEach(input.putArray("mirrorAxes")::add);
        ObjectNode data = root.putObject("data").put("name", card.data().name()).put("reference", card.data().reference())
                .put("licence", card.data().licence());
        card.data().trainingCases().forEach(data.putArray("trainingCases")::add);
        card.data().validationCases().forEach(data.putArray("validationCases")::add);
        ObjectNode validation = root.putObject("validation");
        card.validation().meanDice().ifPresent(mean -> validation.put("meanDice", mean));
        ObjectNode dice = validation.putObject("dice");
        card.validation().dice().forEach((label, value) -> dice.put("" + label, value));
        if (!card.validation().before().isEmpty()) validation.put("before", card.validation().before());
        card.mirroring().ifPresent(mirroring -> root.putObject("mirroring").put("pays", mirroring.pays()).put("chosenOn", mirroring.chosenOn())
                .put("dicePlain", mirroring.dicePlain()).put("diceMirrored", mirroring.diceMirrored()).put("p", mirroring.p()));
        if (!card.postProcessing().equals(PostProcessing.NONE)) PostProcessingJson.write(card.postProcessing(), root.putObject("postProcessing"));
        ModelCard.Training training = card.training();
        ObjectNode made = root.putObject("training").put("command", training.command()).put("epochs", training.epochs()).put("bestEpoch", training.bestEpoch())
                .put("seed", training.seed()).put("precision", training.precision()).put("minutes", training.minutes())
                .put("startedFrom", training.startedFrom());
        if (!training.reasons().isEmpty()) training.reasons().forEach(made.putArray("reasons")::add);
        card.program().ifPresent(program -> {
            ObjectNode spoken = root.putObject("program").put("axes", program.axes().letters()).put("scores", program.scores().word())
                    .put("bytes", program.bytes()).put("origin", program.origin());
            program.channels().forEach(spoken.putArray("channels")::add);
            if (!program.precedence().isEmpty()) program.precedence().forEach(spoken.putArray("precedence")::add);
            program.notes().forEach(spoken.putArray("notes")::add);
        });
        card.forms().ifPresent(forms -> FormsJson.write(forms, root.putObject("forms")));
        root.put("sha256", card.sha256()).put("made", card.made().toString()).put("version", card.version());
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a card could not be spelled as JSON", e);
        }
    }

    private static void write(IntensityRule rule, ObjectNode node) {
        switch (rule) {
            case IntensityRule.PerScan(double low, double high) -> node.put("rule", "per-scan").put("lowPercent", low).put("highPercent", high);
            case IntensityRule.Fixed(double low, double high, double mean, double deviation) ->
                    node.put("rule", "fixed").put("low", low).put("high", high).put("mean", mean).put("deviation", deviation);
            case IntensityRule.PercentileRange(double lowPercent, double highPercent, double from, double to) -> node.put("rule", "percentile-range")
                    .put("lowPercent", lowPercent).put("highPercent", highPercent).put("from", from).put("to", to);
            case IntensityRule.NonZero() -> node.put("rule", "non-zero");
            case IntensityRule.PerChannel(List<IntensityRule> rules) -> {
                ArrayNode channels = node.put("rule", "per-channel").putArray("channels");
                rules.forEach(one -> write(one, channels.addObject()));
            }
        }
    }

    static ModelCard read(byte[] json) throws Malformed {
        try {
            return card(JSON.readTree(json));
        } catch (IOException e) {
            throw new Malformed("expected JSON: " + (e instanceof JsonProcessingException bad ? bad.getOriginalMessage() : e.getMessage()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Malformed(String.valueOf(e.getMessage()));
        }
    }

    private static ModelCard card(JsonNode root) throws Malformed {
        int schema = whole(root, "schema");
        if (schema != SCHEMA) throw new Malformed("schema: expected " + SCHEMA + ", found " + schema);
        var labels = new ArrayList<LabelTable.Entry>();
        for (JsonNode label : list(root, "labels")) {
            labels.add(new LabelTable.Entry(whole(label, "value"), text(label, "name"), colour(text(label, "colour"))));
        }
        JsonNode network = object(root, "network");
        var recipe = new Recipe(whole(network, "inputChannels"), whole(network, "classes"), wholes(network, "widths"),
                choice(Normalisation.class, network, "normalisation"), choice(Activation.class, network, "activation"),
                number(network, "dropout"), truth(network, "residual"));
        JsonNode input = object(root, "input");
        List<Double> spacing = numbers(input, "spacingMm", 3);
        List<Integer> patch = wholes(input, "patch");
        if (patch.size() != 3) throw new Malformed("patch: expected 3 numbers, found " + patch);
        JsonNode data = object(root, "data");
        var scores = new TreeMap<Integer, Double>();
        JsonNode validation = object(root, "validation");
        JsonNode dice = object(validation, "dice");
        for (var entry : dice.properties()) {
            scores.put(Integer.valueOf(entry.getKey()), number(dice, entry.getKey()));
        }
        JsonNode training = object(root, "training");
        return new ModelCard(text(root, "id"), text(root, "name"), text(network, "architecture"), recipe, text(root, "modality"),
                new Point(spacing.get(0), spacing.get(1), spacing.get(2)), new Size(patch.get(0), patch.get(1), patch.get(2)),
                intensity(object(input, "intensity")), wholes(input, "mirrorAxes"), new LabelTable(labels),
                new ModelCard.Data(text(data, "name"), text(data, "reference"), text(data, "licence"), texts(data, "trainingCases"),
                        texts(data, "validationCases")),
                new ModelCard.Validation(scores, validation.has("before") ? text(validation, "before") : ""),
                new ModelCard.Training(whole(training, "epochs"), whole(training, "bestEpoch"), field(training, "seed").asLong(),
                        text(training, "precision"), number(training, "minutes"), text(training, "command"), text(training, "startedFrom"),
                        training.has("reasons") ? texts(training, "reasons") : List.of()),
                text(root, "sha256"), Instant.parse(text(root, "made")), text(root, "version"),
                root.has("postProcessing") ? PostProcessingJson.read(object(root, "postProcessing")) : PostProcessing.NONE,
                program(root), root.has("forms") ? Optional.of(FormsJson.read(object(root, "forms"))) : Optional.empty(), mirroring(root));
    }

    private static Optional<Mirroring> mirroring(JsonNode root) throws Malformed {
        if (!root.has("mirroring")) return Optional.empty();
        JsonNode node = object(root, "mirroring");
        return Optional.of(new Mirroring(truth(node, "pays"), text(node, "chosenOn"), number(node, "dicePlain"), number(node, "diceMirrored"), number(node, "p")));
    }

    private static IntensityRule intensity(JsonNode node) throws Malformed {
        String rule = text(node, "rule");
        return switch (rule) {
            case "per-scan" -> new IntensityRule.PerScan(number(node, "lowPercent"), number(node, "highPercent"));
            case "fixed" -> new IntensityRule.Fixed(number(node, "low"), number(node, "high"), number(node, "mean"), number(node, "deviation"));
            case "percentile-range" -> new IntensityRule.PercentileRange(number(node, "lowPercent"), number(node, "highPercent"), number(node, "from"), number(node, "to"));
            case "non-zero" -> new IntensityRule.NonZero();
            case "per-channel" -> {
                var rules = new ArrayList<IntensityRule>();
                for (JsonNode one : list(node, "channels")) rules.add(intensity(one));
                yield new IntensityRule.PerChannel(rules);
            }
            default -> throw new Malformed("rule: expected per-scan, fixed, percentile-range, non-zero or per-channel, found '" + rule + "'");
        };
    }

    private static Optional<Program> program(JsonNode root) throws Malformed {
        if (!root.has("program")) return Optional.empty();
        JsonNode node = object(root, "program");
        return Optional.of(new Program(new TensorAxes(text(node, "axes")), Scores.of(text(node, "scores")), node.has("precedence") ? wholes(node, "precedence") : List.of(), node.has("channels") ? texts(node, "channels") : Program.ONE_IMAGE, field(node, "bytes").asLong(), text(node, "origin"),
                texts(node, "notes")));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E choice(Class<E> type, JsonNode node, String name) throws Malformed {
        String found = text(node, name);
        for (E value : type.getEnumConstants()) {
            if (word(value).equals(found)) return value;
        }
        throw new Malformed(name + ": found '" + found + "', which this version does not know");
    }

    private static int colour(String text) throws Malformed {
        if (!text.matches("#[0-9a-fA-F]{6}")) throw new Malformed("colour: expected #rrggbb, found '" + text + "'");
        return Integer.parseInt(text, 1, 7, 16);
    }

    private static JsonNode field(JsonNode node, String name) throws Malformed {
        JsonNode found = node.get(name);
        if (found == null || found.isNull()) throw new Malformed(name + " is missing");
        return found;
    }

    static JsonNode object(JsonNode node, String name) throws Malformed {
        JsonNode found = field(node, name);
        if (!found.isObject()) throw new Malformed(name + ": expected an object, found " + found.getNodeType());
        return found;
    }

    static JsonNode list(JsonNode node, String name) throws Malformed {
        JsonNode found = field(node, name);
        if (!found.isArray()) throw new Malformed(name + ": expected a list, found " + found.getNodeType());
        return found;
    }

    static String text(JsonNode node, String name) throws Malformed {
        JsonNode found = field(node, name);
        if (!found.isTextual()) throw new Malformed(name + ": expected a text, found " + found);
        return found.textValue();
    }

    static int whole(JsonNode node, String name) throws Malformed {
        JsonNode found = field(node, name);
        if (!found.isIntegralNumber() || !found.canConvertToInt()) throw new Malformed(name + ": expected a whole number, found " + found);
        return found.intValue();
    }

    static double number(JsonNode node, String name) throws Malformed {
        JsonNode found = field(node, name);
        if (!found.isNumber() || !Double.isFinite(found.doubleValue())) throw new Malformed(name + ": expected a number, found " + found);
        return found.doubleValue();
    }

    private static boolean truth(JsonNode node, String name) throws Malformed {
        JsonNode found = field(node, name);
        if (!found.isBoolean()) throw new Malformed(name + ": expected true or false, found " + found);
        return found.booleanValue();
    }

    private static List<Integer> wholes(JsonNode node, String name) throws Malformed {
        var values = new ArrayList<Integer>();
        for (JsonNode found : list(node, name)) {
            if (!found.isIntegralNumber() || !found.canConvertToInt()) throw new Malformed(name + ": expected whole numbers, found " + found);
            values.add(found.intValue());
        }
        return values;
    }

    static List<Double> numbers(JsonNode node, String name, int count) throws Malformed {
        var values = new ArrayList<Double>();
        for (JsonNode found : list(node, name)) {
            if (!found.isNumber() || !Double.isFinite(found.doubleValue())) throw new Malformed(name + ": expected numbers, found " + found);
            values.add(found.doubleValue());
        }
        if (values.size() != count) throw new Malformed(name + ": expected " + count + " numbers, found " + values);
        return values;
    }

    private static List<String> texts(JsonNode node, String name) throws Malformed {
        var values = new ArrayList<String>();
        for (JsonNode found : list(node, name)) {
            if (!found.isTextual()) throw new Malformed(name + ": expected texts, found " + found);
            values.add(found.textValue());
        }
        return values;
    }
}
