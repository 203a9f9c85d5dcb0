package org.maskwright.workflow.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What several runs say of themselves: once what all of them say, and with their names what some of them say.
public final class RunWords {
    private final Set<String> runs = new LinkedHashSet<>();
    private final Map<String, Set<String>> saidBy = new LinkedHashMap<>();

    /// @param run its name, such as `fold 2`
    public void add(String run, List<String> sentences) {
        runs.add(run);
        for (String sentence : sentences) saidBy.computeIfAbsent(sentence, _ -> new LinkedHashSet<>()).add(run);
    }

    /// What all say in front, each in the order in which it was first said.
    public List<String> sentences() {
        List<String> all = new ArrayList<>(), own = new ArrayList<>();
        saidBy.forEach((sentence, by) -> {
            if (by.size() == runs.size()) all.add(sentence);
            else own.add(String.join(", ", by) + ": " + sentence);
        });
        all.addAll(own);
        return all;
    }
}
