package org.maskwright.fx.learn.task;

import java.util.List;
import java.util.stream.Stream;

/// How results are told.
final class Words {
    private Words() {}

    /// Such as `1 case` or `12 cases`.
    static String of(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    static List<String> both(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
