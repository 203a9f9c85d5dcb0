package org.maskwright.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BoxTest {
    @Provide
    Arbitrary<Box> boxes() {
        return Arbitraries.integers().between(-4, 6).list().ofSize(6).map(n -> new Box(n.get(0), n.get(1), n.get(2), n.get(3), n.get(4), n.get(5)));
    }

    @Property
    void intersectionHoldsWhatBothHold(@ForAll("boxes") Box a, @ForAll("boxes") Box b) {
        Box both = a.intersect(b);
        for (int z = -5; z < 7; z++)
            for (int y = -5; y < 7; y++)
                for (int x = -5; x < 7; x++) assertThat(both.contains(x, y, z)).isEqualTo(a.contains(x, y, z) && b.contains(x, y, z));
        assertThat(both).isEqualTo(b.intersect(a));
        assertThat(a.contains(both) && b.contains(both)).isTrue();
    }

    @Property
    void unionIsTheSmallestBoxThatHoldsBoth(@ForAll("boxes") Box a, @ForAll("boxes") Box b, @ForAll("boxes") Box other) {
        Box union = a.union(b);
        assertThat(union).isEqualTo(b.union(a));
        assertThat(union.contains(a) && union.contains(b)).isTrue();
        if (other.contains(a) && other.contains(b)) assertThat(other.contains(union)).isTrue();
        assertThat(a.union(Box.EMPTY)).isEqualTo(a);
        assertThat(a.union(a)).isEqualTo(a);
    }

    @Property
    void voxelsCountsWhatContainsAccepts(@ForAll("boxes") Box box) {
        long n = 0;
        for (int z = -5; z < 7; z++) for (int y = -5; y < 7; y++) for (int x = -5; x < 7; x++) if (box.contains(x, y, z)) n++;
        assertThat(box.voxels()).isEqualTo(n);
        assertThat(box.isEmpty()).isEqualTo(n == 0);
    }

    @Property
    void shrinkingUndoesGrowing(@ForAll("boxes") Box box) {
        assertThat(box.grow(3).grow(-3)).isEqualTo(box);
    }

    @Test
    void everyEmptyBoxIsTheSame() {
        assertThat(new Box(3, 3, 3, 3, 9, 9)).isEqualTo(Box.EMPTY);
        assertThat(new Box(5, 0, 0, 2, 9, 9)).isEqualTo(Box.EMPTY);
        assertThat(new Box(0, 0, 0, 4, 4, 4).grow(-2)).isEqualTo(Box.EMPTY);
        assertThat(Box.EMPTY.grow(5)).isEqualTo(Box.EMPTY);
        assertThat(Box.EMPTY.contains(0, 0, 0)).isFalse();
    }

    @Test
    void aVoxelsBoxHoldsOneVoxel() {
        assertThat(Box.ofVoxel(3, -2, 7)).isEqualTo(new Box(3, -2, 7, 4, -1, 8));
        assertThat(Box.ofVoxel(3, -2, 7).voxels()).isEqualTo(1);
    }

    @Test
    void manyVoxelsDoNotOverflow() {
        assertThat(new Box(0, 0, 0, 2000, 2000, 2000).voxels()).isEqualTo(8_000_000_000L);
    }
}
