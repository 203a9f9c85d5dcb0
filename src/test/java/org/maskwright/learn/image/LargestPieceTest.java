package org.maskwright.learn.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Size;

class LargestPieceTest {
    /// A row: class 1 in voxels 0 to 2 and 5, class 2 in 6 and 7, background between.
    @Test
    void onlyTheLargestPieceOfEachClassStays() {
        float[] one = {0.9f, 0.9f, 0.9f, 0.1f, 0.1f, 0.9f, 0.1f, 0.1f};
        float[] two = {0, 0, 0, 0, 0, 0.05f, 0.8f, 0.8f};
        float[] background = new float[8];
        for (int i = 0; i < 8; i++) background[i] = 1 - one[i] - two[i];
        LargestPiece.keep(new float[][] {background, one, two}, new Size(8, 1, 1));
        assertThat(one).containsExactly(0.9f, 0.9f, 0.9f, 0.1f, 0.1f, 0, 0.1f, 0.1f);
        assertThat(two).containsExactly(0, 0, 0, 0, 0, 0.05f, 0.8f, 0.8f);
    }

    @Test
    void rowsDoNotTouchAcrossTheEdgeOfTheGrid() {
        float[] one = {0.1f, 0.1f, 0.9f, 0.9f, 0.1f, 0.9f};
        float[] background = new float[6];
        for (int i = 0; i < 6; i++) background[i] = 1 - one[i];
        LargestPiece.keep(new float[][] {background, one}, new Size(3, 2, 1));
        assertThat(one).as("x=2 of row 0 touches x=2 of row 1; x=0 of row 1 touches neither").containsExactly(0.1f, 0.1f, 0.9f, 0, 0.1f, 0.9f);
    }
}
