package org.maskwright.format.coco;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CocoObjectTest {
    /// Lines of `#` and anything else.
    private static BitSet picture(String... lines) {
        BitSet mask = new BitSet();
        for (int y = 0; y < lines.length; y++) for (int x = 0; x < lines[y].length(); x++) if (lines[y].charAt(x) == '#') mask.set(y * lines[y].length() + x);
        return mask;
    }

    private static BitSet pixels(CocoObject object, int width, int height) {
        return switch (object.segmentation()) {
            case List<?> polygons -> Polygons.mask(polygons.stream().map(one -> ((List<?>) one).stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray()).toList(), width, height);
            case Map<?, ?> runs when runs.get("counts") instanceof List<?> counts -> RunLengths.mask(counts.stream().mapToLong(n -> ((Number) n).longValue()).toArray(), width, height);
            default -> throw new AssertionError("neither polygons nor run lengths");
        };
    }

    @Test void aPartIsAPolygonAlongItsPixelsFaces() {
        List<CocoObject> parts = CocoObject.parts(picture("......", ".##...", ".####."), 6, 3);
        assertThat(parts).containsExactly(new CocoObject(List.of(List.of(3, 1, 3, 2, 5, 2, 5, 3, 1, 3, 1, 1)), List.of(1, 1, 4, 2), 6, false));
    }

    @Test void aPartWithAHoleComesInRunLengthsAndItsNeighbourDoesNot() {
        List<CocoObject> parts = CocoObject.parts(picture("###..", "#.#.#", "###.."), 5, 3);
        assertThat(parts).extracting(CocoObject::crowd).containsExactly(true, false);
        assertThat(parts).extracting(CocoObject::area).containsExactly(8, 1);
        assertThat(parts.getLast().box()).containsExactly(4, 1, 1, 1);
    }

    @Test void theObjectsOfAnyMaskHoldItsPixelsAndEachOfThemOnce() {
        Random random = new Random(5);
        for (int trial = 0; trial < 400; trial++) {
            int width = 1 + random.nextInt(14), height = 1 + random.nextInt(14);
            double density = random.nextDouble();
            BitSet mask = new BitSet(), seen = new BitSet();
            for (int i = 0; i < width * height; i++) mask.set(i, random.nextDouble() < density);
            for (CocoObject object : CocoObject.parts(mask, width, height)) {
                BitSet own = pixels(object, width, height);
                assertThat(own.intersects(seen)).isFalse();
                assertThat(own.cardinality()).isEqualTo(object.area());
                seen.or(own);
            }
            assertThat(seen).isEqualTo(mask);
            if (!mask.isEmpty()) assertThat(pixels(CocoObject.runs(mask, width, height), width, height)).isEqualTo(mask);
        }
    }
}
