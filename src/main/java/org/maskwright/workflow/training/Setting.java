package org.maskwright.workflow.training;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import org.maskwright.learn.loss.LossKind;

/// In what a training can differ from the usual: the name of each setting on the command line, what may be typed there, and what is
/// said of anything else. The window asks here too, so that both say the same.
public enum Setting {
    /// Channels at each depth, finest first.
    WIDTHS("widths", "are 2 to 8 numbers from 1 to 2048", Setting::areWidths),
    /// What features are normalised over.
    NORM("norm", List.of("batch", "group", "instance")),
    /// What follows a convolution.
    ACTIVATION("activation", List.of("relu", "leaky-relu")),
    /// Whether each stage adds its input to its output.
    RESIDUAL("residual"),
    /// Probability with which channels of the two deepest levels are dropped.
    DROPOUT("dropout", "is from 0 to below 1", number(value -> value >= 0 && value < 1)),
    /// The axes along which cases are mirrored.
    MIRROR("mirror", "is none, or axes in the order x, y, z, such as xy", typed -> typed.matches("none|x?y?z?")),
    /// How weights are moved.
    OPTIMISER("optimiser", List.of("adam", "sgd")),
    /// The learning rate at its highest.
    RATE("rate", "is above 0", number(value -> value > 0 && Double.isFinite(value))),
    /// How the learning rate falls.
    SCHEDULE("schedule", List.of("cosine", "polynomial", "constant")),
    /// What is made small.
    LOSS("loss", Arrays.stream(LossKind.values()).map(LossKind::id).toList()),
    /// What a voxel weighs in cross-entropy, by the name of its label, or `background`.
    CLASS_WEIGHTS("class-weights", "are names, each with a weight of 0 or more, such as background=0.5,Lesion=4", Setting::areWeights),
    /// Models whose opinion is half of the truth.
    TEACHERS("teachers", "are ids or folders of models, parted by commas", typed -> !typed.matches("[, ]*")),
    /// Whether coarser stages learn from the truth at first hand, too.
    DEEP_SUPERVISION("deep-supervision"),
    /// Whether the last epoch's weights become a model, too.
    KEEP_LAST("keep-last"),
    /// A file with the ids of the cases to validate on, one a line; or [#NONE], to learn from all.
    VALIDATE("validate", "is none, or a file with the id of a case in each line", typed -> typed.equals("none") || isFile(typed)),
    /// A `dataset.json` that says what the data is, instead of the folder's own.
    ABOUT("about", "is a dataset.json that names the data", Setting::isFile),
    /// Of everything that is random.
    SEED("seed", "is a whole number", typed -> typed.matches("[+-]?\\d{1,18}"));

    /// What a setting without a value is typed as.
    public static final String ON = "on";
    /// Of [#MIRROR] no axis, of [#VALIDATE] no case.
    public static final String NONE = "none";

    private final String option, rule;
    private final List<String> choices;
    private final Predicate<String> good;

    Setting(String option, String rule, Predicate<String> good) {
        this(option, rule, List.of(), good);
    }

    Setting(String option, List<String> choices) {
        this(option, "is " + (choices.size() > 4 ? "one of " + String.join(", ", choices) : String.join(", ", choices.subList(0, choices.size() - 1)) + " or " + choices.getLast()), choices, choices::contains);
    }

    Setting(String option) {
        this(option, "has no value", List.of(), ON::equals);
    }

    Setting(String option, String rule, List<String> choices, Predicate<String> good) {
        this.option = option;
        this.rule = rule;
        this.choices = choices;
        this.good = good;
    }

    /// Its name on the command line, without the dashes.
    public String option() {
        return option;
    }

    /// What it is called on the screen.
    public String title() {
        return switch (this) {
            case WIDTHS -> "Widths";
            case NORM -> "Normalisation";
            case ACTIVATION -> "Activation";
            case RESIDUAL -> "Residual stages";
            case DROPOUT -> "Dropout";
            case MIRROR -> "Mirrored axes";
            case OPTIMISER -> "Optimiser";
            case RATE -> "Rate";
            case SCHEDULE -> "Schedule";
            case LOSS -> "Loss";
            case CLASS_WEIGHTS -> "Class weights";
            case KEEP_LAST -> "Keep the last epoch, too";
            case TEACHERS -> "Taught by other models, too";
            case DEEP_SUPERVISION -> "Deep supervision";
            case VALIDATE -> "Judged by";
            case ABOUT -> "Described by";
            case SEED -> "Seed";
        };
    }

    /// All that may be typed, where that is a handful; empty otherwise.
    public List<String> choices() {
        return choices;
    }

    /// Whether a file is named, which may be gone when a run goes on: the run keeps its own.
    public boolean isOfFile() {
        return this == VALIDATE || this == ABOUT;
    }

    /// What is wrong, to be read after the setting's name; empty if nothing is, or nothing is typed.
    public String wrong(String typed) {
        return typed.isEmpty() || good.test(typed) ? "" : rule + ", got '" + typed + "'.";
    }

    static Optional<Setting> named(String option) {
        return Arrays.stream(values()).filter(one -> one.option.equals(option)).findFirst();
    }

    private static boolean areWidths(String typed) {
        return typed.matches("\\d{1,4}( *, *\\d{1,4}){1,7}") && Settings.numbers(typed).stream().allMatch(width -> width >= 1 && width <= 2048);
    }

    private static boolean areWeights(String typed) {
        List<String> all = List.of(typed.split(",", -1)), names = all.stream().map(one -> one.replaceFirst("=[^=]*$", "").strip()).distinct().toList();
        Predicate<String> weight = number(value -> value >= 0 && Double.isFinite(value));
        return names.size() == all.size() && all.stream().allMatch(one -> one.matches("(?s)\\s*[^\\s=].*=.*") && weight.test(one.substring(one.lastIndexOf('=') + 1)));
    }

    private static Predicate<String> number(DoublePredicate good) {
        return typed -> {
            try {
                return good.test(Double.parseDouble(typed));
            } catch (NumberFormatException e) {
                return false;
            }
        };
    }

    private static boolean isFile(String typed) {
        try {
            return Files.isRegularFile(Path.of(typed));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
