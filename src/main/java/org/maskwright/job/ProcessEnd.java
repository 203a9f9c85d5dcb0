package org.maskwright.job;

/// What is done when the process is told to end, by Ctrl+C or a signal, before it ends; until this is closed.
public final class ProcessEnd implements AutoCloseable {
    private final Thread thread;

    /// @param deed keeps the process alive until it returns
    public ProcessEnd(Runnable deed) {
        thread = Thread.ofPlatform().name("process-end").unstarted(deed);
        Runtime.getRuntime().addShutdownHook(thread);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // the process is ending, and the deed under way
        }
    }
}
