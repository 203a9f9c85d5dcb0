package org.maskwright.job;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One piece of work under way: its name, its state, and the way to stop it. Made by [JobRunner].
///
/// Listeners are told on the executor that the runner was given (the window's thread), in order.
public final class Job<T> {
    /// The work itself.
    @FunctionalInterface
    public interface Task<T> {
        /// @throws Exception shown to the user as the reason of the failure
        T run(Progress progress) throws Exception;
    }

    private final String name;
    private final Task<T> task;
    private final Executor listenerExecutor;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final java.util.List<Consumer<JobState<T>>> listeners = new java.util.concurrent.CopyOnWriteArrayList<>();
    private volatile JobState<T> state = new JobState.Waiting<>();
    private volatile boolean cancelRequested;

    Job(String name, Task<T> task, Executor listenerExecutor) {
        this.name = name;
        this.task = task;
        this.listenerExecutor = listenerExecutor;
    }

    /// What the user sees, such as "Reading thorax".
    public String name() {
        return name;
    }

    public JobState<T> state() {
        return state;
    }

    /// Asks the work to stop at its next report; a job that waits never starts.
    public void cancel() {
        cancelRequested = true;
    }

    public boolean isCancelRequested() {
        return cancelRequested;
    }

    /// Tells `listener` the state now and every later one, on the runner's listener executor.
    public Job<T> onState(Consumer<JobState<T>> listener) {
        synchronized (this) {
            listeners.add(listener);
            tell(listener, state);
        }
        return this;
    }

    /// Tells `listener` the result if the job comes to one.
    public Job<T> onDone(Consumer<T> listener) {
        return onState(s -> {
            if (s instanceof JobState.Done<T>(T value)) listener.accept(value);
        });
    }

    /// Tells `listener` why, if the job fails.
    public Job<T> onFailed(Consumer<Throwable> listener) {
        return onState(s -> {
            if (s instanceof JobState.Failed<T>(Throwable cause)) listener.accept(cause);
        });
    }

    /// Waits for the end, as the command line does.
    ///
    /// @throws Progress.Cancelled if the job was stopped
    /// @throws ExecutionException with the work's own exception as cause, if it failed
    public T await() throws ExecutionException, InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Progress.Cancelled c) throw c;
            throw e;
        } catch (CompletionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Comes to an end with the job, however it ends.
    CompletableFuture<Boolean> ended() {
        return result.handle((_, _) -> true);
    }

    void run() {
        @Nullable Throwable failure = null;
        try {
            if (cancelRequested) throw new Progress.Cancelled();
            move(new JobState.Running<>(Double.NaN, name));
            T value = task.run((fraction, what) -> {
                if (cancelRequested) throw new Progress.Cancelled();
                move(new JobState.Running<>(fraction, what));
            });
            move(new JobState.Done<>(value));
            result.complete(value);
        } catch (Progress.Cancelled c) {
            move(new JobState.Cancelled<>());
            result.completeExceptionally(c);
        } catch (RejectedExecutionException e) { // a lane is closed: who was asked to stop before that loses nothing that was promised
            if (cancelRequested) {
                move(new JobState.Cancelled<>());
                result.completeExceptionally(new Progress.Cancelled());
            } else {
                failure = e;
            }
        } catch (Throwable t) { // a job's thread must survive whatever its work does; the listener tells the user
            failure = t;
        }
        if (failure != null) {
            move(new JobState.Failed<>(failure));
            result.completeExceptionally(failure);
        }
    }

    private synchronized void move(JobState<T> next) {
        state = next;
        for (Consumer<JobState<T>> listener : listeners) tell(listener, next);
    }

    /// A listener that fails harms neither the work nor other listeners; its thread's handler hears of it.
    private void tell(Consumer<JobState<T>> listener, JobState<T> told) {
        listenerExecutor.execute(() -> {
            try {
                listener.accept(told);
            } catch (RuntimeException e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        });
    }
}
