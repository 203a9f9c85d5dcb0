package org.maskwright.workflow;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelTable;

/// Hands every finished edit to the disk lane, in order, and says whether it arrived.
///
/// Used on the labels' writing thread; the files are touched in the disk lane alone.
final class Autosave {
    private static final int MAX_EDITS = 2000;
    private static final long MAX_BYTES = 64L << 20;

    private final JobRunner jobs;
    private final CaseFiles files;
    private final Clock clock;
    private final List<Consumer<SaveState>> listeners = new CopyOnWriteArrayList<>();
    private volatile SaveState state;
    private final AtomicInteger underway = new AtomicInteger(); // told on the listener's thread, which may be the disk lane's
    private int editsInJournal;
    private long bytesInJournal;

    Autosave(JobRunner jobs, CaseFiles files, Clock clock) {
        this.jobs = jobs;
        this.files = files;
        this.clock = clock;
        this.state = new SaveState.Saved(clock.instant());
    }

    SaveState state() {
        return state;
    }

    void onState(Consumer<SaveState> listener) {
        listeners.add(listener);
    }

    /// Journals a finished edit of a layer.
    ///
    /// @param worked on the case by now, if that is known
    void keep(int layer, LabelEdit edit, Optional<Duration> worked) {
        editsInJournal++;
        bytesInJournal += edit.bytes();
        run("Keeping " + edit.name(), () -> files.append(layer, edit, worked));
    }

    /// Keeps a layer's name.
    void keepName(int layer, String name) {
        run("Keeping the layer's name", () -> files.renameLayer(layer, name));
    }

    /// Puts a layer aside, with `labels` as they are now.
    void remove(int layer, Layer.Kept labels) {
        run("Removing the layer", () -> files.removeLayer(layer, labels));
    }

    /// Whether so much was journaled since the last save that reading it back would take a while; a save now makes the next
    /// start quick.
    boolean isSaveDue() {
        return editsInJournal > MAX_EDITS || bytesInJournal > MAX_BYTES;
    }

    /// Keeps the names and colours of labels.
    void keep(LabelTable table) {
        run("Keeping label names", () -> files.writeTable(table));
    }

    /// Tries again to write proposals that the disk refused.
    void retryProposals() {
        run("Keeping the proposal", files::flushProposals);
    }

    /// Remembers how a proposal was answered.
    void answer(int proposal, String answer) {
        run("Keeping the answer", () -> files.answer(proposal, answer));
    }

    /// Saves the labels of every layer as they are now, strokes and all.
    Job<SaveState> save(Map<Integer, Layer.Kept> labels) {
        editsInJournal = 0;
        bytesInJournal = 0;
        return run("Saving labels", () -> files.save(labels));
    }

    Job<SaveState> close(Map<Integer, Layer.Kept> labels) {
        return run("Closing the case", () -> {
            try {
                files.save(labels);
            } finally {
                files.close();
            }
        });
    }

    private interface Step {
        void run() throws IOException;
    }

    private Job<SaveState> run(String name, Step step) {
        underway.incrementAndGet();
        move(new SaveState.Saving());
        return jobs.<SaveState>submit(JobRunner.Lane.DISK, name, _ -> {
            try {
                step.run();
                return new SaveState.Saved(clock.instant());
            } catch (IOException e) {
                return new SaveState.NotSaved(sentence(e));
            }
        }).onDone(this::arrived).onFailed(fault -> arrived(new SaveState.NotSaved(Trouble.sentence(fault))));
    }

    private void arrived(SaveState now) {
        if (underway.decrementAndGet() == 0 || now instanceof SaveState.NotSaved) move(now);
    }

    private String sentence(IOException e) {
        int waiting = files.unwrittenEdits();
        String what = waiting == 1 ? "One stroke is in memory alone" : waiting > 1 ? waiting + " strokes are in memory alone"
                : files.unwrittenProposals() > 0 ? "The proposal is in memory alone" : "The labels were not saved";
        return "The disk refused (" + DiskTrouble.reason(e) + "). " + what + "; make room and save again, nothing is lost while the window is open.";
    }

    private void move(SaveState next) {
        state = next;
        for (Consumer<SaveState> listener : listeners) listener.accept(next);
    }
}
