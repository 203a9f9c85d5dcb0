package org.maskwright.architecture.wrong.label;

/// Wrong twice: a static that changes, and the door to a singleton.
final class Counter {
    static int count;

    private Counter() {}

    static Counter getInstance() {
        return new Counter();
    }
}
