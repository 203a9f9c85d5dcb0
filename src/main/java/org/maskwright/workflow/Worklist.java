package org.maskwright.workflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maskwright.format.FormatException;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Proposal;
import org.maskwright.learn.active.CaseFeatures;
import org.maskwright.learn.active.CaseOrder;
import org.maskwright.learn.active.CaseOrders;
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

    /// The ids of all cases, the one to do next in front.
    static List<String> of(Project project, String order, List<String> problems, Progress progress) throws IOException {
        List<CaseFile> cases = project.readCases(problems);
        List<String> ids = cases.stream().map(CaseFile::id).toList();
        CaseOrder chosen = CaseOrders.find(order).orElse(null);
        if (chosen == null) return ids;
        LabelTable table = project.file().table();
        List<CaseOrder.Candidate> waiting = new ArrayList<>(), done = new ArrayList<>();
        for (CaseFile one : cases) {
            progress.at((double) ids.indexOf(one.id()) / ids.size(), one.id());
            CaseStore store = project.caseStore(one);
            List<Integer> proposals = store.proposalNumbers();
            if (proposals.isEmpty()) continue;
            try {
                int newest = proposals.getLast();
                Proposal proposal = store.readProposal(newest, Progress.NONE);
                double uncertainty = proposal.uncertainty().map(org.maskwright.label.UncertaintyMap::score).orElse(0.0);
                var candidate = new CaseOrder.Candidate(one.id(), uncertainty, CaseFeatures.of(proposal.labels(), table));
                (store.answer(newest).isEmpty() ? waiting : done).add(candidate);
            } catch (FormatException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        List<String> list = new ArrayList<>(chosen.order(waiting, done, SEED).stream().map(CaseOrder.Candidate::id).toList());
        List<String> answered = done.stream().map(CaseOrder.Candidate::id).toList();
        ids.stream().filter(id -> !list.contains(id)).sorted(Comparator.comparing(answered::contains)).forEachOrdered(list::add);
        return list;
    }
}
