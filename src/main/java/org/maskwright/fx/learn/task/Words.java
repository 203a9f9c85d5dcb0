package org.maskwright.fx.learn.task;

/// Numbers of things in words.
final class Words {
    private Words() {}

    /// Such as `1 case` or `12 cases`.
    static String of(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
