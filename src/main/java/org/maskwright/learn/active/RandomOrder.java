package org.maskwright.learn.active;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Any order: what every cleverer one must beat.
public final class RandomOrder implements CaseOrder {
    @Override
    public String id() {
        return "random";
    }

    @Override
    public String title() {
        return "Random";
    }

    @Override
    public boolean needsLooks() {
        return false;
    }

    @Override
    public List<Candidate> order(List<Candidate> candidates, List<Candidate> labelled, long seed) {
        var order = new ArrayList<>(candidates);
        Collections.shuffle(order, new Random(seed));
        return order;
    }
}
