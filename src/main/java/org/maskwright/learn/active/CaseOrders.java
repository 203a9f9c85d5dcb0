package org.maskwright.learn.active;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.maskwright.learn.uncertainty.UncertaintyMeasures;

/// Every order in which cases can be labelled.
public final class CaseOrders {
    private CaseOrders() {}

    public static List<CaseOrder> all() {
        Stream<CaseOrder> byMeasure = UncertaintyMeasures.all().stream().map(UncertaintyOrder::new);
        return Stream.of(Stream.of(new RandomOrder()), byMeasure, Stream.of(new DiversityOrder())).<CaseOrder>flatMap(orders -> orders).toList();
    }

    public static Optional<CaseOrder> find(String id) {
        return all().stream().filter(order -> order.id().equals(id)).findFirst();
    }
}
