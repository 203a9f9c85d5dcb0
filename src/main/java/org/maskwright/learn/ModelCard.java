package org.maskwright.learn;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.foreign.Program;
import org.maskwright.learn.form.Forms;
import org.maskwright.learn.image.Classes;
import org.maskwright.learn.image.IntensityRule;
import org.maskwright.learn.post.PostProcessing;
import org.maskwright.learn.uncertainty.Offer;

/// What a model is, expects and is worth: all that stands in its `card.json`.
///
/// @param id unique among the models at hand, such as `hippocampus-mr`
/// @param name for people
/// @param architecture id in [Architectures], or [Program#ARCHITECTURE]
/// @param recipe of the network
/// @param modality of the scans it knows, such as `MR`; empty for any
/// @param spacingMm of its grid along the patient's left, back and head axis; 0 where each scan keeps its own
/// @param patch voxels that it saw at once in training, in the same order
/// @param intensity how grey levels are prepared
/// @param mirrorAxes axes (0, 1, 2) along which its training cases were mirrored, so that mirrored tiles mean something to it
/// @param labels that it proposes
/// @param data that it learnt from
/// @param validation how well it did on cases that it never learnt from
/// @param training how it was made
/// @param sha256 of the weights file, lower-case hexadecimal
/// @param made when
/// @param version of Maskwright that made it
/// @param postProcessing what is done to its proposals, as validation chose it
/// @param program of a network that came as one from elsewhere; empty for those that our own code draws
/// @param forms what its forms were measured to cost and to give; empty where nobody measured
/// @param mirroring whether it proposes from mirrored looks, too; empty where nobody tried
public record ModelCard(String id, String name, String architecture, Recipe recipe, String modality, Point spacingMm, Size patch,
                        IntensityRule intensity, List<Integer> mirrorAxes, LabelTable labels, Data data, Validation validation,
                        Training training, String sha256, Instant made, String version, PostProcessing postProcessing, Optional<Program> program, Optional<Forms> forms, Optional<Mirroring> mirroring) {
    /// A card of a model whose forms nobody measured.
    public ModelCard(String id, String name, String architecture, Recipe recipe, String modality, Point spacingMm, Size patch, IntensityRule intensity,
                     List<Integer> mirrorAxes, LabelTable labels, Data data, Validation validation, Training training, String sha256, Instant made, String version,
                     PostProcessing postProcessing, Optional<Program> program) {
        this(id, name, architecture, recipe, modality, spacingMm, patch, intensity, mirrorAxes, labels, data, validation, training, sha256, made, version, postProcessing, program, Optional.empty(), Optional.empty());
    }

    /// A card of a network that our own code draws, without post-processing.
    public ModelCard(String id, String name, String architecture, Recipe recipe, String modality, Point spacingMm, Size patch, IntensityRule intensity,
                     List<Integer> mirrorAxes, LabelTable labels, Data data, Validation validation, Training training, String sha256, Instant made, String version) {
        this(id, name, architecture, recipe, modality, spacingMm, patch, intensity, mirrorAxes, labels, data, validation, training, sha256, made, version, PostProcessing.NONE,
                Optional.empty());
    }

    public ModelCard {
        mirrorAxes = List.copyOf(mirrorAxes);
        if (recipe.classes() != labels.entries().size() + 1) {
            throw new IllegalArgumentException("a network of " + recipe.classes() + " classes needs " + (recipe.classes() - 1) + " labels, got "
                    + labels.entries().size());
        }
        for (int axis : mirrorAxes) {
            if (axis < 0 || axis > 2) throw new IllegalArgumentException("axes are 0, 1 and 2, got " + mirrorAxes);
        }
        if (!(spacingMm.x() >= 0 && spacingMm.y() >= 0 && spacingMm.z() >= 0)) throw new IllegalArgumentException("spacing must not be below 0, got " + spacingMm);
        if (program.isPresent() != architecture.equals(Program.ARCHITECTURE) || program.isPresent() != recipe.widths().isEmpty()) {
            throw new IllegalArgumentException("a network is drawn from an architecture and widths, or came as a program; got '" + architecture + "', widths " + recipe.widths()
                    + (program.isPresent() ? " and a program" : " and no program"));
        }
        for (PostProcessing.OfLabel one : postProcessing.labels()) {
            if (labels.find(one.label()).isEmpty()) throw new IllegalArgumentException("label " + one.label() + " is mended after proposing, but never proposed");
        }
    }

    /// @param name what people call the data
    /// @param reference where it is from; empty if unknown
    /// @param licence under which it was given; empty if unknown
    /// @param trainingCases ids of the cases it learnt from
    /// @param validationCases ids of the cases it was judged by
    public record Data(String name, String reference, String licence, List<String> trainingCases, List<String> validationCases) {
        public Data {
            trainingCases = List.copyOf(trainingCases);
            validationCases = List.copyOf(validationCases);
        }
    }

    /// Dice overlap on the validation cases' own grids.
    ///
    /// @param dice mean over the cases in which it is defined, by label value; a label defined in none is absent
    /// @param before which model's score this is, and on which cases: of a model that learnt from every case, the score of the one that it went on from.
    ///     Empty where the score is its own
    public record Validation(Map<Integer, Double> dice, String before) {
        public Validation {
            dice = java.util.Collections.unmodifiableMap(new TreeMap<>(dice));
        }

        /// Its own.
        public Validation(Map<Integer, Double> dice) {
            this(dice, "");
        }

        /// Mean over labels; empty if none was defined.
        public OptionalDouble meanDice() {
            return dice.values().stream().mapToDouble(Double::doubleValue).average();
        }
    }

    /// @param epochs that were run; the weights are of the one that validated best
    /// @param bestEpoch of the weights, from 1
    /// @param precision of the arithmetic, such as `bfloat16`
    /// @param command that trains it again
    /// @param startedFrom id and hash of the model whose weights it began with; empty for none
    /// @param reasons why it was trained with these settings, a sentence each; none in cards of before that was kept
    public record Training(int epochs, int bestEpoch, long seed, String precision, double minutes, String command, String startedFrom, List<String> reasons) {
        public Training {
            reasons = List.copyOf(reasons);
        }

        /// Of which nobody says why.
        public Training(int epochs, int bestEpoch, long seed, String precision, double minutes, String command, String startedFrom) {
            this(epochs, bestEpoch, seed, precision, minutes, command, startedFrom, List.of());
        }
    }

    public ModelCard withPostProcessing(PostProcessing other, Validation itsValidation) {
        return new ModelCard(id, name, architecture, recipe, modality, spacingMm, patch, intensity, mirrorAxes, labels, data, itsValidation, training, sha256, made, version, other, program, forms, mirroring);
    }

    public ModelCard withMirroring(Optional<Mirroring> other) {
        return new ModelCard(id, name, architecture, recipe, modality, spacingMm, patch, intensity, mirrorAxes, labels, data, validation, training, sha256, made, version, postProcessing, program, forms, other);
    }

    public ModelCard withForms(Optional<Forms> other) {
        return new ModelCard(id, name, architecture, recipe, modality, spacingMm, patch, intensity, mirrorAxes, labels, data, validation, training, sha256, made, version, postProcessing, program, other, mirroring);
    }

    /// A card of the same kind of network with other widths, of which nothing was measured.
    ModelCard withRecipe(Recipe other) {
        return new ModelCard(id, name, architecture, other, modality, spacingMm, patch, intensity, mirrorAxes, labels, data, validation, training, sha256, made, version, postProcessing, program, Optional.empty(), mirroring);
    }

    /// A card of other weights of the same network.
    ModelCard named(String otherId, String otherName, String itsSha256) {
        return new ModelCard(otherId, otherName, architecture, recipe, modality, spacingMm, patch, intensity, mirrorAxes, labels, data, validation, training, itsSha256, made, version, postProcessing, program, Optional.empty(), mirroring);
    }

    /// The images of a case that it takes, in the order of its input's channels; one as a rule.
    public List<String> images() {
        return program.map(Program::channels).orElse(Program.ONE_IMAGE);
    }

    /// Whether it proposes from mirrored looks, too, unless it is asked otherwise.
    public boolean isMirrored() {
        return mirroring.map(Mirroring::pays).orElse(false);
    }

    /// How many ways it looks at a tile that it also looks at mirrored, the plain one among them: twice as many with every axis that it sees.
    public int mirroredLooks() {
        return 1 << mirrorAxes.stream().filter(axis -> patch.along(axis) > 1).count();
    }

    /// The label value of each of the network's classes.
    public Classes classes() {
        return new Classes(labels.entries().stream().map(LabelTable.Entry::value).toList());
    }

    /// The looks that tell how sure this model is.
    ///
    /// @param others models of the same labels that look, too
    public Offer offer(int others) {
        return new Offer((1 << mirrorAxes.size()) - 1, recipe.dropout() > 0, others);
    }
}
