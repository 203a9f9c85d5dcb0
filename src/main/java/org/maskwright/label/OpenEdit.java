package org.maskwright.label;

import java.util.BitSet;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Size;

/// A change of labels under way: write freely until [#commit] or [#cancel].
///
/// Nothing is recorded while writing. Commit compares the touched slices with the snapshot taken at the start, so an edit
/// is exact whatever the tool did.
public final class OpenEdit {
    /// How many voxels the paint rule kept from being written, and why.
    ///
    /// @param locked voxels kept because a label is locked
    /// @param lockedLabel one of those labels; 0 if none
    /// @param protectedOver voxels kept because only background, or only one label, may be painted over
    /// @param outsideLimit voxels kept because the place is outside the limit
    /// @param offGrid runs that lay wholly outside the grid
    public record Refusals(long locked, int lockedLabel, long protectedOver, long outsideLimit, long offGrid) {
        public boolean any() {
            return locked + protectedOver + outsideLimit > 0;
        }
    }

    private final LabelVolume volume;
    private final PaintRule rule;
    private final Labels before;
    private final BitSet lockedLabels = new BitSet();
    private final boolean anything; // whether the rule allows every voxel
    private final BitSet touchedSlices = new BitSet();
    private Box touched = Box.EMPTY;
    private boolean over;
    private long locked, protectedOver, outsideLimit, offGrid;
    private int lockedLabel;

    OpenEdit(LabelVolume volume, PaintRule rule) {
        this.volume = volume;
        this.rule = rule;
        this.before = volume.snapshot();
        rule.locked().forEach(lockedLabels::set);
        this.anything = lockedLabels.isEmpty() && rule.over() instanceof PaintRule.Over.Everything && rule.limit() == PaintRule.VoxelTest.ALL;
    }

    /// The labels as they were when this edit began.
    public Labels before() {
        return before;
    }

    /// Whether the edit was committed or cancelled.
    public boolean isOver() {
        return over;
    }

    public Refusals refusals() {
        return new Refusals(locked, lockedLabel, protectedOver, outsideLimit, offGrid);
    }

    /// Gives the voxels of `mask` the label `label`; 0 erases. Voxels outside the grid are left out.
    public void fill(Mask mask, int label) {
        requireOpen();
        if (label < 0 || label > Labels.MAX) throw new IllegalArgumentException("a label is 0 to 65535, got " + label);
        Size size = volume.geometry().size();
        Box inside = mask.box().intersect(size.box());
        if (inside.isEmpty()) {
            if (!mask.isEmpty()) offGrid++;
            return;
        }
        if (lockedLabels.get(label)) { // a locked label neither shrinks nor grows
            locked += mask.count();
            lockedLabel = label;
            return;
        }
        Extent extent = new Extent();
        try {
            mask.forEachRun((y, z, x0, x1) -> {
                if (y < 0 || z < 0 || y >= size.y() || z >= size.z()) return;
                int from = Math.max(x0, 0), to = Math.min(x1, size.x());
                if (anything) fillRun(y, z, from, to, label, size.x(), extent);
                else for (int x = from; x < to; x++) write(x, y, z, label, size.x(), extent);
            });
        } finally {
            announce(extent); // should the rule fail half-way, cancel must still know what was written
        }
    }

    /// Writes a run where the rule has nothing to ask, at a fifteenth of the cost voxel by voxel.
    private void fillRun(int y, int z, int from, int to, int label, int nx, Extent extent) {
        short[] slice = volume.readable(z);
        int row = y * nx, first = from;
        if (slice == null) {
            if (label == 0) return;
        } else {
            while (first < to && slice[row + first] == (short) label) first++;
        }
        if (first >= to) return;
        java.util.Arrays.fill(volume.writable(z), row + first, row + to, (short) label);
        extent.add(first, y, z);
        extent.add(to - 1, y, z);
    }

    /// Takes over from `source`, inside `box`, the labels that `which` accepts; other voxels stay. Background of `source`
    /// is taken over too if `which` accepts 0.
    ///
    /// @throws IllegalArgumentException if `source` has another size
    public void assign(Labels source, Box box, IntPredicate which) {
        requireOpen();
        Size size = volume.geometry().size();
        if (!source.geometry().size().equals(size)) throw new IllegalArgumentException("labels of " + source.geometry().size() + " do not fit a grid of " + size);
        boolean takesBackground = which.test(0);
        Box inside = box.intersect(size.box());
        Extent extent = new Extent();
        try {
            for (int z = inside.z0(); z < inside.z1(); z++) {
                if (source.isUntouched(z) && (!takesBackground || volume.readable(z) == null)) continue;
                if (source.slice(z) == volume.readable(z)) continue;
                for (int y = inside.y0(); y < inside.y1(); y++) {
                    for (int x = inside.x0(); x < inside.x1(); x++) {
                        int label = source.at(x, y, z);
                        if (label == 0 && !takesBackground || label != 0 && !which.test(label)) continue;
                        if (volume.at(x, y, z) == label) continue;
                        if (lockedLabels.get(label)) {
                            locked++;
                            lockedLabel = label;
                            continue;
                        }
                        write(x, y, z, label, size.x(), extent);
                    }
                }
            }
        } finally {
            announce(extent);
        }
    }

    private void write(int x, int y, int z, int label, int nx, Extent extent) {
        int i = y * nx + x;
        short[] slice = volume.readable(z);
        int old = slice == null ? 0 : slice[i] & 0xFFFF;
        if (old == label) return;
        if (lockedLabels.get(old)) {
            locked++;
            lockedLabel = old;
        } else if (!rule.allowsOver(old)) {
            protectedOver++;
        } else if (!rule.limit().allows(x, y, z)) {
            outsideLimit++;
        } else {
            volume.writable(z)[i] = (short) label;
            extent.add(x, y, z);
        }
    }

    private void announce(Extent extent) {
        Box box = extent.box();
        if (box.isEmpty()) return;
        touched = touched.union(box);
        touchedSlices.set(box.z0(), box.z1());
        volume.announceChanging(box);
    }

    /// Ends the edit and names it, in the words that undo shows.
    ///
    /// @return what changed; nothing if no voxel differs from before
    public Optional<LabelEdit> commit(String name) {
        requireOpen();
        over = true;
        LabelEdit.Packer packer = new LabelEdit.Packer(volume.geometry().size());
        touchedSlices.stream().forEach(z -> packer.compare(z, before.slice(z), volume.readable(z), touched.y0(), touched.y1()));
        LabelEdit edit = packer.isEmpty() ? null : packer.pack(name);
        volume.closeCommitted(edit, touched);
        return Optional.ofNullable(edit);
    }

    /// Ends the edit and puts every label back as it was.
    public void cancel() {
        requireOpen();
        over = true;
        touchedSlices.stream().forEach(z -> volume.restore(z, before.slice(z)));
        volume.closeCancelled(touched);
    }

    private void requireOpen() {
        if (over) throw new IllegalStateException("this edit is over");
    }

    /// The box of the voxels written by one call.
    private static final class Extent {
        private int x0 = Integer.MAX_VALUE, y0 = Integer.MAX_VALUE, z0 = Integer.MAX_VALUE, x1 = -1, y1 = -1, z1 = -1;

        void add(int x, int y, int z) {
            x0 = Math.min(x0, x);
            y0 = Math.min(y0, y);
            z0 = Math.min(z0, z);
            x1 = Math.max(x1, x);
            y1 = Math.max(y1, y);
            z1 = Math.max(z1, z);
        }

        Box box() {
            return x1 < 0 ? Box.EMPTY : new Box(x0, y0, z0, x1 + 1, y1 + 1, z1 + 1);
        }
    }
}
