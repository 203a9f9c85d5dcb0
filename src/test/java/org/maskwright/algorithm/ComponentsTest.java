package org.maskwright.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.maskwright.algorithm.Components.Neighbours;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;

class ComponentsTest {
    private static Mask noise(Size size, Random random) {
        int percent = 10 + random.nextInt(60);
        return Grids.where(size, (x, y, z) -> random.nextInt(100) < percent);
    }

    private static Size size(Random random) {
        return new Size(1 + random.nextInt(70), 1 + random.nextInt(9), 1 + random.nextInt(5));
    }

    @Property(tries = 150)
    void partsAreThoseOfASearchVoxelByVoxelLargestFirst(@ForAll long seed) {
        Random random = new Random(seed);
        Size size = size(random);
        Mask mask = noise(size, random);
        assertThat(parts(Components.of(mask, Neighbours.FACES))).isEqualTo(Brute.components(size, mask, 1));
        assertThat(parts(Components.of(mask, Neighbours.CORNERS))).isEqualTo(Brute.components(size, mask, 3));
    }

    private static List<Mask> parts(Components components) {
        List<Mask> parts = new ArrayList<>();
        for (int i = 0; i < components.count(); i++) {
            assertThat(components.size(i)).isEqualTo(components.part(i).count());
            parts.add(components.part(i));
        }
        return parts;
    }

    @Test
    void emptyMaskHasNoParts() {
        assertThat(Components.of(Mask.EMPTY, Neighbours.FACES).count()).isZero();
        assertThat(Components.of(Mask.EMPTY, Neighbours.CORNERS).largest().isEmpty()).isTrue();
    }

    @Property(tries = 150)
    void smallPartsTogetherAreThosePartsOneByOne(@ForAll long seed) {
        Random random = new Random(seed);
        Mask mask = noise(size(random), random);
        Components parts = Components.of(mask, Components.Neighbours.FACES);
        double limit = random.nextInt(6) + 0.5;
        Mask small = Mask.EMPTY;
        for (int i = 1; i < parts.count(); i++) if (parts.size(i) < limit) small = small.or(parts.part(i));
        assertThat(parts.smallerThan(limit)).isEqualTo(small);
    }

    @Property(tries = 150)
    void holesAreWhatTheOutsideDoesNotReach(@ForAll long seed) {
        Random random = new Random(seed);
        Size size = size(random);
        Mask mask = noise(size, random);
        Box around = size.box().grow(1);
        Size room = new Size(around.width(), around.height(), around.depth());
        Mask outside = Brute.reach(room, 0, 0, 0, 1, (x, y, z) -> !mask.contains(x - 1, y - 1, z - 1));
        assertThat(Holes.filledInSpace(mask, Progress.NONE)).isEqualTo(Grids.where(size, (x, y, z) -> !outside.contains(x + 1, y + 1, z + 1)));
    }
}
