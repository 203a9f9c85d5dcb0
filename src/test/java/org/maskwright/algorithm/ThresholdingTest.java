package org.maskwright.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.volume.Range;
import org.maskwright.volume.Volume;

class ThresholdingTest {
    @Property(tries = 300)
    void holdsExactlyTheVoxelsWhoseValueLiesInTheRange(@ForAll long seed) {
        Random random = new Random(seed);
        Volume volume = Volumes.random(random);
        Range range = Volumes.range(volume, random);
        Size size = volume.geometry().size();
        int x = random.nextInt(size.x()) - 2, y = random.nextInt(size.y()) - 2, z = random.nextInt(size.z()) - 2;
        Box box = random.nextBoolean() ? size.box() : new Box(x, y, z, x + 1 + random.nextInt(80), y + 1 + random.nextInt(20), z + 1 + random.nextInt(9));
        assertThat(Thresholding.of(volume, range, box, Progress.NONE))
                .isEqualTo(Grids.where(size, (i, j, k) -> box.contains(i, j, k) && range.contains(volume.value(i, j, k))));
    }
}
