package org.maskwright.fx.learn;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.maskwright.fx.desk.Memory;
import org.maskwright.fx.learn.task.Answers;
import org.maskwright.fx.learn.task.Field;
import org.maskwright.fx.learn.task.Kind;
import org.maskwright.fx.learn.task.Task;
import org.maskwright.fx.learn.task.Work;
import org.maskwright.fx.project.Places;
import org.maskwright.job.Job;
import org.maskwright.job.JobState;
import org.maskwright.job.TimeLeft;
import org.maskwright.workflow.NewFolder;
import org.maskwright.workflow.Trouble;
import org.maskwright.workflow.Workbench;
import org.slf4j.LoggerFactory;

/// A task with the answers that it was given, the run under way, and what came of it. It outlives the sheet that shows it. Used on the window's thread.
///
/// What was begun and can go on is remembered with its answers until it has ended, so that it is found again at the next start.
public final class Errand {
    private static final String MEMORY = "learn.";

    private final Task task;
    private final Workbench bench;
    private final Memory memory;
    private final LongSupplier nanos;
    private final Map<String, String> typed = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<ErrandState> state = new ReadOnlyObjectWrapper<>(new ErrandState.Idle());
    private final ReadOnlyStringWrapper timeLeft = new ReadOnlyStringWrapper("");
    private final List<Consumer<Job<?>>> begun = new ArrayList<>();
    private @Nullable Job<?> running;

    /// @param nanos a clock, such as [System#nanoTime]
    Errand(Task task, Workbench bench, Memory memory, LongSupplier nanos) {
        this.task = task;
        this.bench = bench;
        this.memory = memory;
        this.nanos = nanos;
        for (Field field : task.fields()) typed.put(field.id(), suggestion(field));
        recall();
    }

    private static String suggestion(Field field) {
        return field.kind() instanceof Kind.NewFolder(String stem) && !field.need().isEmpty() ? Places.freeFolder(stem).toString() : field.usual();
    }

    /// Tells `listener` of every run that is begun.
    void onBegun(Consumer<Job<?>> listener) {
        begun.add(listener);
    }

    public Task task() {
        return task;
    }

    // ---- the form

    public String text(String id) {
        return Objects.requireNonNull(typed.get(id));
    }

    void set(String id, String value) {
        Kind kind = task.fields().stream().filter(field -> field.id().equals(id)).findFirst().orElseThrow().kind();
        typed.put(id, kind instanceof Kind.Number ? value.strip().replace(',', '.') : value.strip());
    }

    /// What is wrong with an answer, as a sentence; empty if nothing is, or nothing was answered.
    String wrong(Field field) {
        String text = text(field.id());
        if (text.isEmpty()) return together(field);
        String why = field.kind() instanceof Kind.NewFolder ? occupied(text) : field.wrong().apply(text);
        return why.isEmpty() ? together(field) : field.title() + " " + why;
    }

    private String together(Field field) {
        boolean right = task.fields().stream().allMatch(one -> text(one.id()).isEmpty() || one.kind() instanceof Kind.NewFolder || one.wrong().apply(text(one.id())).isEmpty());
        return right ? task.wrong(answers()).getOrDefault(field.id(), "") : "";
    }

    private String occupied(String text) {
        try {
            return NewFolder.isAt(Path.of(text)) || task.isBegun(Path.of(text)) ? "" : "a new or empty folder; this one holds files.";
        } catch (InvalidPathException | IOException e) {
            return "a folder; this is none: " + text + ".";
        }
    }

    /// Why it cannot be started, the first of what is wrong; empty if it can.
    String obstacle() {
        for (Field field : task.fields()) {
            if (text(field.id()).isEmpty() && !field.need().isEmpty() && field.usual().isEmpty()) return field.need();
            if (!wrong(field).isEmpty()) return wrong(field);
        }
        return task.takesTurn() ? bench.turn().refusal().orElse("") : "";
    }

    /// Whether to start it means to go on with what was begun in its folder.
    boolean goesOn() {
        for (Field field : task.fields()) {
            if (!(field.kind() instanceof Kind.NewFolder) || text(field.id()).isEmpty()) continue;
            try {
                if (task.isBegun(Path.of(text(field.id())))) return true;
            } catch (InvalidPathException e) {
                return false; // the form says so
            }
        }
        return false;
    }

    /// Whether a run with these answers can go on where it was stopped.
    boolean canGoOn() {
        return task.canGoOn(answers());
    }

    Answers answers() {
        return new Answers(task.fields(), typed);
    }

    // ---- a run

    /// Begins it, or goes on; nothing while there is an obstacle or it is under way.
    void start() {
        if (isUnderWay() || !obstacle().isEmpty()) return;
        remember();
        follow(task.begin(bench, answers()));
    }

    private <T> void follow(Work<T> work) {
        Job<T> job = work.job();
        TimeLeft clock = new TimeLeft(nanos);
        running = job;
        timeLeft.set("");
        state.set(new ErrandState.Running(Double.NaN, "waiting for its turn", false));
        begun.forEach(listener -> listener.accept(job));
        job.onState(now -> {
            if (running != job) return;
            switch (now) {
                case JobState.Waiting<T> _ -> state.set(new ErrandState.Running(Double.NaN, "waiting for its turn", job.isCancelRequested()));
                case JobState.Running<T>(double fraction, String what) -> {
                    timeLeft.set(clock.at(fraction).orElse(""));
                    state.set(new ErrandState.Running(fraction, what, job.isCancelRequested()));
                }
                case JobState.Done<T>(T made) -> {
                    forget();
                    over(new ErrandState.Done(work.outcome().apply(made)));
                }
                case JobState.Cancelled<T> _ -> over(new ErrandState.Stopped());
                case JobState.Failed<T>(Throwable cause) -> {
                    if (Trouble.isOurs(cause)) LoggerFactory.getLogger(Errand.class).error("{} failed", task.id(), cause);
                    over(new ErrandState.Failed(asSentence(Trouble.sentence(cause))));
                }
            }
        });
    }

    /// With a capital, unless it begins with the name of a file.
    private static String asSentence(String sentence) {
        return sentence.matches("(?s)[a-z]+ .*") ? Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) : sentence;
    }

    private void over(ErrandState end) {
        running = null;
        timeLeft.set("");
        state.set(end);
    }

    /// Stops it at its next step.
    void stop() {
        if (running == null) return;
        running.cancel();
        if (state.get() instanceof ErrandState.Running(double fraction, String doing, _)) state.set(new ErrandState.Running(fraction, doing, true));
    }

    /// Puts away what came of it, for another with the same answers in another folder.
    void again() {
        if (isUnderWay()) return;
        for (Field field : task.fields()) if (field.kind() instanceof Kind.NewFolder) typed.put(field.id(), suggestion(field));
        state.set(new ErrandState.Idle());
    }

    boolean isUnderWay() {
        return state.get() instanceof ErrandState.Running;
    }

    // ---- from one start of the program to the next

    private void remember() {
        if (!canGoOn()) return;
        StringBuilder lines = new StringBuilder();
        typed.forEach((id, text) -> lines.append(id).append('=').append(text).append('\n'));
        memory.keep(MEMORY + task.id(), lines.toString());
    }

    private void forget() {
        if (canGoOn()) memory.keep(MEMORY + task.id(), "");
    }

    /// Only what can go on: other answers are of no use after the program's end.
    private void recall() {
        Map<String, String> fresh = new LinkedHashMap<>(typed);
        memory.recall(MEMORY + task.id()).ifPresent(lines -> lines.lines().forEach(line -> {
            int sign = line.indexOf('=');
            if (sign > 0 && typed.containsKey(line.substring(0, sign))) typed.put(line.substring(0, sign), line.substring(sign + 1));
        }));
        if (!goesOn()) typed.putAll(fresh);
    }

    // ---- what is shown

    public ReadOnlyObjectProperty<ErrandState> state() {
        return state.getReadOnlyProperty();
    }

    /// Such as `about 6 min left`; empty while nobody can say.
    ReadOnlyStringProperty timeLeft() {
        return timeLeft.getReadOnlyProperty();
    }
}
