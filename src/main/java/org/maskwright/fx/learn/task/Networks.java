package org.maskwright.fx.learn.task;

import java.util.LinkedHashMap;
import java.util.Map;
import org.maskwright.workflow.Trainings;
import org.maskwright.workflow.course.CompareNetworks;

/// Kinds of network by their ids, each as it is called.
final class Networks {
    private Networks() {}

    static Map<String, String> trainable() {
        Map<String, String> names = new LinkedHashMap<>();
        Trainings.networks().forEach(one -> names.put(one.id(), one.name()));
        return names;
    }

    /// Those of the student's set first, then the methods that learn no weights, then the others.
    static Map<String, String> comparable() {
        Map<String, String> names = new LinkedHashMap<>(), all = trainable();
        CompareNetworks.students().forEach(id -> names.put(id, all.getOrDefault(id, id)));
        CompareNetworks.classical().forEach(id -> names.put(id, "without learning: " + id));
        all.forEach(names::putIfAbsent);
        return names;
    }
}
