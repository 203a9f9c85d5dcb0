package org.maskwright.workflow.training;

import java.util.List;

/// What a training learns from, as people name it: a folder, or `phantom:N`.
///
/// @param data what says which labels are learnt, and judges
/// @param also what stands beside it and never judges; may be empty
public record Sources(String data, List<String> also) {
    private static final String AND = " + ";

    public Sources {
        also = List.copyOf(also);
    }

    /// @param name as [#name] makes it
    public static Sources of(String name) {
        List<String> all = List.of(name.split(" \\+ "));
        return new Sources(all.getFirst(), all.subList(1, all.size()));
    }

    /// All of them as one, such as `export + phantom:20`.
    public String name() {
        return also.isEmpty() ? data : data + AND + String.join(AND, also);
    }

    /// What says the same on the command line, each option after a space.
    String options() {
        var options = new StringBuilder(" --data " + RunNote.quoted(data));
        for (String one : also) options.append(" --also ").append(RunNote.quoted(one));
        return options.toString();
    }
}
