package org.maskwright.learn.active;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maskwright.learn.active.CaseOrder.Candidate;
import org.maskwright.learn.uncertainty.Entropy;
import org.maskwright.learn.uncertainty.MirrorDisagreement;

class CaseOrdersTest {
    private static final List<Candidate> CASES = List.of(at("a", 0.1, 0), at("b", 0.4, 1), at("c", 0.2, 10), at("d", 0.3, 6));

    private static Candidate at(String id, double uncertainty, double where) {
        return new Candidate(id, uncertainty, List.of(where, 5.0));
    }

    private static List<String> ids(List<Candidate> order) {
        return order.stream().map(Candidate::id).toList();
    }

    @Test
    void everyOrderHoldsEveryCaseOnceAndIsTheSameEachTime() {
        for (CaseOrder order : CaseOrders.all()) {
            assertThat(ids(order.order(CASES, List.of(), 3))).as(order.id()).containsExactlyInAnyOrder("a", "b", "c", "d").isEqualTo(ids(order.order(CASES, List.of(), 3)));
            assertThat(order.order(List.of(), CASES, 3)).isEmpty();
            assertThat(CaseOrders.find(order.id())).isPresent();
        }
    }

    @Test
    void theLeastSureComesFirst() {
        assertThat(ids(new UncertaintyOrder(new Entropy()).order(CASES, List.of(), 1))).containsExactly("b", "d", "c", "a");
    }

    @Test
    void everyMeasureIsAnOrderCalledAsItIsAndEntropyTheUsualOne() {
        assertThat(CaseOrders.all()).extracting(CaseOrder::id).containsExactly("random", "uncertainty", "mirror", "augment", "dropout", "ensemble", "diversity");
        assertThat(CaseOrders.find("mirror").orElseThrow().measure()).get().isInstanceOf(MirrorDisagreement.class);
        assertThat(CaseOrders.find("mirror").orElseThrow().title()).isEqualTo("Most uncertain first: disagreement of mirrored looks");
        assertThat(CaseOrders.find("diversity").orElseThrow().measure()).isEmpty();
    }

    /// From 0 the farthest is 10; then 6 is 4 away from 10 and 1 is 1 away from 0.
    @Test
    void theFarthestFromAllLabelledComesFirst() {
        assertThat(ids(new DiversityOrder().order(CASES.subList(1, 4), CASES.subList(0, 1), 1))).containsExactly("c", "d", "b");
    }

    @Test
    void withNothingLabelledDiversityBeginsInTheMiddle() {
        assertThat(ids(new DiversityOrder().order(CASES, List.of(), 1))).startsWith("d", "a");
    }
}
