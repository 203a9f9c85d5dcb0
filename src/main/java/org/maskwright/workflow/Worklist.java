package org.maskwright.workflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.maskwright.format.FormatException;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Proposal;
import org.maskwright.label.UncertaintyMap;
import org.maskwright.learn.active.CaseFeatures;
import org.maskwright.learn.active.CaseOrder;
import org.maskwright.learn.active.CaseOrders;
import org.maskwright.learn.uncertainty.UncertaintyMeasure;
import org.maskwright.store.CaseFile;
import org.maskwright.store.CaseStore;
import org.maskwright.store.Project;

/// The order in which a project's cases come up.
///
/// Cases whose newest proposal waits for an answer come first, in the order asked for; then those without any proposal, of which no model
/// can tell; then those that were answered. Within the last two the project's own order holds.
public final class Worklist {
    /// The project's own order.
    public static final String BY_NAME = "name";
    private static final long SEED = 1;

    private Worklist() {}

    /// The orders on offer: id and title, the project's own first.
    public static Map<String, String> orders() {
        Map<String, String> orders = new LinkedHashMap<>();
        orders.put(BY_NAME, "By number");
        for (CaseOrder order : CaseOrders.all()) orders.put(order.id(), order.title());
        return orders;
    }

    /// Where a case stands in the list.
    public enum State {
        /// Its newest proposal waits for an answer.
        WAITING,
        /// No model proposed for it.
        UNSEEN,
        /// Its newest proposal was answered.
        ANSWERED
    }

    /// One case of the list.
    ///
    /// @param uncertainty by the measure that the order goes by, in [0, 1]; empty where that is not known
    public record Row(String id, State state, OptionalDouble uncertainty) {}

    /// The measure by which an order goes; empty if it goes by none.
    public static Optional<String> measureOf(String order) {
        return CaseOrders.find(order).flatMap(CaseOrder::measure).map(UncertaintyMeasure::id);
    }

    /// All cases, the one to do next in front. Of those that wait, the ones of which the order's measure is not known come last, see [LookAgain].
    static List<Row> of(Project project, String order, List<String> problems, Progress progress) throws IOException {
        List<CaseFile> cases = project.readCases(problems);
        LabelTable table = project.file().table();
        Optional<String> measure = measureOf(order);
        List<CaseOrder.Candidate> waiting = new ArrayList<>(), done = new ArrayList<>();
        Map<String, Row> rows = new LinkedHashMap<>();
        for (CaseFile one : cases) {
            progress.at((double) rows.size() / cases.size(), one.id());
            CaseStore store = project.caseStore(one);
            List<Integer> proposals = store.proposalNumbers();
            State state = State.UNSEEN;
            Optional<UncertaintyMap> map = Optional.empty();
            if (!proposals.isEmpty()) {
                try {
                    int newest = proposals.getLast();
                    state = store.answer(newest).isEmpty() ? State.WAITING : State.ANSWERED;
                    if (measure.isPresent()) map = store.uncertainty(newest, measure.get());
                    if (CaseOrders.find(order).map(CaseOrder::needsLooks).orElse(false) || state == State.WAITING) {
                        Proposal proposal = store.readProposal(newest, Progress.NONE);
                        var candidate = new CaseOrder.Candidate(one.id(), map.map(UncertaintyMap::score).orElse(-1.0), CaseFeatures.of(proposal.labels(), table));
                        (state == State.WAITING ? waiting : done).add(candidate);
                    }
                } catch (FormatException e) {
                    problems.add(String.valueOf(e.getMessage()));
                }
            }
            rows.put(one.id(), new Row(one.id(), state, map.map(known -> OptionalDouble.of(known.score())).orElseGet(OptionalDouble::empty)));
        }
        CaseOrder chosen = CaseOrders.find(order).orElse(null);
        if (chosen == null) return List.copyOf(rows.values());
        List<Row> list = new ArrayList<>();
        for (CaseOrder.Candidate one : chosen.order(waiting, done, SEED)) list.add(Objects.requireNonNull(rows.remove(one.id())));
        rows.values().stream().sorted(Comparator.comparing(row -> row.state() == State.ANSWERED)).forEachOrdered(list::add);
        return list;
    }
}
