package org.maskwright.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
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
    /// How far apart the grids of a case's images may lie, in parts of a voxel: tools round headers differently.
    private static final double TOLERANCE_VOXELS = 0.1;

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

    /// @param images of one case
    /// @throws ModelException saying what differs and what to do about it
    static void require(ModelCard card, List<Volume> images, boolean anyScan) throws ModelException {
        List<String> wanted = card.images();
        if (images.size() != wanted.size()) {
            throw new ModelException("model '" + card.id() + "' takes " + (wanted.size() == 1 ? "one image" : wanted.size() + " images") + " of a case" + (wanted.size() == 1 ? "" : " (" + String.join(", ", wanted) + ")")
                    + ", and " + (images.size() == 1 ? "one was" : images.size() + " were") + " given. " + (wanted.size() == 1 ? "Name that image alone."
                    : "Name them in this order: maskwright propose --model " + card.id() + " --out DIR --image " + String.join(",", wanted.stream().map(ScanCheck::fileName).toList()) + "."));
        }
        Geometry grid = images.getFirst().geometry();
        Point mm = grid.spacingMm();
        for (int i = 1; i < images.size(); i++) {
            Geometry own = images.get(i).geometry();
            if (!own.sameGrid(grid, TOLERANCE_VOXELS * Math.min(mm.x(), Math.min(mm.y(), mm.z())))) {
                throw new ModelException("image " + (i + 1) + " of the case (" + wanted.get(i) + ") lies on another grid (" + own.size() + " voxels, the first at " + at(own) + ") than the first ("
                        + wanted.getFirst() + ", " + grid.size() + " voxels, the first at " + at(grid) + "). Resample it onto that one's grid.");
            }
        }
        for (Volume image : images) require(card, image, anyScan);
        requireMemory(card, grid);
    }

    /// What a network is shown in place of voxels that hold no number; see [NetworkGrid#image].
    ///
    /// @param images of one case, that were found to be good
    /// @return a sentence for each that has such voxels
    static List<String> holes(ModelCard card, List<Volume> images) {
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            Volume image = images.get(i);
            long none = image.voxelsWithoutNumber();
            if (none == 0) continue;
            String whose = images.size() == 1 ? "" : "In image " + (i + 1) + " (" + card.images().get(i) + ") ";
            sentences.add(String.format(Locale.ROOT, "%s%d %s (%.2g %% of the scan) and %s as its least value, %s.", whose, none, none == 1 ? "voxel holds no number" : "voxels hold no number",
                    100.0 * none / image.geometry().size().voxels(), none == 1 ? "counts" : "count", (float) image.range().low()));
        }
        return sentences;
    }

    private static String at(Geometry grid) {
        Point origin = grid.toPatient(0, 0, 0);
        return String.format(Locale.ROOT, "%.1f, %.1f, %.1f mm", origin.x(), origin.y(), origin.z());
    }

    private static String fileName(String image) {
        return image.replaceAll("[^A-Za-z0-9._-]+", "-") + ".nii.gz";
    }

    private static void require(ModelCard card, Volume volume, boolean anyScan) throws ModelException {
        if (volume instanceof RgbVolume) {
            throw new ModelException("model '" + card.id() + "' knows grey levels, but this scan is in colour. Choose a grey-level scan.");
        }
        if (volume.voxelsWithoutNumber() == volume.geometry().size().voxels()) {
            throw new ModelException("no voxel of this scan holds a number, so there is nothing to propose on. Choose another scan, or write this one anew from where it came.");
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
            throw new ModelException("every voxel of this scan" + (volume.voxelsWithoutNumber() > 0 ? " that holds a number" : "") + " has the value " + volume.range().low() + ", so there is nothing to propose on.");
        }
    }

    private static void requireMemory(ModelCard card, Geometry grid) throws ModelException {
        Size size = NetworkGrid.of(grid, card.spacingMm()).size();
        int channels = card.recipe().inputChannels();
        long bytes = size.voxels() * (card.recipe().classes() + (channels > 1 ? channels : 0)) * Float.BYTES;
        long memory = Runtime.getRuntime().maxMemory();
        if (channels * size.voxels() > MAX_GRID_VOXELS || bytes > memory / 2) {
            throw new ModelException("at the spacing of model '" + card.id() + "' this scan has " + size + " voxels, which needs " + (bytes >> 20)
                    + " MiB of memory where " + (memory >> 20) + " MiB may be used. Crop the scan, or choose a model of coarser spacing.");
        }
    }
}
