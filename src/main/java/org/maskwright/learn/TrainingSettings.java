package org.maskwright.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.augment.Augmentation;
import org.maskwright.learn.augment.Flip;
import org.maskwright.learn.augment.BiasField;
import org.maskwright.learn.augment.Blur;
import org.maskwright.learn.augment.Brightness;
import org.maskwright.learn.augment.Chance;
import org.maskwright.learn.augment.Contrast;
import org.maskwright.learn.augment.Elastic;
import org.maskwright.learn.augment.Gamma;
import org.maskwright.learn.augment.LowResolution;
import org.maskwright.learn.augment.Noise;
import org.maskwright.learn.augment.Rotation;
import org.maskwright.learn.augment.Scaling;
import org.maskwright.learn.image.IntensityRule;
import org.maskwright.learn.loss.Loss;
import org.maskwright.learn.optimise.OptimiserKind;
import org.maskwright.learn.optimise.Schedule;

/// All that a run needs beside its data, derived from the data by fixed rules, so that nobody need turn knobs and the same
/// data always trains the same way.
///
/// The rules follow nnU-Net's idea of a fingerprint (Isensee et al. 2021, https://doi.org/10.1038/s41592-020-01008-z), cut
/// down to what a desktop's processor trains in an hour.
///
/// @param patch in voxels of the network's grid
/// @param mirrorAxes along which cases may be mirrored
/// @param batch patches a step
/// @param stepsPerEpoch steps between two validations
/// @param learningRate at its highest
/// @param schedule by which it falls
/// @param gradientNorm gradients longer than this are shortened to it
/// @param deepSupervision whether coarser stages learn from the truth at first hand, too
/// @param augmentations each in its strength, in the order in which they are done
record TrainingSettings(Recipe recipe, Point spacingMm, Size patch, IntensityRule intensity, List<Integer> mirrorAxes, int batch,
                        int stepsPerEpoch, OptimiserKind optimiser, double learningRate, Schedule schedule, double gradientNorm, Loss loss,
                        boolean deepSupervision, List<Augmentation> augmentations) {
    /// A case of more voxels than this is seen coarser.
    private static final double MAX_CASE_VOXELS = 400_000;
    private static final int MAX_PATCH_VOXELS_3D = 160_000;
    private static final int MAX_PATCH_VOXELS_2D = 256 * 256;
    private static final int MIN_STEPS = 80;
    private static final double GRADIENT_NORM = 5;
    /// Against forgetting: what a model knows already needs no large steps.
    private static final double RATE_FROM_A_MODEL = 0.25;

    TrainingSettings {
        mirrorAxes = List.copyOf(mirrorAxes);
        augmentations = List.copyOf(augmentations);
    }

    /// @param start a model that training goes on from: its network is kept
    /// @param sameLabels whether it knows the labels of the data: then its grid and grey levels are kept, too
    static TrainingSettings of(TrainingSet data, Fingerprint fingerprint, Architecture architecture, Optional<ModelCard> start, boolean sameLabels, int trainingCases,
                               TrainingMethod method) {
        int dimensions = architecture.dimensions();
        Optional<ModelCard> from = start.filter(_ -> sameLabels);
        Point spacing = from.map(ModelCard::spacingMm).orElseGet(() -> spacing(fingerprint, dimensions));
        int classes = data.labels().entries().size() + 1;
        Recipe usual = start.map(card -> card.recipe().withClasses(classes)).orElseGet(() -> architecture.defaultRecipe(1, classes));
        Recipe recipe = method.network().of(usual);
        IntensityRule intensity = from.map(ModelCard::intensity).orElseGet(() -> intensity(fingerprint));
        List<Integer> mirrorAxes = method.mirrorAxes().or(() -> from.map(ModelCard::mirrorAxes)).orElseGet(() -> mirrorAxes(data.labels()));
        int stride = architecture.build(recipe).stride();
        Size size = new Size(voxels(fingerprint, spacing, 0), voxels(fingerprint, spacing, 1), voxels(fingerprint, spacing, 2));
        Size patch = patch(size, dimensions, stride);
        int batch = dimensions == 2 ? 8 : 4;
        double patchesPerCase = Math.clamp((double) size.voxels() / patch.voxels(), 1, dimensions == 2 ? 16 : 8);
        int steps = Math.max(MIN_STEPS, (int) Math.ceil(trainingCases * patchesPerCase / batch));
        double rate = method.learningRate().orElse(method.optimiser().learningRate() * (from.isPresent() ? RATE_FROM_A_MODEL : 1));
        return new TrainingSettings(recipe, spacing, patch, intensity, mirrorAxes, batch, steps, method.optimiser(), rate, method.schedule(),
                GRADIENT_NORM, method.loss().make(), method.deepSupervision(), augmentations(spacing, patch, intensity, mirrorAxes));
    }

    /// The median spacing, made coarser where a whole case would have too many voxels: first along the axes that are finer
    /// than the others, then along all alike.
    private static Point spacing(Fingerprint fingerprint, int dimensions) {
        double[] mm = {fingerprint.spacingMm().x(), fingerprint.spacingMm().y(), fingerprint.spacingMm().z()};
        double[] extent = {fingerprint.extentMm().x(), fingerprint.extentMm().y(), fingerprint.extentMm().z()};
        if (dimensions == 2) {
            double side = Math.sqrt(extent[0] * extent[1] / MAX_PATCH_VOXELS_2D);
            return new Point(round(Math.max(mm[0], side)), round(Math.max(mm[1], side)), round(mm[2]));
        }
        double voxels = extent[0] / mm[0] * extent[1] / mm[1] * extent[2] / mm[2];
        while (voxels > MAX_CASE_VOXELS) {
            int finest = mm[0] <= mm[1] && mm[0] <= mm[2] ? 0 : mm[1] <= mm[2] ? 1 : 2;
            mm[finest] *= 1.02;
            voxels /= 1.02;
        }
        return new Point(round(mm[0]), round(mm[1]), round(mm[2]));
    }

    /// To a hundredth of a millimetre, so that a card reads well.
    private static double round(double mm) {
        return Math.max(0.01, Math.rint(mm * 100) / 100);
    }

    private static int voxels(Fingerprint fingerprint, Point spacing, int axis) {
        return (int) Math.max(1, Math.round(fingerprint.extentMm().along(axis) / spacing.along(axis)));
    }

    /// The median case with what it needs to fit the network, its longest side shortened until it fits the memory and the minute.
    ///
    /// Whole cases are shown wherever they fit, with their edges: how far a label lies from where a scan was cut tells
    /// something, and proposals are made on whole cases, too.
    private static Size patch(Size size, int dimensions, int stride) {
        int limit = dimensions == 2 ? MAX_PATCH_VOXELS_2D : MAX_PATCH_VOXELS_3D;
        int[] sides = {size.x(), size.y(), size.z()};
        while (true) {
            Size patch = Predictor.fit(new Size(sides[0], sides[1], sides[2]), dimensions, stride);
            if (patch.voxels() <= limit) return patch;
            int longest = 0;
            for (int axis = 1; axis < dimensions; axis++) {
                if (patch.along(axis) > patch.along(longest)) longest = axis;
            }
            if (patch.along(longest) <= 2 * stride) return patch;
            sides[longest] = patch.along(longest) - stride;
        }
    }

    private static IntensityRule intensity(Fingerprint fingerprint) {
        boolean scaled = fingerprint.modality().equals("CT") && fingerprint.high() > fingerprint.low() && fingerprint.deviation() > 0;
        return scaled ? new IntensityRule.Fixed(fingerprint.low(), fingerprint.high(), fingerprint.mean(), fingerprint.deviation())
                : IntensityRule.PerScan.DEFAULT;
    }

    /// Left and right may be exchanged unless a label tells them apart.
    private static List<Integer> mirrorAxes(LabelTable labels) {
        boolean sided = labels.entries().stream().anyMatch(entry -> entry.name().toLowerCase(Locale.ROOT).matches(".*\\b(left|right|l|r)\\b.*"));
        return sided ? List.of() : List.of(0);
    }

    TrainingSettings withRecipe(Recipe other) {
        return new TrainingSettings(other, spacingMm, patch, intensity, mirrorAxes, batch, stepsPerEpoch, optimiser, learningRate, schedule, gradientNorm, loss, deepSupervision, augmentations);
    }

    TrainingSettings withStepsPerEpoch(int other) {
        return new TrainingSettings(recipe, spacingMm, patch, intensity, mirrorAxes, batch, other, optimiser, learningRate, schedule, gradientNorm, loss, deepSupervision, augmentations);
    }

    TrainingSettings withLearningRate(double other) {
        return new TrainingSettings(recipe, spacingMm, patch, intensity, mirrorAxes, batch, stepsPerEpoch, optimiser, other, schedule, gradientNorm, loss, deepSupervision, augmentations);
    }

    TrainingSettings withLoss(Loss other) {
        return new TrainingSettings(recipe, spacingMm, patch, intensity, mirrorAxes, batch, stepsPerEpoch, optimiser, learningRate, schedule, gradientNorm, other, deepSupervision, augmentations);
    }

    private static List<Augmentation> augmentations(Point spacingMm, Size patch, IntensityRule intensity, List<Integer> mirrorAxes) {
        var augmentations = new ArrayList<Augmentation>();
        mirrorAxes.forEach(axis -> augmentations.add(new Flip(axis)));
        // Grey levels mean little in MR and much in CT.
        double grey = intensity instanceof IntensityRule.Fixed ? 0.5 : 1;
        double shortest = Math.min(patch.x() * spacingMm.x(), patch.y() * spacingMm.y());
        // Half of the patches keep their voxels: what is turned is interpolated, and not as sharp as what will be shown.
        augmentations.add(new Chance(0.25, new Rotation(20)));
        augmentations.add(new Chance(0.25, new Scaling(0.2)));
        augmentations.add(new Chance(0.15, new Elastic(shortest / 4, shortest / 30)));
        augmentations.add(new Chance(0.1, new LowResolution(2)));
        augmentations.add(new Chance(0.1, new Blur(1)));
        augmentations.add(new Chance(0.5, new Gamma(0.4 * grey)));
        augmentations.add(new Chance(0.15, new BiasField(0.3 * grey)));
        augmentations.add(new Chance(0.5, new Contrast(0.25 * grey)));
        augmentations.add(new Chance(0.5, new Brightness(0.2 * grey)));
        augmentations.add(new Chance(0.2, new Noise(0.15 * grey)));
        return augmentations;
    }
}
