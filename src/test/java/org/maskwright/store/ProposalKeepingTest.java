package org.maskwright.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.FormatException;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.label.UncertaintyMap;

class ProposalKeepingTest {
    @TempDir Path folder;

    private static Proposal proposal(int label) {
        Mask mask = Mask.of(Annotator.GRID.size().box(), b -> b.run(3, 2, 4, 9));
        LabelTable table = new LabelTable(List.of(new LabelTable.Entry(label, "Leber", 0x123456)));
        return new Proposal(Labels.of(Annotator.GRID, mask, label), table, "liver-ct", "ab".repeat(32), Instant.parse("2026-02-03T04:05:06Z"));
    }

    @Test
    void proposalsAreNumberedAndComeBackAsTheyWere() throws IOException, FormatException {
        CaseStore store = new CaseStore(Disk.REAL, folder, Annotator.GRID, false);
        store.open(Progress.NONE);
        assertThat(store.addProposal(proposal(1))).isEqualTo(1);
        byte[] first = Files.readAllBytes(folder.resolve("proposal-001.nii.gz"));
        assertThat(store.addProposal(proposal(300))).isEqualTo(2);
        assertThat(store.proposalNumbers()).containsExactly(1, 2);
        Proposal back = store.readProposal(2, Progress.NONE);
        assertThat(back.labels().sameVoxels(proposal(300).labels())).isTrue();
        assertThat(back.table()).isEqualTo(proposal(300).table());
        assertThat(back.modelId()).isEqualTo("liver-ct");
        assertThat(back.modelSha256()).isEqualTo("ab".repeat(32));
        assertThat(back.made()).isEqualTo(proposal(1).made());
        assertThat(Files.readAllBytes(folder.resolve("proposal-001.nii.gz"))).isEqualTo(first);
    }

    @Test
    void aProposalCutShortByACrashIsNoneAndItsNumberIsNotUsedAgain() throws IOException {
        CaseStore store = new CaseStore(Disk.REAL, folder, Annotator.GRID, false);
        store.open(Progress.NONE);
        store.addProposal(proposal(1));
        Files.delete(folder.resolve("proposal-001.json")); // written last
        assertThat(store.proposalNumbers()).isEmpty();
        assertThat(store.addProposal(proposal(1))).isEqualTo(2);
    }

    @Test
    void theAnswerIsRememberedBesideTheProposal() throws IOException, FormatException {
        CaseStore store = new CaseStore(Disk.REAL, folder, Annotator.GRID, false);
        store.open(Progress.NONE);
        store.addProposal(proposal(1));
        assertThat(store.answer(1)).isEmpty();
        store.answer(1, "accepted");
        assertThat(store.answer(1)).isEqualTo("accepted");
        assertThat(store.proposalNumbers()).containsExactly(1);
    }

    @Test
    void whatMemoryAndDeviceMadeNecessaryIsKept() throws IOException, FormatException {
        CaseStore store = new CaseStore(Disk.REAL, folder, Annotator.GRID, false);
        store.open(Progress.NONE);
        Proposal p = proposal(1);
        List<String> notes = List.of("CUDA 0 failed; the processor went on.", "The network saw half.");
        store.addProposal(new Proposal(p.labels(), p.table(), p.modelId(), p.modelSha256(), p.made(), Optional.empty(), notes));
        store.addProposal(p);
        assertThat(store.readProposal(1, Progress.NONE).notes()).isEqualTo(notes);
        assertThat(store.readProposal(2, Progress.NONE).notes()).isEmpty();
    }

    private static UncertaintyMap uncertainty() {
        var small = new Size(2, 1, 2);
        return UncertaintyMap.kept("mirror", 0.25, Annotator.GRID.size(), small, new byte[] {0, 51, (byte) 255, 102}, 0.5, new double[][] {{0.25, 0.5}, {1}, {0, 0.75}});
    }

    @Test
    void anotherMeasureIsKeptBesideTheProposalWhichStaysAsItIs() throws IOException, FormatException {
        CaseStore store = new CaseStore(Disk.REAL, folder, Annotator.GRID, false);
        store.open(Progress.NONE);
        store.addProposal(unsure());
        UncertaintyMap own = uncertainty();
        UncertaintyMap later = UncertaintyMap.kept("ensemble", 1, own.map().source(), own.map().size(), new byte[4], 0.25, new double[][] {{0, 0}, {0}, {0, 0}});
        store.addUncertainty(1, later);
        assertThat(store.uncertainty(1, "ensemble")).contains(later);
        assertThat(store.uncertainty(1, "mirror")).as("its own").contains(own);
        assertThat(store.uncertainty(1, "entropy")).isEmpty();
        assertThat(store.readProposal(1, Progress.NONE).uncertainty()).contains(own);
        assertThat(store.addProposal(proposal(1))).as("no number is taken").isEqualTo(2);
    }

    /// As versions before measures could be chosen wrote them: no word on the measure, nor on what 255 stands for.
    @Test
    void aMapOfTheFirstKindIsReadAsEntropy() throws IOException, FormatException {
        CaseStore store = new CaseStore(Disk.REAL, folder, Annotator.GRID, false);
        store.open(Progress.NONE);
        store.addProposal(proposal(1));
        UncertaintyMap map = uncertainty();
        try (var out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(folder.resolve("proposal-001.uncertainty"))))) {
            out.writeBytes("MWUN");
            for (Size size : new Size[] {map.map().source(), map.map().size()}) for (int axis = 0; axis < 3; axis++) out.writeInt(size.along(axis));
            out.writeFloat(0.5f);
            for (int axis = 0; axis < 3; axis++) for (double value : map.profile(axis)) out.writeFloat((float) value);
            out.write(map.map().values());
        }
        UncertaintyMap read = store.readProposal(1, Progress.NONE).uncertainty().orElseThrow();
        assertThat(read).isEqualTo(UncertaintyMap.kept(UncertaintyMap.ENTROPY, 1, map.map().source(), map.map().size(), map.map().values(), 0.5, new double[][] {{0.25, 0.5}, {1}, {0, 0.75}}));
    }

    private static Proposal unsure() {
        Proposal p = proposal(1);
        return new Proposal(p.labels(), p.table(), p.modelId(), p.modelSha256(), p.made(), Optional.of(uncertainty()));
    }

    @Test
    void howSureTheModelWasIsKeptInAFewBytes() throws IOException, FormatException {
        CaseStore store = new CaseStore(Disk.REAL, folder, Annotator.GRID, false);
        store.open(Progress.NONE);
        store.addProposal(unsure());
        assertThat(folder.resolve("proposal-001.uncertainty")).isNotEmptyFile();
        assertThat(Files.size(folder.resolve("proposal-001.uncertainty"))).isLessThan(100);
        assertThat(store.readProposal(1, Progress.NONE).uncertainty()).contains(uncertainty());
        store.addProposal(proposal(1));
        assertThat(store.readProposal(2, Progress.NONE).uncertainty()).isEmpty();
    }

    /// The proposal itself is as good as before.
    @Test
    void anUncertaintyCutAnywhereOrOfAnotherScanCountsAsNone() throws IOException, FormatException {
        CaseStore store = new CaseStore(Disk.REAL, folder, Annotator.GRID, false);
        store.open(Progress.NONE);
        store.addProposal(unsure());
        Path file = folder.resolve("proposal-001.uncertainty");
        byte[] whole = Files.readAllBytes(file);
        for (int bytes = 0; bytes < whole.length; bytes++) {
            Files.write(file, java.util.Arrays.copyOf(whole, bytes));
            assertThat(store.readProposal(1, Progress.NONE).uncertainty()).as("%d bytes", bytes).isEmpty();
        }
        UncertaintyMap other = UncertaintyMap.kept("mirror", 1, new Size(3, 3, 3), new Size(1, 1, 1), new byte[1], 0, new double[][] {{0}, {0}, {0}});
        UncertaintyFile.write(Disk.REAL, file, other);
        assertThat(store.readProposal(1, Progress.NONE).uncertainty()).isEmpty();
    }
}
