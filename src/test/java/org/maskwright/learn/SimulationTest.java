package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.job.Progress;
import org.maskwright.learn.active.CaseOrder;
import org.maskwright.learn.active.CaseOrders;
import org.maskwright.learn.active.NothingMore;
import org.maskwright.learn.active.Round;
import org.maskwright.learn.active.Simulation;
import org.maskwright.learn.active.SimulationPlan;

class SimulationTest {
    private static final List<CaseOrder> THREE = Stream.of("random", "uncertainty", "diversity").map(id -> CaseOrders.find(id).orElseThrow()).toList();

    @TempDir Path folder;

    private SimulationPlan plan(String name, List<Integer> labelled, List<CaseOrder> orders, int seeds) {
        return new SimulationPlan(SmallCases.set(10), folder.resolve(name), labelled, 2, orders, seeds, 1, 0, TrainingMethod.DEFAULT);
    }

    private static List<Round> play(SimulationPlan plan, Progress progress) throws Exception {
        return new Simulation(plan, SmallCases::train).run(_ -> {}, progress);
    }

    @Test
    void theLoopTurnsUntilTheCasesAreLabelledAndAllOrdersBeginAlike() throws Exception {
        List<Round> rounds = play(plan("loop", List.of(3, 5, 7), THREE, 1), Progress.NONE);
        assertThat(rounds).hasSize(9).extracting(Round::labelled).containsExactly(3, 3, 3, 5, 5, 5, 7, 7, 7);
        assertThat(rounds.subList(0, 3)).extracting(Round::holdoutDice).containsOnly(rounds.getFirst().holdoutDice());
        for (CaseOrder order : THREE) {
            List<Round> own = rounds.stream().filter(round -> round.order().equals(order.id())).toList();
            var corrected = new ArrayList<String>();
            own.forEach(round -> corrected.addAll(round.batch()));
            assertThat(corrected).as("each case is corrected once, none is held out").doesNotHaveDuplicates().hasSize(4).doesNotContain("case-9", "case-10");
            assertThat(own.getLast().batch()).as("after the last round").isEmpty();
            assertThat(own.subList(0, 2)).allSatisfy(round -> assertThat(round.batchEditMm3()).isBetween(0.0, 16.0 * 14 * 13));
            assertThat(own.getFirst().batchLabelledMm3()).isGreaterThan(100);
        }
        Model last = Models.read(folder.resolve("loop/seed-1/uncertainty/round-02/model"));
        assertThat(last.card().training().startedFrom()).startsWith("model ");
        assertThat(last.card().data().validationCases()).isEqualTo(Models.read(folder.resolve("loop/seed-1/start")).card().data().validationCases());
        assertThat(folder.resolve("loop/seed-1/uncertainty/round-02/model/checkpoint.safetensors")).as("no longer of use").doesNotExist();
    }

    @Test
    void stoppedAgainAndAgainItEndsWithTheSameRounds() throws Exception {
        List<Round> whole = play(plan("whole", List.of(3, 7), THREE, 1), Progress.NONE);
        List<Round> last = List.of();
        int sittings = 0;
        for (int patience = 15; last.isEmpty(); patience += 25) {
            var reports = new AtomicInteger();
            int limit = patience;
            sittings++;
            try {
                last = play(plan("stopped", List.of(3, 7), THREE, 1), (_, _) -> {
                    if (reports.incrementAndGet() > limit) throw new Progress.Cancelled();
                });
            } catch (Progress.Cancelled _) {
                assertThat(sittings).isLessThan(60);
            }
        }
        assertThat(sittings).isGreaterThan(2);
        assertThat(last).isEqualTo(whole);
    }

    @Test
    void whatIsDoneIsNotDoneAgainAndAnotherPlanIsRefused() throws Exception {
        var plan = new SimulationPlan(SmallCases.set(6), folder.resolve("once"), List.of(3, 5), 1, CaseOrders.all().subList(0, 1), 1, 1, 0, TrainingMethod.DEFAULT);
        List<Round> rounds = play(plan, Progress.NONE);
        assertThat(new Simulation(plan, (_, _) -> {
            throw new AssertionError("trained again");
        }).run(_ -> {}, Progress.NONE)).isEqualTo(rounds);
        var other = new SimulationPlan(plan.data(), plan.out(), List.of(2, 5), 1, plan.orders(), 1, 1, 0, plan.method());
        assertThatThrownBy(() -> play(other, Progress.NONE)).isInstanceOf(ModelException.class).hasMessageContaining("another plan");
        Files.writeString(folder.resolve("once/seed-1/random/round-01/round.json"), "{");
        assertThatThrownBy(() -> play(plan, Progress.NONE)).isInstanceOf(java.io.IOException.class).hasMessageContaining("Delete it");
    }

    @Test
    void anOrderOfSeveralModelsTrainsAnotherBesideEachThatChooses() throws Exception {
        List<Round> rounds = play(plan("two", List.of(3, 5), List.of(CaseOrders.find("ensemble").orElseThrow()), 1), Progress.NONE);
        assertThat(rounds).hasSize(2);
        Path first = folder.resolve("two/seed-1/ensemble/round-00");
        assertThat(Models.read(first.resolve("another")).card().sha256()).isNotEqualTo(Models.read(folder.resolve("two/seed-1/start")).card().sha256());
        assertThat(Models.read(first.resolve("another")).card().data().trainingCases()).containsExactlyInAnyOrderElementsOf(Models.read(folder.resolve("two/seed-1/start")).card().data().trainingCases());
        assertThat(folder.resolve("two/seed-1/ensemble/round-01/another")).as("after the last round nothing is chosen").doesNotExist();
    }

    @Test
    void whatAnOrderNeedsOfTheNetworksIsSaidBeforeTheyAreTrained() {
        SimulationPlan plan = plan("dropped", List.of(3, 5), List.of(CaseOrders.find("dropout").orElseThrow()), 1);
        assertThatThrownBy(() -> new Simulation(plan, (_, _) -> {
            throw new AssertionError("trained");
        }).run(_ -> {}, Progress.NONE)).isInstanceOf(ModelException.class).hasMessageContaining("order 'dropout'").hasMessageContaining("--dropout 0.2");
    }

    @Test
    void howManyCoresThereAreChangesNothing() throws Exception {
        List<CaseOrder> orders = List.of(CaseOrders.all().getFirst(), new NothingMore());
        int cores = Devices.networksAtOnce();
        try {
            Devices.takeCores(1);
            List<Round> one = play(plan("one", List.of(3, 5), orders, 2), Progress.NONE);
            Devices.takeCores(3);
            assertThat(play(plan("three", List.of(3, 5), orders, 2), Progress.NONE)).isEqualTo(one);
            assertThat(one.getLast().labelled()).as("no case was added").isEqualTo(3);
            assertThat(one.getLast().holdoutDice()).as("but training went on").isNotEqualTo(one.get(3).holdoutDice());
        } finally {
            Devices.takeCores(cores);
        }
    }

    @Test
    void aPlanThatAsksForMoreCasesThanThereAreIsRefused() {
        assertThatThrownBy(() -> new SimulationPlan(SmallCases.set(5), folder, List.of(3, 5), 1, CaseOrders.all(), 1, 1, 0, TrainingMethod.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("5 cases cannot give 1 to hold out and [3, 5] to label");
    }
}
