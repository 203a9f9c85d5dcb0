package org.maskwright.architecture.wrong.render;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Wrong three times: makes threads outside job. Wrong again: its package has no description.
final class Busy {
    Thread threads() {
        return new Thread(this::threads);
    }

    ExecutorService executors() {
        return Executors.newCachedThreadPool();
    }

    CompletableFuture<Void> virtual() {
        return CompletableFuture.runAsync(Thread.startVirtualThread(this::threads)::interrupt);
    }
}
