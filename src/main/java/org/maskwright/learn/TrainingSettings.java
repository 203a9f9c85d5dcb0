package org.maskwright.learn;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
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

/// All that a run needs beside its data, as [SettingsRules] choose it.
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
    TrainingSettings {
        mirrorAxes = List.copyOf(mirrorAxes);
        augmentations = List.copyOf(augmentations);
    }

    TrainingSettings withRecipe(Recipe other) {
        return new TrainingSettings(other, spacingMm, patch, intensity, mirrorAxes, batch, stepsPerEpoch, optimiser, learningRate, schedule, gradientNorm, loss, deepSupervision, augmentations);
    }

    TrainingSettings withBatch(int other) {
        return new TrainingSettings(recipe, spacingMm, patch, intensity, mirrorAxes, other, stepsPerEpoch, optimiser, learningRate, schedule, gradientNorm, loss, deepSupervision, augmentations);
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

    /// What a run varies as a rule.
    static List<Augmentation> augmentations(Point spacingMm, Size patch, IntensityRule intensity, List<Integer> mirrorAxes) {
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
