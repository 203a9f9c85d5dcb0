package org.maskwright.architecture.wrong.job;

/// Right: threads are made here.
final class Lane {
    Thread thread() {
        return new Thread(() -> {});
    }
}
