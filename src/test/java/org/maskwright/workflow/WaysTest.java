package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.store.DataHome;
import org.maskwright.store.Disk;

/// Scans that do not fit into the memory, and the ways to open them all the same.
class WaysTest {
    private static final Geometry GRID = Geometry.upright(40, 30, 24, 1, 1, 2);
    private static final long SLICE = 40 * 30 * 2;

    @TempDir Path folder;
    private final AtomicLong free = new AtomicLong(Long.MAX_VALUE);
    private Workbench bench;
    private Bench files;

    @BeforeEach
    void begin() {
        files = new Bench(folder);
        bench = bench();
    }

    private Workbench bench() {
        return new Workbench(new JobRunner(Runnable::run), new DataHome(folder.resolve("home")), new ModelShelf(List.of()), Disk.REAL, Clock.systemUTC(), free::get);
    }

    @AfterEach
    void end() {
        bench.close();
        files.close();
    }

    private Choice look(String name) throws Exception {
        return Bench.wait(bench.openCase().look(files.scan(name, GRID, 1))).choices().getFirst();
    }

    private CaseSession open(Choice choice, Way way) {
        return Bench.wait(bench.openCase().open(choice, way, _ -> {}));
    }

    @Test
    void whatDoesNotFitIsToldBeforeItIsRead() throws Exception {
        free.set(10 * SLICE);
        Choice choice = look("large.nii.gz");
        assertThat(choice.whole().forecast()).isEqualTo(new Forecast(24 * SLICE, 10 * SLICE));
        assertThat(choice.whole().forecast().fits()).isFalse();
        assertThat(choice.whole().forecast().sentence()).isEqualTo("needs 1 MB, 1 MB is free");
        assertThat(choice.slicesThatFit()).isEqualTo(10);
        assertThat(choice.slab(0, 3, 13).forecast().fits()).isTrue();
        assertThat(choice.slab(0, 3, 14).forecast().fits()).isFalse();
        assertThat(choice.stepThatFits()).isEqualTo(2);
    }

    @Test
    void aSlabIsACaseOfItsOwnWhoseStrokesAreKept() throws Exception {
        Choice choice = look("large.nii");
        CaseSession slab = open(choice, choice.slab(0, 3, 13));
        assertThat(slab.volume().geometry().size()).isEqualTo(new Size(40, 30, 10));
        assertThat(slab.volume().value(2, 1, 0)).isEqualTo(open(choice, choice.whole()).volume().value(2, 1, 3));
        assertThat(slab.volume().geometry().toPatient(0, 0, 0).z()).isEqualTo(6);
        Bench.paint(slab, new Box(1, 1, 1, 4, 4, 3), 1);
        assertThat(slab.saveState()).isNotInstanceOf(SaveState.ReadOnly.class);
        bench.close();
        bench = bench();
        Choice again = look("large.nii");
        assertThat(open(again, again.slab(0, 3, 13)).labels().snapshot().counts()).containsEntry(1, 18L);
        assertThat(open(again, again.whole()).labels().snapshot().counts()).isEmpty();
    }

    @Test
    void aCoarseLookKeepsNoLabelsAndSaysSo() throws Exception {
        Choice choice = look("large.nii.gz");
        CaseSession coarse = open(choice, choice.coarse(0, 2));
        assertThat(coarse.volume().geometry().size()).isEqualTo(new Size(20, 15, 12));
        assertThat(coarse.saveState()).isInstanceOfSatisfying(SaveState.ReadOnly.class, state -> assertThat(state.reason()).startsWith("Only every 2nd voxel is shown, to look at"));
    }

    @Test
    void theMiddleSliceIsShownBeforeTheRestIsRead() throws Exception {
        Choice choice = look("large.nii");
        List<Glimpse> shown = new ArrayList<>();
        CaseSession session = Bench.wait(bench.openCase().open(choice, choice.whole(), shown::add));
        assertThat(shown).hasSize(1);
        assertThat(shown.getFirst().index()).isEqualTo(12);
        assertThat(shown.getFirst().slices()).isEqualTo(24);
        for (int x = 0; x < 40; x++) assertThat(shown.getFirst().slice().value(x, 7, 0)).isEqualTo(session.volume().value(x, 7, 12));
    }

    @Test
    void ofAFileThatMustBeReadFromItsBeginningTheFirstSliceIsShownAtOnce() throws Exception {
        Choice choice = look("large.nii.gz");
        List<Glimpse> shown = new ArrayList<>();
        CaseSession session = Bench.wait(bench.openCase().open(choice, choice.whole(), shown::add));
        assertThat(shown).isNotEmpty();
        assertThat(shown.getFirst().index()).isZero();
        assertThat(shown.getFirst().slice().value(5, 5, 0)).isEqualTo(session.volume().value(5, 5, 0));
    }

    @Test
    void aThumbnailIsTheMiddleSlice() throws Exception {
        Choice choice = look("large.nii");
        assertThat(choice.glimpse(Progress.NONE).index()).isEqualTo(12);
        assertThat(choice.glimpse(Progress.NONE).slice().geometry().toPatient(0, 0, 0).z()).isEqualTo(24);
    }
}
