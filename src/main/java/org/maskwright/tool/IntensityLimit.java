package org.maskwright.tool;

import org.maskwright.label.PaintRule;
import org.maskwright.volume.Range;
import org.maskwright.volume.Volume;

/// Lets paint only onto voxels whose value lies in a range; what [Tool#paintLimit] asks for becomes the rule's limit by it.
///
/// @param range in the volume's own units; both ends belong to it
public record IntensityLimit(Volume volume, Range range) implements PaintRule.VoxelTest {
    @Override
    public boolean allows(int x, int y, int z) {
        return range.contains(volume.value(x, y, z));
    }

    /// In the user's words, such as "−100…240 HU".
    public String words() {
        return Amount.words(range.low()) + "…" + Amount.words(range.high(), volume.info().unit());
    }
}
