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
import org.maskwright.learn.augment.Intensity;
import org.maskwright.learn.augment.Rotation;
import org.maskwright.learn.augment.Scaling;
import org.maskwright.learn.image.IntensityRule;
import org.maskwright.learn.optimise.OptimiserKind;

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
record TrainingSettings(Recipe recipe, Point spacingMm, Size patch, IntensityRule intensity, List<Integer> mirrorAxes, int batch,
                        int stepsPerEpoch, OptimiserKind optimiser, double learningRate, double gradientNorm) {
    /// A case of more voxels than this is seen coarser.
    private static final double MAX_CASE_VOXELS = 400_000;
    private static final int MAX_PATCH_VOXELS_3D = 160_000;
    private static final int MAX_PATCH_VOXELS_2D = 256 * 256;
    private static final int MIN_STEPS = 40;
    private static final double GRADIENT_NORM = 5;

    static TrainingSettings of(TrainingSet data, Fingerprint fingerprint, Architecture architecture, int trainingCases, Optional<Point> spacingMm, OptimiserKind optimiser) {
        int dimensions = architecture.dimensions();
        Point spacing = spacingMm.orElseGet(() -> spacing(fingerprint, dimensions));
        Recipe recipe = architecture.defaultRecipe(1, data.labels().entries().size() + 1);
        int stride = architecture.build(recipe).stride();
        Size size = new Size(voxels(fingerprint, spacing, 0), voxels(fingerprint, spacing, 1), voxels(fingerprint, spacing, 2));
        Size patch = patch(size, dimensions, stride);
        int batch = dimensions == 2 ? 8 : 2;
        double patchesPerCase = Math.clamp((double) size.voxels() / patch.voxels(), 1, dimensions == 2 ? 16 : 8);
        int steps = Math.max(MIN_STEPS, (int) Math.ceil(trainingCases * patchesPerCase / batch));
        return new TrainingSettings(recipe, spacing, patch, intensity(fingerprint), mirrorAxes(data.labels()), batch, steps,
                optimiser, optimiser.learningRate(), GRADIENT_NORM);
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

    /// The median case, its longest side shortened until it fits the memory and the minute.
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

    List<Augmentation> augmentations() {
        var augmentations = new ArrayList<Augmentation>();
        mirrorAxes.forEach(axis -> augmentations.add(new Flip(axis)));
        augmentations.add(new Rotation(15));
        augmentations.add(new Scaling(0.15));
        augmentations.add(new Intensity(intensity instanceof IntensityRule.Fixed ? 0.5 : 1));
        return augmentations;
    }
}
