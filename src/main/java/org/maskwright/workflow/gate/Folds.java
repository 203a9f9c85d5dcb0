package org.maskwright.workflow.gate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Shares cases out among folds, one after another; those that belong together go into one.
///
/// @param fold of each case, from 0, in the cases' order
/// @param count how many folds have a case
public record Folds(Map<String, Integer> fold, int count) {
    public Folds {
        fold = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fold));
    }

    /// @param together groups of cases; groups that share a case are one
    /// @param most how many folds are wanted
    public static Folds of(List<String> cases, Collection<? extends Collection<String>> together, int most) {
        Map<String, String> first = new LinkedHashMap<>(); // of each case the first of its group
        for (String one : cases) first.put(one, one);
        for (Collection<String> group : together) {
            List<String> here = group.stream().filter(first::containsKey).toList();
            if (here.isEmpty()) continue;
            List<String> heads = here.stream().map(first::get).toList();
            String head = cases.stream().filter(heads::contains).findFirst().orElseThrow();
            first.replaceAll((one, was) -> heads.contains(was) ? head : was);
        }
        List<String> groups = new ArrayList<>(new java.util.LinkedHashSet<>(first.values()));
        int count = Math.min(most, groups.size());
        Map<String, Integer> fold = new LinkedHashMap<>();
        first.forEach((one, head) -> fold.put(one, count == 0 ? 0 : groups.indexOf(head) % count));
        return new Folds(fold, count);
    }

    /// The fold of a case.
    public int of(String id) {
        Integer its = fold.get(id);
        if (its == null) throw new IllegalArgumentException(id + " is in no fold");
        return its;
    }

    /// Whether a split parts two cases: one is learnt from while the other is judged by.
    public boolean part(String a, String b) {
        return count > 1 && of(a) != of(b);
    }
}
