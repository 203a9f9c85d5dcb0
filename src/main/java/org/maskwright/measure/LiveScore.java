package org.maskwright.measure;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Size;
import org.maskwright.label.LabelChange;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.Labels;

/// The agreement between labels under the annotator's hand (the reference) and a proposal (the candidate), kept exact by
/// work that grows with the box a change touched, not with the scan.
///
/// Its owner passes on what [LabelVolume#onChange] tells, on the labels' writing thread.
public final class LiveScore {
    /// A change under way that touches more voxels than this (about 10 ms of counting) waits for its last word.
    private static final long PATIENCE_VOXELS = 4_000_000;

    private final LabelVolume labels;
    private final Labels proposal;
    private final Overlap.Tally tally = new Overlap.Tally();
    private final short[] @Nullable [] stroke; // slices as counted last, where a change under way has touched them
    private Labels settled; // the labels as counted last, where `stroke` has none
    private Box late = Box.EMPTY;

    /// Counts once in full.
    ///
    /// @throws IllegalArgumentException if the proposal is not on the labels' grid
    public LiveScore(LabelVolume labels, Labels proposal) {
        this.labels = labels;
        this.proposal = proposal;
        this.settled = labels.snapshot();
        this.stroke = new short[labels.geometry().size().z()] @Nullable [];
        Overlap.perLabel(settled, proposal).forEach(tally::set);
    }

    /// Counts again what `change` touched.
    public void update(LabelChange change) {
        Box box = change.box();
        if (!change.changing()) settle(box.union(late));
        else if (box.voxels() > PATIENCE_VOXELS) late = late.union(box);
        else follow(box);
    }

    /// Mid-stroke the labels are read in place: a snapshot would make the next dab copy every slice it touches.
    private void follow(Box box) {
        Size size = labels.geometry().size();
        int nx = size.x();
        for (int z = box.z0(); z < box.z1(); z++) {
            short[] counted = stroke[z];
            if (counted == null) {
                counted = new short[size.sliceVoxels()];
                settled.copySlice(z, counted);
                stroke[z] = counted;
            }
            for (int y = box.y0(); y < box.y1(); y++) {
                for (int x = box.x0(); x < box.x1(); x++) {
                    int before = counted[y * nx + x] & 0xFFFF, now = labels.at(x, y, z);
                    if (before == now) continue;
                    move(x, y, z, before, now);
                    counted[y * nx + x] = (short) now;
                }
            }
        }
    }

    /// Between strokes a snapshot is free, and tells by its shared slices where nothing can have changed.
    private void settle(Box box) {
        Labels now = labels.snapshot();
        int nx = labels.geometry().size().x();
        for (int z = box.z0(); z < box.z1(); z++) {
            short[] counted = stroke[z];
            if (counted == null && settled.sharesSlice(now, z)) continue;
            for (int y = box.y0(); y < box.y1(); y++) {
                for (int x = box.x0(); x < box.x1(); x++) {
                    int before = counted != null ? counted[y * nx + x] & 0xFFFF : settled.at(x, y, z), after = now.at(x, y, z);
                    if (before != after) move(x, y, z, before, after);
                }
            }
        }
        settled = now;
        late = Box.EMPTY;
        java.util.Arrays.fill(stroke, null);
    }

    private void move(int x, int y, int z, int before, int after) {
        int proposed = proposal.at(x, y, z);
        tally.add(before, proposed, -1);
        tally.add(after, proposed, 1);
    }

    public Overlap overlap(int label) {
        return tally.of(label);
    }

    public Score dice(int label) {
        return Dice.of(overlap(label));
    }

    /// The counts of every label that the labels or the proposal hold, by rising label.
    public SortedMap<Integer, Overlap> overlaps() {
        return tally.overlaps();
    }
}
