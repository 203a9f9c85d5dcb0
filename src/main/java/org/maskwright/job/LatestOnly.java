package org.maskwright.job;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers requests on a worker, one at a time; of those that come meanwhile only the newest is answered.
///
/// What a slice view needs: dragging the window asks for hundreds of pictures, and only the last one matters.
///
/// @param <Q> the request, an immutable value
/// @param <A> the answer
public final class LatestOnly<Q, A> {
    private final Executor worker, listenerExecutor;
    private final Function<Q, A> work;
    private final Consumer<A> show;
    private final AtomicReference<@Nullable Q> waiting = new AtomicReference<>();
    private boolean busy; // guarded by this

    /// @param worker where `work` runs
    /// @param listenerExecutor where `show` is called
    public LatestOnly(Executor worker, Executor listenerExecutor, Function<Q, A> work, Consumer<A> show) {
        this.worker = worker;
        this.listenerExecutor = listenerExecutor;
        this.work = work;
        this.show = show;
    }

    /// Asks for `request` to be answered; forgets an older one that has not begun.
    public void ask(Q request) {
        waiting.set(request);
        synchronized (this) {
            if (busy) return;
            busy = true;
        }
        worker.execute(this::answerAll);
    }

    private void answerAll() {
        while (true) {
            Q request = waiting.getAndSet(null);
            if (request != null) {
                boolean shown = false;
                try {
                    A answer = work.apply(request);
                    listenerExecutor.execute(() -> show.accept(answer));
                    shown = true;
                } finally {
                    if (!shown) goOn(); // the exception goes on to the worker's handler; a newer request is still answered
                }
                continue;
            }
            synchronized (this) {
                if (waiting.get() == null) {
                    busy = false;
                    return;
                }
            }
        }
    }

    private void goOn() {
        synchronized (this) {
            busy = waiting.get() != null;
            if (!busy) return;
        }
        worker.execute(this::answerAll);
    }
}
