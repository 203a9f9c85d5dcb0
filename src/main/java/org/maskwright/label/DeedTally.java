package org.maskwright.label;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Takes notes on what touches each label. An edit that is taken back is as if it had never been.
///
/// Used on the labels' writing thread.
public final class DeedTally {
    private static final String UNDO = "Undo ";

    private final LabelDeeds before;
    private final Map<Integer, Map<String, Integer>> counts = new HashMap<>();
    private final Map<Integer, LabelDeeds.Model> accepted = new HashMap<>();

    /// @param before what was noted up to now
    public DeedTally(LabelDeeds before) {
        this.before = before;
    }

    /// Notes an edit: of every label that it gave voxels to or took some from.
    public void took(LabelEdit edit) {
        boolean back = edit.name().startsWith(UNDO);
        String kind = LabelDeeds.kind(back ? edit.name().substring(UNDO.length()) : edit.name());
        Set<Integer> touched = new HashSet<>();
        int[] last = {-1, -1};
        edit.forEachRun((_, _, _, from, to) -> {
            if (from == last[0] && to == last[1]) return; // the runs of one stroke are alike
            last[0] = from;
            last[1] = to;
            touched.add(from);
            touched.add(to);
        });
        touched.remove(0);
        for (int label : touched) counts.computeIfAbsent(label, _ -> new HashMap<>()).merge(kind, back ? -1 : 1, Integer::sum);
    }

    /// Notes whose proposal was accepted for `labels`.
    public void accepted(Set<Integer> labels, LabelDeeds.Model model) {
        for (int label : labels) accepted.put(label, model);
    }

    /// What touched each label up to now.
    public LabelDeeds now() {
        Map<Integer, LabelDeeds.Entry> all = new TreeMap<>(before.labels());
        counts.forEach((label, kinds) -> {
            SortedSet<String> names = new TreeSet<>(before.of(label).kinds());
            kinds.forEach((kind, count) -> {
                if (count > 0) names.add(kind);
            });
            Optional<LabelDeeds.Model> model = Optional.ofNullable(accepted.get(label)).or(before.of(label)::accepted);
            all.put(label, new LabelDeeds.Entry(names, names.contains(LabelDeeds.ACCEPT) ? model : Optional.empty()));
        });
        return new LabelDeeds(all);
    }
}
