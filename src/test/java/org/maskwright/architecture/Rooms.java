package org.maskwright.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which package may import which: the table of the house, word for word. Arrows point down, so there can be no circle.
///
/// @param base the package that holds the rooms: `org.maskwright`, or a wrong tree of the same shape
record Rooms(String base) {
    /// Room → the other rooms it may import.
    static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("geometry", Set.of()),
            Map.entry("job", Set.of()),
            Map.entry("disk", Set.of()),
            Map.entry("volume", Set.of("geometry")),
            Map.entry("label", Set.of("geometry")),
            Map.entry("algorithm", Set.of("geometry", "volume", "label", "job")),
            Map.entry("format", Set.of("geometry", "volume", "label", "job")),
            Map.entry("render", Set.of("geometry", "volume", "label")),
            Map.entry("measure", Set.of("geometry", "label", "algorithm")),
            Map.entry("tool", Set.of("geometry", "volume", "label", "algorithm", "job")),
            Map.entry("learn", Set.of("geometry", "volume", "label", "algorithm", "measure", "job", "disk")),
            Map.entry("store", Set.of("geometry", "job", "volume", "label", "format", "measure", "disk")),
            Map.entry("workflow", Set.of("geometry", "job", "disk", "volume", "label", "algorithm", "format", "render", "measure",
                    "tool", "learn", "store")),
            Map.entry("cli", Set.of("workflow", "job")),
            Map.entry("fx", Set.of("workflow", "tool", "render", "measure", "label", "volume", "geometry", "job")));

    /// The room that `type` stands in; nothing for a class outside the tree.
    /// A class right in the base package (the entrance, `Main`) stands in the room with the empty name.
    Optional<String> of(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        if (name.equals(base)) return Optional.of("");
        if (!name.startsWith(base + ".")) return Optional.empty();
        String inside = name.substring(base.length() + 1);
        int dot = inside.indexOf('.');
        return Optional.of(dot < 0 ? inside : inside.substring(0, dot));
    }

    /// Whether a class of room `from` may use a class of room `to`. The entrance may use all, and nobody the entrance.
    static boolean mayUse(String from, String to) {
        return from.equals(to) || from.isEmpty() || MAY_IMPORT.getOrDefault(from, Set.of()).contains(to);
    }
}
