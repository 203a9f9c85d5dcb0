package org.maskwright.learn.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a MONAI bundle's `metadata.json` says of its network: channels in and out, their names, and the size it sees.
///
/// @see <a href="https://docs.monai.io/en/stable/mb_specification.html">the bundle's specification</a>
final class Metadata {
    private static final int MAX_NAME = 64;

    private final Config config;
    private final List<String> understood = new ArrayList<>();
    private final List<String> notUnderstood = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private Metadata(Config config) {
        this.config = config;
    }

    /// The name of the input that is the scan, as the bundle's steps call it.
    static String imageKey(Config config) {
        JsonNode inputs = config.at("network_data_format", "inputs");
        return only(inputs, "image");
    }

    /// The usual name, or that of the only thing there is.
    private static String only(JsonNode things, String usual) {
        return !things.isObject() || things.has(usual) || things.size() != 1 ? usual : things.fieldNames().next();
    }

    /// @param scores as the bundle's steps after the network have it, if they say so
    static Draft read(Config config, Optional<Scores> scores) {
        return new Metadata(config).read(scores);
    }

    private Draft read(Optional<Scores> scores) {
        JsonNode inputs = config.at("network_data_format", "inputs");
        JsonNode image = config.follow(inputs.path(imageKey(config)));
        if (inputs.size() > 1) problems.add("it takes " + inputs.size() + " inputs (" + names(inputs) + "), but a scan is one");
        String channels = image.path("format").asText("").equalsIgnoreCase("RGB") ? colour() : channels(image);
        String modality = modality(image.path("modality"));
        String patch = patch(image.path("spatial_shape"));
        if (image.has("value_range")) understood.add("metadata.json: the network expects values in " + Config.shown(image.path("value_range")) + " after preparation");
        JsonNode outputs = config.at("network_data_format", "outputs");
        JsonNode pred = config.follow(outputs.path(only(outputs, "pred")));
        if (outputs.size() > 1) notUnderstood.add("metadata.json: " + outputs.size() + " outputs (" + names(outputs) + "); one alone is read");
        String kind = pred.path("type").asText("image");
        if (!kind.equals("image")) problems.add("what it gives is '" + PlainText.of(kind, 40) + "', not a score a voxel");
        return finish(modality, patch, labels(pred, scores), scores, pred, channels);
    }

    private Draft finish(String modality, String patch, Optional<String> labels, Optional<Scores> scores, JsonNode pred, String channels) {
        String name = text("name").isEmpty() ? text("task") : text("name");
        String version = text("version");
        String title = name.isEmpty() ? "" : version.isEmpty() ? name : name + " " + version;
        String precise = scores.map(s -> s == Scores.SIGMOID && namesBackground(pred) ? Scores.SIGMOID_AFTER_BACKGROUND : s).map(Scores::word).orElse("");
        String references = config.at("references").isArray() && !config.at("references").isEmpty() ? Config.shown(config.at("references").path(0)) : "";
        String data = text("data_source").isEmpty() ? references : text("data_source");
        return new Draft(new Form("", title, modality, labels.orElse(""), "", patch, "", "", precise, channels), understood, notUnderstood, problems, data, text("license"), Optional.empty());
    }

    private String colour() {
        problems.add("it takes pictures in colour, but a scan here is one grey level a voxel");
        return "";
    }

    /// How many channels the input has, as far as that is plainly said; else 1.
    static int channelCount(Config config) {
        JsonNode image = config.at("network_data_format", "inputs").path(imageKey(config));
        return config.number(config.follow(image).path("num_channels"), 1).filter(count -> count >= 1 && count <= Form.MAX_CHANNELS).orElse(1.0).intValue();
    }

    /// The names of the images that are its channels, as the form spells them. Whoever names fewer than there are takes something else beside images, such as clicks.
    private String channels(JsonNode image) {
        Optional<Double> count = config.number(image.path("num_channels"), 1);
        if (count.isEmpty() || !(count.get() >= 1 && count.get() <= Form.MAX_CHANNELS) || count.get() != Math.rint(count.get())) {
            problems.add("it takes " + Config.shown(image.path("num_channels")) + " channels, but 1 to " + Form.MAX_CHANNELS + " images of a case can be given");
            return "";
        }
        if (count.get() == 1) return "";
        JsonNode named = config.follow(image.path("channel_def"));
        var names = new ArrayList<String>();
        for (int i = 0; i < count.get(); i++) {
            String name = spelled(named.path(String.valueOf(i)).asText(""));
            if (!name.isBlank()) names.add(name);
        }
        if (names.size() != count.get() || named.size() != count.get()) {
            problems.add("it takes " + Config.shown(image.path("num_channels")) + " channels, of which its metadata name " + named.size() + ": the others are no images, or nobody says which");
            return "";
        }
        understood.add("metadata.json: it takes " + names.size() + " images of a case, in this order: " + String.join(", ", names));
        return String.join(",", names);
    }

    /// A name that can stand in a list of the form's.
    private static String spelled(String name) {
        return PlainText.of(name, MAX_NAME).replace(',', ' ').replace('=', ' ').replace(';', ' ');
    }

    private String text(String field) {
        JsonNode node = config.at(field);
        return node.isTextual() ? PlainText.of(node.textValue(), 200) : "";
    }

    private static String names(JsonNode node) {
        return PlainText.of(node.properties().stream().map(e -> e.getKey()).collect(Collectors.joining(", ")), 100);
    }

    private String modality(JsonNode node) {
        String word = node.isTextual() ? node.textValue().strip().toUpperCase(Locale.ROOT) : "";
        if (word.equals("MRI")) word = "MR";
        if (!word.matches("[A-Z]{2,4}")) return "";
        understood.add("metadata.json: modality " + word);
        return word;
    }

    private String patch(JsonNode node) {
        Optional<List<Double>> shape = config.numbers(node);
        if (shape.isEmpty()) {
            if (!node.isMissingNode()) notUnderstood.add("metadata.json: spatial_shape " + Config.shown(node));
            return "";
        }
        return shape.get().stream().map(PlainText::of).collect(Collectors.joining(","));
    }

    private static boolean namesBackground(JsonNode pred) {
        return pred.path("channel_def").path("0").asText("").strip().toLowerCase(Locale.ROOT).matches("background|bg|everything else|other|others");
    }

    private Optional<String> labels(JsonNode pred, Optional<Scores> scores) {
        JsonNode named = config.follow(pred.path(pred.has("channel_def") ? "channel_def" : "label_def")); // the second is not in the specification, and in use
        if (!named.isObject() || named.isEmpty()) return Optional.empty();
        var byChannel = new TreeMap<Integer, String>();
        for (var entry : named.properties()) {
            if (!entry.getKey().matches("[0-9]{1,4}") || !entry.getValue().isTextual()) {
                notUnderstood.add("metadata.json: channel_def " + Config.shown(named));
                return Optional.empty();
            }
            byChannel.put(Integer.valueOf(entry.getKey()), spelled(entry.getValue().textValue()));
        }
        int count = byChannel.size();
        int claimed = pred.path("num_channels").asInt(count);
        if (byChannel.firstKey() != 0 || byChannel.lastKey() != count - 1 || claimed != count) {
            notUnderstood.add("metadata.json: " + claimed + " output channels, but names for channels " + byChannel.keySet());
            return Optional.empty();
        }
        boolean overlapping = scores.isPresent() && scores.get() == Scores.SIGMOID && !namesBackground(pred);
        if (!overlapping) byChannel.remove(0);
        if (byChannel.isEmpty()) return Optional.empty();
        understood.add("metadata.json: labels by " + (pred.has("channel_def") ? "channel_def" : "label_def") + (overlapping ? ", no channel of background" : ", channel 0 is background"));
        int shift = overlapping ? 1 : 0;
        return Optional.of(byChannel.entrySet().stream().map(e -> e.getKey() + shift + "=" + (e.getValue().isBlank() ? "Channel " + e.getKey() : e.getValue()))
                .collect(Collectors.joining(",")));
    }
}
