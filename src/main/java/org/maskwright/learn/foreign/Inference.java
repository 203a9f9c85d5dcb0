package org.maskwright.learn.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a MONAI bundle's `inference.json` or `inference.yaml` does before and after its network, as far as a small fixed vocabulary goes. Every other step is
/// named, and left to the user.
final class Inference {
    private static final Set<String> DONE_ANYWAY = Set.of("LoadImage", "EnsureChannelFirst", "AddChannel", "AsChannelFirst", "EnsureType", "ToTensor", "CastToType", "ToDevice",
            "Invert", "SaveImage", "ToNumpy", "SelectItems", "DeleteItems", "CopyItems");

    private final Config config;
    private final String image;
    private final int channels;
    private final List<String> understood = new ArrayList<>();
    private final List<String> notUnderstood = new ArrayList<>();
    private String axes = "";
    private String spacing = "";
    private String intensity = "";
    private String patch = "";
    private Optional<Scores> scores = Optional.empty();
    private Optional<List<Integer>> largestOf = Optional.empty();

    private Inference(Config config, String image, int channels) {
        this.config = config;
        this.image = image;
        this.channels = channels;
    }

    /// @param image what the bundle calls the scan
    /// @param channels how many images of a case it is
    static Draft read(Config config, String image, int channels) {
        var inference = new Inference(config, image, channels);
        inference.before(config.at("preprocessing"));
        inference.window(config.at("inferer"));
        inference.after(config.at("postprocessing"));
        String scores = inference.scores.map(Scores::word).orElse("");
        return new Draft(new Form("", "", "", "", inference.spacing, inference.patch, inference.intensity, inference.axes, scores), inference.understood, inference.notUnderstood,
                List.of(), "", "", inference.largestOf);
    }

    private interface Reading {
        /// Whether a step was understood.
        boolean read(String name, JsonNode step);
    }

    /// Where every step is understood, what no step changes stays as it is.
    private void before(JsonNode chain) {
        if (chain.isMissingNode()) {
            notUnderstood.add(config.file() + ": there is no preprocessing");
            return;
        }
        steps("preprocessing", chain, this::prepares);
        if (!notUnderstood.isEmpty()) return;
        if (spacing.isEmpty()) spacing = unchanged("scan", "spacing");
        if (intensity.isEmpty()) intensity = unchanged("none", "grey levels");
    }

    private String unchanged(String word, String what) {
        understood.add(config.file() + ": no step changes the " + what + ", so each scan keeps its own");
        return word;
    }

    private void after(JsonNode chain) {
        if (!chain.isMissingNode()) steps("postprocessing", chain, this::finishes);
    }

    private void steps(String where, JsonNode chain, Reading reading) {
        JsonNode list = chain.isArray() ? chain : config.follow(chain.path("transforms"));
        if (!list.isArray()) {
            notUnderstood.add(config.file() + ", " + where + ": " + Config.shown(chain));
            return;
        }
        for (JsonNode listed : list) {
            JsonNode step = config.follow(listed);
            String name = target(step);
            Optional<Boolean> disabled = config.truth(step.path("_disabled_"), false);
            if (disabled.isPresent() && disabled.get()) continue;
            if (name.equals("Compose")) {
                steps(where, step, reading);
            } else if (disabled.isEmpty() || !reading.read(name, step)) {
                notUnderstood.add(config.file() + ", " + where + ": " + Config.shown(step));
            }
        }
    }

    /// The name of a step's class, without its package and without the ending that says that it works on dictionaries.
    private static String target(JsonNode step) {
        String target = step.path("_target_").asText("");
        String name = target.substring(target.lastIndexOf('.') + 1);
        for (String ending : List.of("Dict", "d", "D")) {
            String shorter = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
            if (!shorter.equals(name) && !shorter.isEmpty()) return shorter;
        }
        return name;
    }

    /// Whether a step works on labels or other things, and not on the scan.
    private boolean isElsewhere(JsonNode step) {
        JsonNode keys = config.follow(step.path("keys"));
        if (!keys.isArray()) return isOther(keys);
        for (JsonNode key : keys) {
            if (!isOther(config.follow(key))) return false;
        }
        return true;
    }

    private boolean isOther(JsonNode key) {
        return key.isTextual() && !key.textValue().equals(image) && key.textValue().matches("\\w+");
    }

    private boolean prepares(String name, JsonNode step) {
        if (DONE_ANYWAY.contains(name) || isElsewhere(step)) return true;
        return switch (name) {
            case "Orientation" -> orients(step);
            case "Spacing" -> config.numbers(step.path("pixdim")).map(mm -> {
                spacing = listed(mm.stream().map(one -> Math.max(0, one)).toList());
                understood.add(config.file() + ": spacing " + spacing + " mm");
                return true;
            }).orElse(false);
            case "ScaleIntensityRange" -> intensity(step, range(step));
            case "ScaleIntensity" -> intensity(step, scale(step));
            case "ScaleIntensityRangePercentiles" -> intensity(step, percentiles(step));
            case "NormalizeIntensity" -> intensity(step, normalise(step));
            default -> false;
        };
    }

    private boolean orients(JsonNode step) {
        String letters = step.path("axcodes").asText("").toUpperCase(java.util.Locale.ROOT);
        try {
            axes = new TensorAxes(letters).letters();
        } catch (IllegalArgumentException e) {
            return false;
        }
        understood.add(config.file() + ": axes " + axes);
        return true;
    }

    /// One step that changes grey levels is understood. Of a second it cannot be told what both come to, but where it takes its measure from the scan itself
    /// and the first merely shifted and stretched, it makes the first good: only the second counts.
    private boolean intensity(JsonNode step, Optional<String> rule) {
        boolean measuresAllTogether = channels > 1 && rule.isPresent() && rule.get().matches("zscore.*|percentiles:.*") && !config.truth(step.path("channel_wise"), false).orElse(false);
        if (measuresAllTogether) return false; // here each channel is measured by itself
        boolean madeGood = intensity.matches("scale:.*|fixed:.*|zscore|percentiles:0,100,.*") && rule.isPresent() && rule.get().matches("zscore|percentiles:.*");
        if (rule.isEmpty() || !intensity.isEmpty() && !madeGood) return false;
        intensity = rule.get();
        understood.add(config.file() + ": grey levels " + intensity);
        return true;
    }

    private Optional<String> range(JsonNode step) {
        Optional<Boolean> clip = config.truth(step.path("clip"), false);
        Optional<List<Double>> n = four(step, "a_min", "a_max", "b_min", "b_max");
        if (clip.isEmpty() || n.isEmpty() || !(n.get().get(0) < n.get().get(1)) || !(n.get().get(2) < n.get().get(3))) return Optional.empty();
        return Optional.of((clip.get() ? "range:" : "scale:") + listed(n.get()));
    }

    private Optional<String> percentiles(JsonNode step) {
        Optional<Boolean> clip = config.truth(step.path("clip"), false);
        Optional<Boolean> relative = config.truth(step.path("relative"), false);
        Optional<List<Double>> n = four(step, "lower", "upper", "b_min", "b_max");
        if (clip.isEmpty() || relative.isEmpty() || relative.get() || n.isEmpty()) return Optional.empty();
        boolean whole = n.get().get(0) == 0 && n.get().get(1) == 100;
        return clip.get() || whole ? Optional.of("percentiles:" + listed(n.get())) : Optional.empty();
    }

    private Optional<List<Double>> four(JsonNode step, String... names) {
        var numbers = new ArrayList<Double>();
        for (String name : names) {
            JsonNode node = config.follow(step.path(name));
            if (!node.isNumber() || !Double.isFinite(node.doubleValue())) return Optional.empty();
            numbers.add(node.doubleValue());
        }
        return Optional.of(numbers);
    }

    private Optional<String> scale(JsonNode step) {
        Optional<Double> low = config.number(step.path("minv"), 0);
        Optional<Double> high = config.number(step.path("maxv"), 1);
        if (low.isEmpty() || high.isEmpty() || !(low.get() < high.get()) || step.hasNonNull("factor")) return Optional.empty();
        return Optional.of("percentiles:0,100," + listed(List.of(low.get(), high.get())));
    }

    private Optional<String> normalise(JsonNode step) {
        Optional<Boolean> nonZero = config.truth(step.path("nonzero"), false);
        Optional<Boolean> channelWise = config.truth(step.path("channel_wise"), false);
        if (nonZero.isEmpty() || channelWise.isEmpty()) return Optional.empty();
        boolean has = step.hasNonNull("subtrahend") || step.hasNonNull("divisor");
        if (!has) return Optional.of(nonZero.get() ? "zscore-nonzero" : "zscore");
        Optional<List<Double>> mean = config.numbers(step.path("subtrahend"));
        Optional<List<Double>> deviation = config.numbers(step.path("divisor"));
        if (nonZero.get() || mean.isEmpty() || deviation.isEmpty() || mean.get().size() != deviation.get().size()) return Optional.empty();
        int count = mean.get().size();
        if (count != 1 && (count != channels || !channelWise.get())) return Optional.empty();
        return Optional.of(IntStream.range(0, count).mapToObj(i -> "fixed:" + listed(List.of(mean.get().get(i), deviation.get().get(i)))).collect(Collectors.joining(";")));
    }

    private void window(JsonNode inferer) {
        String name = target(inferer);
        Optional<List<Double>> size = config.numbers(inferer.path("roi_size"));
        boolean slices = name.equals("SliceInferer") && size.isPresent() && size.get().size() == 2 && inferer.path("spatial_dim").asInt(-1) == 2;
        if (slices && axes.matches("[RLAP]{2}[SI]")) axes = axes.substring(0, 2);
        if ((name.equals("SlidingWindowInferer") || slices) && size.isPresent() && size.get().stream().allMatch(n -> n >= 1)) {
            patch = listed(size.get());
            understood.add(config.file() + ": a window of " + patch + " voxels; it moves by half its size here, and beyond the scan is 0, whatever the bundle says of overlap and padding");
        } else if (!name.equals("SimpleInferer") && !inferer.isMissingNode()) {
            notUnderstood.add(config.file() + ", inferer: " + Config.shown(inferer));
        }
    }

    private boolean finishes(String name, JsonNode step) {
        if (DONE_ANYWAY.contains(name)) return true;
        if (name.equals("KeepLargestConnectedComponent")) return keepsLargest(step);
        Map<String, Optional<Boolean>> ways = switch (name) {
            case "Activations" -> Map.of("softmax", config.truth(first(step, "softmax"), false), "sigmoid", config.truth(first(step, "sigmoid"), false));
            case "AsDiscrete" -> Map.of("softmax", config.truth(first(step, "argmax"), false));
            default -> Map.of();
        };
        if (ways.isEmpty() || ways.values().stream().anyMatch(Optional::isEmpty) || step.hasNonNull("other")) return false;
        if (name.equals("AsDiscrete") && !isPlainThreshold(step)) return false;
        for (var way : ways.entrySet()) {
            if (way.getValue().orElse(false) && !says(Scores.of(way.getKey()))) return false;
        }
        return true;
    }

    private boolean keepsLargest(JsonNode step) {
        Optional<Boolean> independent = config.truth(step.path("independent"), true);
        Optional<Double> pieces = config.number(step.path("num_components"), 1);
        JsonNode applied = config.follow(step.path("applied_labels"));
        Optional<List<Double>> labels = applied.isMissingNode() || applied.isNull() ? Optional.of(List.of()) : config.numbers(applied);
        if (!independent.orElse(false) || pieces.isEmpty() || pieces.get() != 1 || labels.isEmpty() || largestOf.isPresent() || step.hasNonNull("connectivity")) return false;
        if (!labels.get().isEmpty() && scores.equals(Optional.of(Scores.SIGMOID))) return false; // then they are channels
        largestOf = Optional.of(labels.get().stream().map(Double::intValue).toList());
        understood.add(config.file() + ": the largest piece alone of " + (labels.get().isEmpty() ? "each label" : "labels " + listed(labels.get())));
        return true;
    }

    /// Where a step names several things, the first is what the network made.
    private JsonNode first(JsonNode step, String name) {
        JsonNode node = config.follow(step.path(name));
        return node.isArray() ? node.path(0) : node;
    }

    private boolean isPlainThreshold(JsonNode step) {
        JsonNode threshold = first(step, "threshold");
        return threshold.isMissingNode() || threshold.isNull() || threshold.isNumber() && threshold.doubleValue() == 0.5;
    }

    private boolean says(Scores found) {
        if (scores.isPresent() && scores.get() != found) return false;
        if (scores.isEmpty()) understood.add(config.file() + ": " + found.word() + ": " + found.meaning());
        scores = Optional.of(found);
        return true;
    }

    private static String listed(List<Double> numbers) {
        return numbers.stream().map(PlainText::of).collect(Collectors.joining(","));
    }
}
