package org.maskwright.learn.active;

import java.util.List;
import java.util.Optional;

/// Every order in which cases can be labelled.
public final class CaseOrders {
    private CaseOrders() {}

    public static List<CaseOrder> all() {
        return List.of(new RandomOrder(), new UncertaintyOrder(), new DiversityOrder());
    }

    public static Optional<CaseOrder> find(String id) {
        return all().stream().filter(order -> order.id().equals(id)).findFirst();
    }
}
