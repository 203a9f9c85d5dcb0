package org.maskwright.tool;

import org.maskwright.label.PaintRule;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.Range;
import org.maskwright.volume.RgbVolume;
import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Volume;

/// Lets paint only onto voxels whose value lies in a range; what [Tool#paintLimit] asks for becomes the rule's limit by it.
///
/// @param range in the volume's own units; both ends belong to it
public record IntensityLimit(Volume volume, Range range) implements PaintRule.VoxelTest {
    @Override
    public boolean allows(int x, int y, int z) {
        double value = volume.value(x, y, z);
        return range.contains(value) || Math.abs(value - range.low()) <= rounding() || Math.abs(value - range.high()) <= rounding();
    }

    /// Slope times sample plus intercept is off by a few last digits of its largest part: an end that *is* a voxel's value
    /// must hold that voxel, as [Volume#within] does.
    private double rounding() {
        return switch (volume) {
            case ShortVolume v -> 1e-12 * Math.max(Math.abs(v.slope()) * 65_536, Math.abs(v.intercept()));
            case FloatVolume _, RgbVolume _ -> 0;
        };
    }

    /// In the user's words, such as "−100…240 HU".
    public String words() {
        return Amount.words(range.low()) + "…" + Amount.words(range.high(), volume.info().unit());
    }
}
