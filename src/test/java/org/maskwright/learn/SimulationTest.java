package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.job.Progress;
import org.maskwright.learn.active.CaseOrder;
import org.maskwright.learn.active.CaseOrders;
import org.maskwright.learn.active.Round;
import org.maskwright.learn.active.Simulation;
import org.maskwright.learn.active.SimulationPlan;

class SimulationTest {
    @TempDir Path folder;

    private SimulationPlan plan(String name, int batch) {
        List<CaseOrder> orders = CaseOrders.all();
        return new SimulationPlan(SmallCases.set(10), folder.resolve(name), 3, batch, 7, 2, orders, 1, 1, 0, TrainingMethod.DEFAULT);
    }

    private static List<Round> play(SimulationPlan plan, Progress progress) throws Exception {
        return new Simulation(plan, SmallCases::train).run(_ -> {}, progress);
    }

    @Test
    void theLoopTurnsUntilTheCasesAreLabelledAndAllOrdersBeginAlike() throws Exception {
        List<Round> rounds = play(plan("loop", 2), Progress.NONE);
        assertThat(rounds).hasSize(9).extracting(Round::labelled).containsExactly(3, 3, 3, 5, 5, 5, 7, 7, 7);
        assertThat(rounds.subList(0, 3)).extracting(Round::holdoutDice).containsOnly(rounds.getFirst().holdoutDice());
        for (CaseOrder order : CaseOrders.all()) {
            List<Round> own = rounds.stream().filter(round -> round.order().equals(order.id())).toList();
            var corrected = new ArrayList<String>();
            own.forEach(round -> corrected.addAll(round.batch()));
            assertThat(corrected).as("each case is corrected once, none is held out").doesNotHaveDuplicates().hasSize(5).doesNotContain("case-9", "case-10");
            assertThat(own.getLast().batch()).as("what is left").hasSize(1);
            assertThat(own).allSatisfy(round -> assertThat(round.batchEdits()).isBetween(0.0, 16.0 * 14 * 13));
            assertThat(own.getFirst().batchLabelled()).isGreaterThan(100);
        }
        Model last = Models.read(folder.resolve("loop/seed-1/uncertainty/round-02/model"));
        assertThat(last.card().training().startedFrom()).startsWith("model ");
        assertThat(last.card().data().validationCases()).isEqualTo(Models.read(folder.resolve("loop/seed-1/start")).card().data().validationCases());
        assertThat(folder.resolve("loop/seed-1/uncertainty/round-02/model/checkpoint.safetensors")).as("no longer of use").doesNotExist();
    }

    @Test
    void stoppedAgainAndAgainItEndsWithTheSameRounds() throws Exception {
        List<Round> whole = play(plan("whole", 4), Progress.NONE);
        List<Round> last = List.of();
        int sittings = 0;
        for (int patience = 15; last.isEmpty(); patience += 25) {
            var reports = new AtomicInteger();
            int limit = patience;
            sittings++;
            try {
                last = play(plan("stopped", 4), (_, _) -> {
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
        var plan = new SimulationPlan(SmallCases.set(6), folder.resolve("once"), 3, 2, 5, 1, CaseOrders.all().subList(0, 1), 1, 1, 0, TrainingMethod.DEFAULT);
        List<Round> rounds = play(plan, Progress.NONE);
        assertThat(new Simulation(plan, (_, _) -> {
            throw new AssertionError("trained again");
        }).run(_ -> {}, Progress.NONE)).isEqualTo(rounds);
        var other = new SimulationPlan(plan.data(), plan.out(), 2, 2, 5, 1, plan.orders(), 1, 1, 0, plan.method());
        assertThatThrownBy(() -> play(other, Progress.NONE)).isInstanceOf(ModelException.class).hasMessageContaining("another plan");
        Files.writeString(folder.resolve("once/seed-1/random/round-01/round.json"), "{");
        assertThatThrownBy(() -> play(plan, Progress.NONE)).isInstanceOf(java.io.IOException.class).hasMessageContaining("Delete it");
    }

    @Test
    void aPlanThatAsksForMoreCasesThanThereAreIsRefused() {
        assertThatThrownBy(() -> new SimulationPlan(SmallCases.set(5), folder, 3, 1, 5, 1, CaseOrders.all(), 1, 1, 0, TrainingMethod.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("5 cases cannot give 1 to hold out and 5 to label");
    }
}
