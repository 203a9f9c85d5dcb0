package org.maskwright.label;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Undo and redo, without a limit on steps; the oldest are forgotten only past a budget of bytes.
///
/// Listens to its volume: a committed edit is remembered whoever made it. Used on the volume's writing thread.
public final class EditHistory {
    private final LabelVolume volume;
    private final long budgetBytes;
    private final Deque<LabelEdit> done = new ArrayDeque<>(), undone = new ArrayDeque<>(); // newest first
    private final List<Runnable> listeners = new ArrayList<>();
    private long bytes;
    private boolean applying;

    /// @param budgetBytes what the remembered edits may take in memory
    public EditHistory(LabelVolume volume, long budgetBytes) {
        this.volume = volume;
        this.budgetBytes = budgetBytes;
        volume.onEdit(this::remember);
    }

    private void remember(LabelEdit edit) {
        if (applying) return;
        for (LabelEdit forgotten : undone) bytes -= forgotten.bytes();
        undone.clear();
        done.push(edit);
        bytes += edit.bytes();
        while (bytes > budgetBytes && done.size() > 1) bytes -= done.removeLast().bytes();
        tell();
    }

    /// Takes the newest edit back.
    ///
    /// @return the edit taken back; nothing if there is none
    public Optional<LabelEdit> undo() {
        if (done.isEmpty()) return Optional.empty();
        LabelEdit edit = done.peek();
        apply(edit.inverse("Undo " + edit.name()));
        undone.push(done.pop());
        tell();
        return Optional.of(edit);
    }

    /// Does again what was last taken back.
    public Optional<LabelEdit> redo() {
        if (undone.isEmpty()) return Optional.empty();
        LabelEdit edit = undone.peek();
        apply(edit);
        done.push(undone.pop());
        tell();
        return Optional.of(edit);
    }

    private void apply(LabelEdit edit) {
        applying = true;
        try {
            volume.apply(edit);
        } finally {
            applying = false;
        }
    }

    /// Replays an edit read back from a journal: applied, and remembered so that it can be undone.
    ///
    /// @throws IllegalStateException if a voxel does not hold what the edit expects; nothing is changed then
    public void replay(LabelEdit edit) {
        volume.apply(edit);
    }

    /// The edits that undo would take back, newest first.
    public List<LabelEdit> undoable() {
        return List.copyOf(done);
    }

    /// The edits that redo would do again, next first.
    public List<LabelEdit> redoable() {
        return List.copyOf(undone);
    }

    /// What the remembered edits take in memory.
    public long bytes() {
        return bytes;
    }

    /// Tells `listener` whenever what can be undone or redone changes.
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /// Tells a listener of [#onChange] no more.
    public void stopTelling(Runnable listener) {
        listeners.remove(listener);
    }

    private void tell() {
        List.copyOf(listeners).forEach(Runnable::run);
    }
}
