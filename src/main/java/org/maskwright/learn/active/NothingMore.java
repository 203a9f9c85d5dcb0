package org.maskwright.learn.active;

import java.util.List;

/// Labels no further case. It tells what going on training brings by itself, which is not the labels' merit. Of use in a simulation alone.
public final class NothingMore implements CaseOrder {
    @Override
    public String id() {
        return "none";
    }

    @Override
    public String title() {
        return "No new labels";
    }

    @Override
    public boolean needsLooks() {
        return false;
    }

    @Override
    public List<Candidate> order(List<Candidate> candidates, List<Candidate> labelled, long seed) {
        return List.of();
    }
}
