package org.maskwright.learn.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.label.Labels;

/// Maps are drawn in the tests, a row of the grid a line and a slice a text; `.` is background.
class PostProcessingTest {
    private static final Step LARGEST = new LargestPiece();

    static List<Step> steps() {
        return List.of(new LargestPiece(), new MinimumVolume(3), new FillHoles(), new Closing(1.5), new Smooth(0.8));
    }

    @Test
    void onlyTheLargestPieceOfALabelStays() {
        assertAfter(LARGEST, 1, "111..1.22", "111....22");
    }

    @Test
    void ofEquallyLargePiecesTheFirstStays() {
        assertAfter(LARGEST, 1, "11.11", "11...");
    }

    @Test
    void piecesThatMeetAtAnEdgeAreTwo() {
        assertAfter(LARGEST, 1, "11./..1", "11./...");
    }

    @Test
    void rowsDoNotTouchAcrossTheEdgeOfTheGrid() {
        assertAfter(LARGEST, 1, "..1/1../1..", ".../1../1..");
    }

    @Test
    void anIslandInAnotherLabelBecomesPartOfThat() {
        assertAfter(LARGEST, 1, "1....../11.2222/...2122/...2222", "1....../11.2222/...2222/...2222");
    }

    /// Four voxels wide: its inner voxels have no other neighbours than the island itself.
    @Test
    void aThickIslandGoesToItsSurroundingsLayerByLayer() {
        assertAfter(LARGEST, 1, "22222222/21111222/21111222/21111222/21111222/22222222/11111111/11111111/11111111",
                "22222222/22222222/22222222/22222222/22222222/22222222/11111111/11111111/11111111");
    }

    @Test
    void piecesUnderTheLeastVolumeGoAlsoIfNoneIsLeft() {
        assertAfter(new MinimumVolume(3), 1, "111.11.1", "111.....");
        assertAfter(new MinimumVolume(3), 1, "11..1", ".....");
    }

    @Test
    void theLeastVolumeIsInMillimetresWhateverTheGrid() {
        Labels map = map(Geometry.upright(5, 1, 1, 2, 1, 1), "111.1");
        assertThat(text(PostProcessing.apply(map, 1, new MinimumVolume(6)))).isEqualTo("111..");
        assertThat(text(PostProcessing.apply(map, 1, new MinimumVolume(6.1)))).isEqualTo(".....");
    }

    @Test
    void aHoleIsFilledButAnotherLabelInItStays() {
        assertAfter(new FillHoles(), 1, "...../.111./.111./.111./.111./.....|...../.111./.1.1./.121./.111./.....|...../.111./.111./.111./.111./.....",
                "...../.111./.111./.111./.111./.....|...../.111./.111./.121./.111./.....|...../.111./.111./.111./.111./.....");
    }

    @Test
    void whatIsOpenToTheOutsideIsNoHole() {
        assertAfter(new FillHoles(), 1, "111/1../111", "111/1../111");
    }

    @Test
    void closingBridgesAGapThatTheBallDoesNotFitInto() {
        // Grown by 1.5 mm the gap of one voxel closes; shrunk again, what is left of it lies 2 voxels from the outside at most at its ends.
        assertAfter(new Closing(1.5), 1, "......./.11.11./.11.11./.11.11./.......", "......./.11.11./.11111./.11.11./.......");
        assertAfter(new Closing(1), 1, "........./.11...11./.........", "........./.11...11./.........");
    }

    @Test
    void closingNeverTakesAVoxelAway() {
        Labels map = noise(3);
        Mask before = map.mask(1);
        assertThat(before.minus(new Closing(2).apply(before, map.geometry())).isEmpty()).isTrue();
    }

    @Test
    void smoothingTakesASpikeAndFillsANotch() {
        assertAfter(new Smooth(1), 1, "......./...1.../1111111/1111111/111.111/1111111/1111111", "......./......./1111111/1111111/1111111/1111111/1111111");
    }

    @Test
    void atTheEdgeOfTheGridSmoothingTakesTheLabelToGoOn() {
        assertAfter(new Smooth(1), 1, "1111/1111/..../....", "1111/1111/..../....");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aStepNeverTakesAVoxelFromAnotherLabelNorLeavesTheGrid(Step step) {
        for (int seed = 0; seed < 20; seed++) {
            Labels map = noise(seed);
            Labels mended = PostProcessing.apply(map, 1, step);
            assertThat(map.mask(2).minus(mended.mask(2)).isEmpty()).isTrue();
            assertThat(map.mask(3).minus(mended.mask(3)).isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aLabelThatIsNotThereIsNoTrouble(Step step) {
        Labels map = map(Geometry.upright(4, 1, 1, 1, 1, 1), "22..");
        assertThat(PostProcessing.apply(map, 1, step)).isSameAs(map);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void theMapThatIsGivenStaysAsItIs(Step step) {
        Labels map = noise(1);
        String before = text(map);
        PostProcessing.apply(map, 1, step);
        assertThat(text(map)).isEqualTo(before);
    }

    @Test
    void labelsAreMendedInTheirOrderAndStepsInTheirs() {
        var post = new PostProcessing("", List.of(new PostProcessing.OfLabel(1, List.of(new MinimumVolume(2), new Closing(1)), Optional.empty()),
                new PostProcessing.OfLabel(2, List.of(LARGEST), Optional.empty())));
        Labels map = map(Geometry.upright(8, 1, 1, 1, 1, 1), "11.11.12");
        assertThat(text(post.apply(map))).isEqualTo("11.11..2");
        assertThat(post.labels().getFirst().steps()).extracting(Step::words).containsExactly("no piece under 2 mm³", "closed by 1 mm");
    }

    @Test
    void aLabelIsMendedOnceAndByAtLeastOneStep() {
        var one = new PostProcessing.OfLabel(1, List.of(LARGEST), Optional.empty());
        assertThatThrownBy(() -> new PostProcessing("", List.of(one, one))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PostProcessing.OfLabel(1, List.of(), Optional.empty())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MinimumVolume(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Closing(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Smooth(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertAfter(Step step, int label, String before, String after) {
        String[] slices = before.split("\\|");
        String[] rows = slices[0].split("/");
        Geometry grid = Geometry.upright(rows[0].length(), rows.length, slices.length, 1, 1, 1);
        assertThat(text(PostProcessing.apply(map(grid, before), label, step))).isEqualTo(after);
    }

    static Labels map(Geometry grid, String drawn) {
        String[] drawnSlices = drawn.split("\\|");
        short[][] slices = new short[grid.size().z()][grid.size().sliceVoxels()];
        for (int z = 0; z < slices.length; z++) {
            String flat = drawnSlices[z].replace("/", "");
            for (int i = 0; i < slices[z].length; i++) slices[z][i] = (short) (flat.charAt(i) == '.' ? 0 : flat.charAt(i) - '0');
        }
        return Labels.adopting(grid, slices);
    }

    private static String text(Labels map) {
        var text = new StringBuilder();
        for (int z = 0; z < map.geometry().size().z(); z++) {
            if (z > 0) text.append('|');
            for (int y = 0; y < map.geometry().size().y(); y++) {
                if (y > 0) text.append('/');
                for (int x = 0; x < map.geometry().size().x(); x++) text.append(map.at(x, y, z) == 0 ? "." : "" + map.at(x, y, z));
            }
        }
        return text.toString();
    }

    private static Labels noise(int seed) {
        var random = new SplittableRandom(seed);
        Geometry grid = Geometry.upright(9, 8, 7, 1, 0.7, 1.3);
        short[][] slices = new short[7][72];
        for (short[] slice : slices) {
            for (int i = 0; i < slice.length; i++) slice[i] = (short) (random.nextInt(3) == 0 ? random.nextInt(4) : 1);
        }
        return Labels.adopting(grid, slices);
    }
}
