package org.maskwright.learn.foreign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.image.IntensityRule;

/// What must be known of a network before it can be asked, as the user types it and as a bundle's metadata fills it in; empty texts are not
/// known. The command line's options and the window's fields have these names and this spelling.
///
/// @param id of the model
/// @param title for people
/// @param modality of its scans, such as `CT`; may stay empty, for any
/// @param labels such as `1=liver,2=spleen`, by rising value
/// @param spacing of its voxels in mm, along `axes`; 0 keeps the scan's own, and so does `scan` along all
/// @param patch voxels that it sees at once, along `axes`
/// @param intensity how grey levels are prepared: `none`, `range:LOW,HIGH,FROM,TO` (clipped), `scale:LOW,HIGH,FROM,TO` (not clipped),
///     `fixed:MEAN,DEVIATION`, `zscore`, `zscore-nonzero` or `percentiles:LOW,HIGH,FROM,TO`;
///     or one of these for each channel, with `;` between
/// @param axes as in [TensorAxes]
/// @param scores as in [Scores]; behind it, where labels may overlap, all labels in the order in which they win, such as `sigmoid:3,1,2`, if it is not the highest that wins
/// @param channels names of the images of a case that it takes, such as `T1c,T1,T2,FLAIR`, in the order of its input's channels; may stay empty, for one image
public record Form(String id, String title, String modality, String labels, String spacing, String patch, String intensity, String axes, String scores, String channels) {
    /// The images of a case that a network may take at most.
    public static final int MAX_CHANNELS = 32;
    public static final Form EMPTY = new Form("", "", "", "", "", "", "", "", "");
    private static final long MAX_PATCH_VOXELS = 1 << 27;
    /// Stands for "no bound" where a rule wants one: no scan's values reach it.
    private static final double UNBOUNDED = 1e30;

    /// Of one image.
    public Form(String id, String title, String modality, String labels, String spacing, String patch, String intensity, String axes, String scores) {
        this(id, title, modality, labels, spacing, patch, intensity, axes, scores, "");
    }

    /// This form, with what `other` says in its place.
    public Form with(Form other) {
        return new Form(or(other.id, id), or(other.title, title), or(other.modality, modality), or(other.labels, labels), or(other.spacing, spacing),
                or(other.patch, patch), or(other.intensity, intensity), or(other.axes, axes), or(other.scores, scores),
                or(other.channels, channels));
    }

    private static String or(String wanted, String otherwise) {
        return wanted.isBlank() ? otherwise : wanted.strip();
    }

    /// The fields that must be filled in and are not, with an example of each.
    public Map<String, String> missing() {
        var missing = new LinkedHashMap<String, String>();
        if (labels.isBlank()) missing.put("labels", "1=liver,2=spleen");
        if (axes.isBlank()) missing.put("axes", "RAS");
        if (patch.isBlank()) missing.put("patch", "96,96,96");
        if (spacing.isBlank()) missing.put("spacing", "1.5,1.5,2");
        if (intensity.isBlank()) missing.put("intensity", "range:-57,164,0,1");
        if (scores.isBlank()) missing.put("scores", "softmax");
        return missing;
    }

    /// What the texts mean.
    ///
    /// @param precedence labels of which the first wins where several are likelier than not; none where the highest wins
    /// @param patch and `spacingMm` along the patient's left, back and head axis
    public record Meaning(String id, String title, String modality, LabelTable labels, Point spacingMm, Size patch, IntensityRule intensity, TensorAxes axes, Scores scores,
                          List<Integer> precedence, List<String> channels) {
        public Meaning {
            precedence = List.copyOf(precedence);
            channels = List.copyOf(channels);
        }
    }

    /// @throws ForeignException naming the field that is missing or cannot be understood, with what was expected
    public Meaning meaning() throws ForeignException {
        Map<String, String> missing = missing();
        if (!missing.isEmpty()) {
            List<String> options = missing.entrySet().stream().map(e -> "--" + e.getKey() + " (such as " + e.getValue() + ")").toList();
            throw new ForeignException("the file does not say all that must be known before the network can be asked. Add " + String.join(", ", options) + ".");
        }
        requireId(id);
        TensorAxes order = field("axes", axes, TensorAxes::new);
        Size size = field("patch", patch, text -> order.size(numbers(text).stream().map(Form::whole).toList()));
        List<String> images = field("channels", channels, Form::images);
        if (images.size() * size.voxels() > MAX_PATCH_VOXELS) {
            throw new ForeignException("patch: expected at most " + MAX_PATCH_VOXELS + " voxels over all channels, found " + images.size() * size.voxels() + ". Give it as --patch.");
        }
        Point spacingMm = field("spacing", spacing, text -> text.equals("scan") ? new Point(0, 0, 0) : order.spacing(numbers(text)));
        if (spacingMm.x() < 0 || spacingMm.y() < 0 || spacingMm.z() < 0) throw new ForeignException("spacing: expected mm above 0, or 0 for the scan's own, found '" + spacing + "'.");
        LabelTable table = field("labels", labels, Form::table);
        String[] sides = scores.split(":", 2);
        Scores kind = field("scores", sides[0].strip(), Scores::of);
        List<Integer> precedence = sides.length == 1 ? List.of() : field("scores", sides[1], text -> precedence(text, kind, table));
        return new Meaning(id, title.isBlank() ? id : PlainText.of(title, 120), modality, table, spacingMm, size,
                field("intensity", intensity, text -> rules(text, images.size())), order, kind, precedence, images);
    }

    /// Refuses what could not name a folder on every system.
    public static void requireId(String id) throws ForeignException {
        if (!id.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
            throw new ForeignException("id: expected small letters, digits and dashes, 64 at most, found '" + PlainText.of(id, 80) + "'. Choose another with --id.");
        }
    }

    private static <T> T field(String name, String text, Function<String, T> reading) throws ForeignException {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new ForeignException((message.startsWith(name + ":") ? "" : name + ": ") + message + ". Give it as --" + name + ".", e);
        }
    }

    private static List<Double> numbers(String text) {
        var numbers = new ArrayList<Double>();
        for (String part : text.split(",")) {
            try {
                double number = Double.parseDouble(part.strip());
                if (!Double.isFinite(number)) throw new IllegalArgumentException("expected finite numbers, found '" + text + "'");
                numbers.add(number);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("expected numbers between commas, found '" + PlainText.of(text, 80) + "'", e);
            }
        }
        return numbers;
    }

    private static int whole(double number) {
        if (number != Math.rint(number) || number < 1 || number > 4096) throw new IllegalArgumentException("expected whole numbers from 1 to 4096, found " + PlainText.of(number));
        return (int) number;
    }

    private static LabelTable table(String text) {
        var entries = new ArrayList<LabelTable.Entry>();
        for (String part : text.split(",")) {
            String[] sides = part.split("=", 2);
            if (sides.length != 2 || !sides[0].strip().matches("[0-9]{1,5}")) {
                throw new IllegalArgumentException("expected values and names such as 1=liver,2=spleen, found '" + PlainText.of(part, 80) + "'");
            }
            int value = Integer.parseInt(sides[0].strip());
            if (!entries.isEmpty() && value <= entries.getLast().value()) {
                throw new IllegalArgumentException("expected rising values, for channels are taken in this order, found " + value + " after " + entries.getLast().value());
            }
            entries.add(new LabelTable.Entry(value, PlainText.of(sides[1], 64), LabelTable.defaultRgb(value)));
        }
        return new LabelTable(entries);
    }

    private static List<Integer> precedence(String text, Scores scores, LabelTable table) {
        List<Integer> order = numbers(text).stream().map(Form::whole).toList();
        List<Integer> values = table.entries().stream().map(LabelTable.Entry::value).toList();
        if (!scores.overlap() || !order.stream().sorted().toList().equals(values)) {
            throw new IllegalArgumentException("expected each of the labels " + values + " once, behind scores of labels that may overlap, found '" + PlainText.of(text, 80) + "'");
        }
        return order;
    }

    private static List<String> images(String text) {
        if (text.isBlank()) return Program.ONE_IMAGE;
        List<String> names = Arrays.stream(text.split(",", -1)).map(name -> PlainText.of(name, 64)).toList();
        if (names.size() > MAX_CHANNELS || names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("expected up to " + MAX_CHANNELS + " names between commas, such as T1c,T1,T2,FLAIR, found '" + PlainText.of(text, 80) + "'");
        }
        return names;
    }

    private static IntensityRule rules(String text, int channels) {
        List<IntensityRule> rules = Arrays.stream(text.split(";", -1)).map(Form::rule).toList();
        if (rules.size() == 1) return rules.getFirst();
        if (rules.size() != channels) throw new IllegalArgumentException("expected one rule, or one for each of " + channels + " channels, found " + rules.size());
        return new IntensityRule.PerChannel(rules);
    }

    private static IntensityRule rule(String text) {
        String[] sides = text.strip().toLowerCase(Locale.ROOT).split(":", 2);
        int count = switch (sides[0]) {
            case "none", "zscore", "zscore-nonzero" -> 0;
            case "fixed" -> 2;
            case "range", "scale", "percentiles" -> 4;
            default -> throw new IllegalArgumentException("expected none, range, scale, fixed, zscore, zscore-nonzero or percentiles, found '" + PlainText.of(text, 80) + "'");
        };
        List<Double> n = sides.length == 1 ? List.of() : numbers(sides[1]);
        if (n.size() != count) throw new IllegalArgumentException("expected " + count + " numbers after " + sides[0] + ", found " + n.size());
        return switch (sides[0]) {
            case "fixed" -> new IntensityRule.Fixed(-UNBOUNDED, UNBOUNDED, n.get(0), n.get(1));
            case "zscore" -> new IntensityRule.PerScan(0, 100);
            case "zscore-nonzero" -> new IntensityRule.NonZero();
            case "range" -> linear(n, n.get(0), n.get(1));
            case "scale" -> linear(n, -UNBOUNDED, UNBOUNDED);
            case "percentiles" -> new IntensityRule.PercentileRange(n.get(0), n.get(1), n.get(2), n.get(3));
            default -> new IntensityRule.Fixed(-UNBOUNDED, UNBOUNDED, 0, 1);
        };
    }

    /// The rule by which `n[0]` becomes `n[2]`, and `n[1]` becomes `n[3]`.
    private static IntensityRule linear(List<Double> n, double low, double high) {
        double deviation = (n.get(1) - n.get(0)) / (n.get(3) - n.get(2));
        return new IntensityRule.Fixed(low, high, n.get(0) - n.get(2) * deviation, deviation);
    }
}
