package org.maskwright.workflow.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.maskwright.label.LabelTable;

/// Names that are missing, stand twice, or that a data set cannot hold.
final class NameCheck implements Check.OfProject {
    @Override
    public String id() {
        return "names";
    }

    @Override
    public String title() {
        return "Names of labels";
    }

    @Override
    public List<Finding> look(CheckedProject all) {
        List<Finding> found = new ArrayList<>();
        Map<String, LabelTable.Entry> seen = new HashMap<>(), alike = new HashMap<>();
        Set<String> taken = new TreeSet<>();
        for (LabelTable.Entry entry : all.table().entries()) taken.add(plain(entry.name()));
        for (LabelTable.Entry entry : all.table().entries()) {
            String name = entry.name();
            LabelTable.Entry same = seen.putIfAbsent(plain(name), entry), like = alike.putIfAbsent(words(name), entry);
            if (!legal(name).equals(name))
                found.add(of(Severity.BLOCKS, entry, "Label " + entry.value() + " has a name that files cannot hold: it begins or ends with a blank, or holds a line break or tab. Call it “" + free(legal(name), taken) + "”.", Optional.of(free(legal(name), taken))));
            else if (plain(name).equals("background"))
                found.add(of(Severity.BLOCKS, entry, "Label " + entry.value() + " is called “" + name + "”, which is what files call the voxels without a label. Give it another name.", Optional.of(free(name + " " + entry.value(), taken))));
            else if (same != null)
                found.add(of(Severity.BLOCKS, entry, "Labels " + same.value() + " and " + entry.value() + " are both called “" + name + "”, so readers take them for one. Give one another name.", Optional.of(free(name + " " + entry.value(), taken))));
            else if (name.equals("Label " + entry.value()))
                found.add(of(Severity.LOOK, entry, "Label " + entry.value() + " has no name of its own. Name it, so that others know what it is.", Optional.empty()));
            else if (like != null)
                found.add(of(Severity.LOOK, entry, "“" + like.name() + "” and “" + name + "” are made of the same words. If they are one thing, give its voxels one label.", Optional.empty()));
        }
        return found;
    }

    private Finding of(Severity severity, LabelTable.Entry entry, String sentence, Optional<String> name) {
        return Finding.ofProject(id(), severity, entry.value(), sentence, name.map(better -> new Fix.Rename(entry.value(), better)));
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /// The name's words in order of the alphabet: "Left kidney" is "kidney_left".
    private static String words(String name) {
        return String.join(" ", new TreeSet<>(List.of(plain(name).split("[^\\p{L}\\p{N}]+"))));
    }

    private static String legal(String name) {
        return name.replaceAll("[\\p{Cntrl}]+", " ").strip();
    }

    private static String free(String wanted, Set<String> taken) {
        String name = wanted.isEmpty() ? "Unnamed" : wanted;
        for (int n = 2; taken.contains(plain(name)); n++) name = wanted + " (" + n + ")";
        return name;
    }
}
