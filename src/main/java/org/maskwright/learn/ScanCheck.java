package org.maskwright.learn;

import java.util.List;
import org.maskwright.geometry.Size;
import org.maskwright.learn.image.IntensityRule;
import org.maskwright.learn.image.NetworkGrid;
import org.maskwright.learn.torch.DeviceMemory;
import org.maskwright.volume.RgbVolume;
import org.maskwright.volume.Volume;

/// Whether a scan is of the kind that a model learnt from, as far as that can be told without looking at its content.
final class ScanCheck {
    /// Air outside the patient: CT has voxels below this, almost nothing else has.
    private static final double AIR_HU = -500;
    /// As the network gave them, in the scan's order of axes, and a mean.
    private static final int COPIES = 3;
    private static final long MAX_GRID_VOXELS = 1L << 29;

    private ScanCheck() {}

    /// Whether the class probabilities of several models, each on a grid of its own, fit into the memory side by side.
    ///
    /// @throws ModelException saying what they need and what is free
    static void requireRoom(List<ModelCard> cards, Volume volume) throws ModelException {
        long bytes = 0;
        for (ModelCard card : cards) bytes += COPIES * NetworkGrid.of(volume.geometry(), card.spacingMm()).size().voxels() * card.recipe().classes() * Float.BYTES;
        Runtime runtime = Runtime.getRuntime();
        if (bytes > runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory()) System.gc(); // much of what counts as used may be long dead
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        if (bytes > free) {
            throw new ModelException("what " + cards.size() + " models say of this scan needs " + DeviceMemory.text(bytes) + ", " + DeviceMemory.text(free)
                    + " are free. Name fewer models, or crop the scan.");
        }
    }

    /// @throws ModelException saying what differs and what to do about it
    static void require(ModelCard card, Volume volume, boolean anyScan) throws ModelException {
        if (volume instanceof RgbVolume) {
            throw new ModelException("model '" + card.id() + "' knows grey levels, but this scan is in colour. Choose a grey-level scan.");
        }
        String modality = volume.info().modality();
        if (!anyScan && !card.modality().isEmpty()) {
            if (!modality.isEmpty() && !modality.equals(card.modality())) {
                throw new ModelException("model '" + card.id() + "' knows " + card.modality() + ", but this scan is " + modality + ". Choose a model for "
                        + modality + ".");
            }
            double low = volume.range().low();
            if (modality.isEmpty() && card.modality().equals("CT") && card.intensity() instanceof IntensityRule.Fixed && low > AIR_HU) {
                throw new ModelException("model '" + card.id() + "' knows CT in Hounsfield units, but the values of this scan begin at " + low
                        + ", so it has no air in it. Choose another model, or say that any scan will do.");
            }
            if (modality.isEmpty() && card.modality().equals("MR") && low < AIR_HU) {
                throw new ModelException("model '" + card.id() + "' knows MR, but the values of this scan begin at " + low
                        + ", as in CT. Choose another model, or say that any scan will do.");
            }
        }
        if (volume.range().width() == 0) {
            throw new ModelException("every voxel of this scan has the value " + volume.range().low() + ", so there is nothing to propose on.");
        }
        Size size = NetworkGrid.of(volume.geometry(), card.spacingMm()).size();
        long bytes = size.voxels() * card.recipe().classes() * Float.BYTES;
        long memory = Runtime.getRuntime().maxMemory();
        if (size.voxels() > MAX_GRID_VOXELS || bytes > memory / 2) {
            throw new ModelException("at the spacing of model '" + card.id() + "' this scan has " + size + " voxels, which needs " + (bytes >> 20)
                    + " MiB of memory where " + (memory >> 20) + " MiB may be used. Crop the scan, or choose a model of coarser spacing.");
        }
    }
}
