package org.maskwright.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// A label that a model's proposal calls otherwise than the list does: scores compare the two under one number.
final class OtherNameCheck implements Check.OfProject {
    @Override
    public String id() {
        return "other-name";
    }

    @Override
    public String title() {
        return "Labels under two names";
    }

    @Override
    public List<Finding> look(CheckedProject all) {
        TreeMap<Integer, TreeSet<String>> others = new TreeMap<>();
        for (CaseFacts one : all.cases())
            one.proposed().forEach((label, name) -> {
                if (all.table().find(label).map(entry -> !entry.name().equalsIgnoreCase(name)).orElse(false)) others.computeIfAbsent(label, _ -> new TreeSet<>()).add(name);
            });
        List<Finding> found = new ArrayList<>();
        others.forEach((label, names) -> found.add(Finding.ofProject(id(), Severity.NOTE, label, "Label " + label + " is “" + all.table().name(label) + "” on the list, and a proposal calls it "
                + Words.list(names.stream().map(name -> "“" + name + "”").toList()) + ". They are compared as one; if they are two things, the scores mean nothing.", Optional.empty())));
        return found;
    }
}
