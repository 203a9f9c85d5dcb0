package org.maskwright.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;

class LabelResamplingTest {
    private static final Geometry GRID = Geometry.upright(7, 5, 4, 1, 1.5, 3);

    /// Every voxel another label: 1 + x + 7 (y + 5 z).
    private static Labels numbered() {
        short[][] slices = new short[4][35];
        for (int z = 0; z < 4; z++) for (int i = 0; i < 35; i++) slices[z][i] = (short) (1 + i + 35 * z);
        return Labels.adopting(GRID, slices);
    }

    @Test
    void ontoItsOwnGridNothingChanges() {
        assertThat(LabelResampling.nearest(numbered(), GRID, Progress.NONE).sameVoxels(numbered())).isTrue();
    }

    @Test
    void ontoTheSameVoxelsInAnotherOrderEachLabelKeepsItsPlaceInThePatient() {
        // x counted down, y and z exchanged
        Geometry turned = new Geometry(new Size(7, 4, 5), GRID.toPatient().after(new Affine(-1, 0, 0, 6, 0, 0, 1, 0, 0, 1, 0, 0)));
        Labels there = LabelResampling.nearest(numbered(), turned, Progress.NONE);
        for (int z = 0; z < 4; z++) for (int y = 0; y < 5; y++) for (int x = 0; x < 7; x++) assertThat(there.at(6 - x, z, y)).isEqualTo(1 + x + 7 * (y + 5 * z));
        assertThat(LabelResampling.nearest(there, GRID, Progress.NONE).sameVoxels(numbered())).isTrue();
    }

    @Test
    void beyondTheMapIsBackground() {
        Geometry aside = new Geometry(GRID.size(), Affine.translation(2, 0, 0).after(GRID.toPatient()));
        Labels there = LabelResampling.nearest(numbered(), aside, Progress.NONE);
        assertThat(there.at(0, 0, 0)).isEqualTo(3);
        assertThat(there.at(5, 0, 0)).isZero();
    }

    @Test
    void aFinerGridRepeatsLabelsAndACoarserOneMixesNone() {
        Labels fine = LabelResampling.nearest(numbered(), GRID.resampled(new Size(14, 10, 8)), Progress.NONE);
        assertThat(fine.at(0, 0, 0)).isEqualTo(1);
        assertThat(fine.at(1, 1, 1)).isEqualTo(1);
        assertThat(fine.counts().values()).allMatch(count -> count == 8);
    }
}
