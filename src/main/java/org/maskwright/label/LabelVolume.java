package org.maskwright.label;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;

/// The one label map that people change. Every change goes through an [OpenEdit] and comes out as a [LabelEdit].
///
/// One array a slice, made when the slice is first painted, and copied on the first write after a snapshot. One thread
/// writes and snapshots (the window's, or the command line's); the snapshots may be read anywhere.
public final class LabelVolume {
    private final Geometry geometry;
    private final short[] @Nullable [] slices;
    private final boolean[] ours; // whether slice z is shared with no snapshot, so it may be written in place
    private final List<Consumer<LabelChange>> changeListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<LabelEdit>> editListeners = new CopyOnWriteArrayList<>();
    private @Nullable OpenEdit open;

    /// A map of background.
    public LabelVolume(Geometry geometry) {
        this(Labels.empty(geometry));
    }

    /// A map that begins as `start`.
    public LabelVolume(Labels start) {
        this.geometry = start.geometry();
        this.slices = start.sharedSlices();
        this.ours = new boolean[slices.length];
    }

    public Geometry geometry() {
        return geometry;
    }

    public int at(int x, int y, int z) {
        short[] slice = slices[z];
        return slice == null ? 0 : Short.toUnsignedInt(slice[y * geometry.size().x() + x]);
    }

    /// The labels as they are now. Copies references alone; slices are copied when they are next written to.
    public Labels snapshot() {
        java.util.Arrays.fill(ours, false);
        return new Labels(geometry, slices.clone());
    }

    /// Begins an edit that obeys `rule`.
    ///
    /// @throws IllegalStateException if one is open already: a gesture must end before the next begins
    public OpenEdit open(PaintRule rule) {
        if (open != null) throw new IllegalStateException("an edit is open already");
        open = new OpenEdit(this, rule);
        return open;
    }

    public boolean isEditOpen() {
        return open != null;
    }

    /// Tells `listener` of every change of voxels, on the writing thread.
    public void onChange(Consumer<LabelChange> listener) {
        changeListeners.add(listener);
    }

    /// Tells a listener of [#onChange] no more.
    public void stopTelling(Consumer<LabelChange> listener) {
        changeListeners.remove(listener);
    }

    /// Tells `listener` of every finished edit (undo and redo among them), on the writing thread, before `onChange`'s last word.
    public void onEdit(Consumer<LabelEdit> listener) {
        editListeners.add(listener);
    }

    /// Applies a finished edit: undo, redo, or replay after a crash.
    ///
    /// @throws IllegalStateException if a voxel does not hold what the edit expects, or an edit is open; nothing is changed then
    void apply(LabelEdit edit) {
        if (open != null) throw new IllegalStateException("an edit is open, finish or cancel it first");
        if (!geometry.size().box().contains(edit.box())) throw new IllegalStateException("the edit reaches outside the grid of " + geometry.size());
        edit.forEachRun((z, start, length, before, after) -> {
            short[] slice = slices[z];
            for (int i = start; i < start + length; i++)
                if ((slice == null ? 0 : slice[i]) != (short) before)
                    throw new IllegalStateException("edit \"" + edit.name() + "\" expects label " + before + " at voxel " + i + " of slice " + z
                            + ", found " + (slice == null ? 0 : slice[i] & 0xFFFF));
        });
        edit.forEachRun((z, start, length, before, after) -> java.util.Arrays.fill(writable(z), start, start + length, (short) after));
        announce(edit);
    }

    /// The array of slice `z`, safe to write to.
    short[] writable(int z) {
        short[] slice = slices[z];
        if (slice == null) slice = new short[geometry.size().sliceVoxels()];
        else if (!ours[z]) slice = slice.clone();
        else return slice;
        slices[z] = slice;
        ours[z] = true;
        return slice;
    }

    short @Nullable [] readable(int z) {
        return slices[z];
    }

    /// Puts a snapshot's slice back.
    void restore(int z, short @Nullable [] slice) {
        slices[z] = slice;
        ours[z] = false;
    }

    void announceChanging(Box box) {
        if (!box.isEmpty()) tell(new LabelChange(box, true));
    }

    void closeCancelled(Box touched) {
        open = null;
        if (!touched.isEmpty()) tell(new LabelChange(touched, false));
    }

    /// Ends the open edit; `edit` is what came of it, or nothing.
    void closeCommitted(@Nullable LabelEdit edit, Box touched) {
        open = null;
        if (edit != null) announce(edit);
        else if (!touched.isEmpty()) tell(new LabelChange(touched, false));
    }

    private void announce(LabelEdit edit) {
        for (Consumer<LabelEdit> listener : editListeners) listener.accept(edit);
        tell(new LabelChange(edit.box(), false));
    }

    private void tell(LabelChange change) {
        for (Consumer<LabelChange> listener : changeListeners) listener.accept(change);
    }
}
