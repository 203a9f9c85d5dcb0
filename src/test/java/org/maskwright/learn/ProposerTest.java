package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.learn.post.MinimumVolume;
import org.maskwright.learn.post.PostProcessing;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Score;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.RgbVolume;
import org.maskwright.volume.ScanInfo;

class ProposerTest {
    @TempDir static Path folder;
    private static Proposer proposer;

    @BeforeAll
    static void train() throws Exception {
        SmallCases.train(TrainingPlan.of(SmallCases.set(6), folder.resolve("balls")).withEpochs(4), Progress.NONE);
        proposer = Proposer.open(Models.read(folder.resolve("balls")));
    }

    @AfterAll
    static void close() {
        proposer.close();
    }

    @Test
    void theProposalLiesOnTheScansOwnGridAndNamesItsModel() throws Exception {
        TrainingCase.Content unseen = SmallCases.content(99);
        Proposal proposal = proposer.propose(unseen.volume(), ProposeOptions.DEFAULT, Progress.NONE);
        assertThat(proposal.labels().geometry()).isEqualTo(unseen.volume().geometry());
        assertThat(proposal.modelId()).isEqualTo("balls");
        assertThat(proposal.modelSha256()).isEqualTo(proposer.card().sha256());
        assertThat(proposal.table()).isEqualTo(SmallCases.TABLE);
        assertThat(dice(unseen.labels(), proposal.labels())).isGreaterThan(0.75);
    }

    @Test
    void theSameScanGivesTheSameProposal() throws Exception {
        TrainingCase.Content unseen = SmallCases.content(98);
        Labels first = proposer.propose(unseen.volume(), ProposeOptions.DEFAULT, Progress.NONE).labels();
        assertThat(proposer.propose(unseen.volume(), ProposeOptions.DEFAULT, Progress.NONE).labels().sameVoxels(first)).isTrue();
    }

    /// The same patient, scanned with other axes: x to the back, y to the feet, z to the right.
    @Test
    void howTheScannerLaidTheAxesPlaysNoPart() throws Exception {
        TrainingCase.Content unseen = SmallCases.content(97);
        Labels upright = proposer.propose(unseen.volume(), ProposeOptions.DEFAULT, Progress.NONE).labels();
        Geometry own = unseen.volume().geometry();
        int nx = own.size().x();
        int ny = own.size().y();
        int nz = own.size().z();
        var turned = new Geometry(new org.maskwright.geometry.Size(ny, nz, nx), new Affine(0, 0, -1, nx - 1, 1, 0, 0, 0, 0, -1, 0, nz - 1));
        float[][] slices = new float[nx][ny * nz];
        for (int z = 0; z < nx; z++) {
            for (int y = 0; y < nz; y++) {
                for (int x = 0; x < ny; x++) slices[z][y * ny + x] = (float) unseen.volume().value(nx - 1 - z, x, nz - 1 - y);
            }
        }
        Labels found = proposer.propose(FloatVolume.adopting(turned, slices, ScanInfo.MR), ProposeOptions.DEFAULT, Progress.NONE).labels();
        for (int z = 0; z < nx; z++) {
            for (int y = 0; y < nz; y++) {
                for (int x = 0; x < ny; x++) assertThat(found.at(x, y, z)).isEqualTo(upright.at(nx - 1 - z, x, nz - 1 - y));
            }
        }
    }

    @Test
    void mirroredLooksAndLargestPiecesStillFindTheBalls() throws Exception {
        TrainingCase.Content unseen = SmallCases.content(96);
        Proposal proposal = proposer.propose(unseen.volume(), ProposeOptions.DEFAULT.withMirrored(true).withLargestOnly(true), Progress.NONE);
        assertThat(dice(unseen.labels(), proposal.labels())).isGreaterThan(0.75);
    }

    @Test
    void labelsAreMendedAsTheCardSaysUnlessAskedNotTo() throws Exception {
        Model plain = Models.read(folder.resolve("balls"));
        var post = new PostProcessing("nothing", List.of(new PostProcessing.OfLabel(5, List.of(new MinimumVolume(1e6)), Optional.empty())));
        try (Proposer mending = Proposer.open(plain.card().withPostProcessing(post, plain.card().validation()), plain.weights())) {
            TrainingCase.Content unseen = SmallCases.content(93);
            Labels raw = proposer.propose(unseen.volume(), ProposeOptions.DEFAULT, Progress.NONE).labels();
            assertThat(raw.counts()).containsOnlyKeys(1, 5);
            assertThat(mending.propose(unseen.volume(), ProposeOptions.DEFAULT, Progress.NONE).labels().counts()).containsOnlyKeys(1);
            assertThat(mending.propose(unseen.volume(), ProposeOptions.DEFAULT.withPostProcessed(false), Progress.NONE).labels().sameVoxels(raw)).isTrue();
        }
    }

    @Test
    void aScanManyTimesThePatchIsSeenTileByTile() throws Exception {
        Geometry wide = Geometry.upright(60, 40, 30, 1, 1, 1);
        TrainingCase.Content unseen = SmallCases.content(95, wide);
        var reports = new java.util.ArrayList<String>();
        Proposal proposal = proposer.propose(unseen.volume(), ProposeOptions.DEFAULT, (_, what) -> reports.add(what));
        assertThat(reports).anyMatch(what -> what.startsWith("tile 2 of"));
        assertThat(proposal.labels().geometry()).isEqualTo(wide);
    }

    @Test
    void aStopIsObeyedBetweenTiles() {
        TrainingCase.Content unseen = SmallCases.content(95, Geometry.upright(60, 40, 30, 1, 1, 1));
        Progress stop = (_, what) -> {
            if (what.startsWith("tile 3")) throw new Progress.Cancelled();
        };
        assertThatThrownBy(() -> proposer.propose(unseen.volume(), ProposeOptions.DEFAULT, stop)).isInstanceOf(Progress.Cancelled.class);
    }

    @Test
    void aScanOfAnotherModalityIsRefusedUnlessAnyWillDo() throws Exception {
        FloatVolume ct = flat(ScanInfo.CT, 0, 100);
        assertThatThrownBy(() -> proposer.propose(ct, ProposeOptions.DEFAULT, Progress.NONE)).isInstanceOf(ModelException.class)
                .hasMessageContaining("knows MR, but this scan is CT");
        assertThat(proposer.propose(ct, ProposeOptions.DEFAULT.withAnyScan(true), Progress.NONE).labels().geometry()).isEqualTo(ct.geometry());
    }

    @Test
    void aScanThatLooksLikeCtIsRefusedByAModelForMr() {
        assertThatThrownBy(() -> proposer.propose(flat(ScanInfo.UNKNOWN, -1000, 300), ProposeOptions.DEFAULT, Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("as in CT");
    }

    @Test
    void aScanOfOneValueIsRefused() {
        assertThatThrownBy(() -> proposer.propose(flat(ScanInfo.MR, 5, 5), ProposeOptions.DEFAULT, Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("nothing to propose on");
    }

    @Test
    void aScanWithoutAnyNumberIsRefusedForThat() {
        FloatVolume nothing = flat(ScanInfo.UNKNOWN, Float.NaN, Float.NaN);
        assertThat(nothing.voxelsWithoutNumber()).isEqualTo(nothing.geometry().size().voxels());
        for (boolean anyScan : new boolean[] {false, true}) {
            assertThatThrownBy(() -> proposer.propose(nothing, ProposeOptions.DEFAULT.withAnyScan(anyScan), Progress.NONE))
                    .isInstanceOf(ModelException.class).hasMessageStartingWith("no voxel of this scan holds a number").hasMessageNotContaining("0.0");
        }
        assertThatThrownBy(() -> proposer.propose(flat(ScanInfo.MR, 5, Float.NaN), ProposeOptions.DEFAULT, Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("every voxel of this scan that holds a number has the value 5.0");
    }

    @Test
    void aColourPictureIsRefused() {
        var picture = RgbVolume.adopting(Geometry.upright(2, 2, 1, 1, 1, 1), new int[][] {{1, 2, 3, 4}}, ScanInfo.UNKNOWN);
        assertThatThrownBy(() -> proposer.propose(picture, ProposeOptions.DEFAULT, Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("in colour");
    }

    @Test
    void aSingleVoxelAndASingleSliceAreNoTrouble() throws Exception {
        for (Geometry geometry : new Geometry[] {Geometry.upright(2, 1, 1, 1, 1, 1), Geometry.upright(33, 29, 1, 1, 1, 5)}) {
            float[][] slices = new float[1][geometry.size().sliceVoxels()];
            slices[0][0] = 1;
            FloatVolume volume = FloatVolume.adopting(geometry, slices, ScanInfo.MR);
            assertThat(proposer.propose(volume, ProposeOptions.DEFAULT, Progress.NONE).labels().geometry()).isEqualTo(geometry);
        }
    }

    @Test
    void aScanTooLargeForTheMemoryIsRefusedBeforeAnythingIsTaken() {
        FloatVolume huge = flat(new Geometry(SmallCases.content(1).volume().geometry().size(), Affine.scaling(200, 200, 200)), ScanInfo.MR, 0, 1);
        assertThatThrownBy(() -> proposer.propose(huge, ProposeOptions.DEFAULT, Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("MiB");
    }

    @Test
    void voxelsThatHoldNoNumberDoNotSpread() throws Exception {
        TrainingCase.Content unseen = SmallCases.content(94);
        Geometry geometry = unseen.volume().geometry();
        float[][] slices = new float[geometry.size().z()][geometry.size().sliceVoxels()];
        for (int z = 0; z < slices.length; z++) unseen.volume().copySlice(z, slices[z]);
        slices[0][0] = Float.NaN;
        slices[1][1] = Float.POSITIVE_INFINITY;
        Proposal proposal = proposer.propose(FloatVolume.adopting(geometry, slices, ScanInfo.MR), ProposeOptions.DEFAULT, Progress.NONE);
        assertThat(proposal.notes()).containsExactly("2 voxels hold no number (0.069 % of the scan) and count as its least value, " + (float) unseen.volume().range().low() + ".");
        assertThat(dice(unseen.labels(), proposal.labels())).isGreaterThan(0.75);
    }

    private static double dice(Labels truth, Labels found) {
        Score mean = CaseScore.of("case", truth, found).dice(List.of(1, 5)).mean();
        return mean instanceof Score.Defined(double value) ? value : 0;
    }

    private static FloatVolume flat(ScanInfo info, float first, float others) {
        return flat(SmallCases.content(1).volume().geometry(), info, first, others);
    }

    private static FloatVolume flat(Geometry geometry, ScanInfo info, float first, float others) {
        float[][] slices = new float[geometry.size().z()][geometry.size().sliceVoxels()];
        for (float[] slice : slices) java.util.Arrays.fill(slice, others);
        slices[0][0] = first;
        return FloatVolume.adopting(geometry, slices, info);
    }
}
