package org.maskwright.fx.learn.task;

import java.util.List;

/// All that can be done in the learning room, in the order in which it is offered.
public final class Tasks {
    public static final List<Task> ALL = List.of(new Judging(), new Evaluating(), new Tuning(), new Compressing(), new PseudoLabelling(), new Folding(), new ComparingNetworks(), new ComparingMeasures(), new Simulating());

    private Tasks() {}
}
