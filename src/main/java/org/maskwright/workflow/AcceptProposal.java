package org.maskwright.workflow;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.maskwright.geometry.Mask;
import org.maskwright.label.LabelDeeds;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.label.Proposal;

/// Takes what a model proposed into the labels, as one edit that can be undone, or puts it aside. Locked labels stay as they are.
///
/// Used on the labels' writing thread.
public final class AcceptProposal {
    AcceptProposal() {}

    /// Takes over every label that the model knows: afterwards each lies exactly where the proposal has it, save where a lock
    /// forbids. Labels that the model does not know stay where it proposes nothing.
    ///
    /// @return what changed; nothing if there is no proposal, or the labels are as proposed already
    public Optional<LabelEdit> whole(CaseSession session) {
        Optional<CaseSession.Numbered> open = session.proposal();
        if (open.isEmpty()) return Optional.empty();
        Proposal proposal = open.get().proposal();
        Set<Integer> known = new TreeSet<>(proposal.labels().counts().keySet());
        proposal.table().entries().forEach(entry -> known.add(entry.value()));
        Optional<LabelEdit> edit = take(session, open.get(), known, "Accept proposal");
        session.answerProposal("accepted");
        return edit;
    }

    /// Takes over one label and leaves the proposal open.
    public Optional<LabelEdit> label(CaseSession session, int label) {
        Optional<CaseSession.Numbered> open = session.proposal();
        if (open.isEmpty()) return Optional.empty();
        Proposal proposal = open.get().proposal();
        return take(session, open.get(), Set.of(label), "Accept " + proposal.table().name(label));
    }

    /// Puts the proposal aside; it is kept to measure against.
    public void reject(CaseSession session) {
        session.answerProposal("rejected");
    }

    private static Optional<LabelEdit> take(CaseSession session, CaseSession.Numbered open, Set<Integer> known, String name) {
        Proposal proposal = open.proposal();
        LabelTable table = session.table();
        for (LabelTable.Entry entry : proposal.table().entries())
            if (known.contains(entry.value()) && table.find(entry.value()).map(LabelMatch::isUnnamed).orElse(true)) table = table.with(entry);
        session.setTable(table);
        OpenEdit edit = session.labels().open(PaintRule.EVERYWHERE.withLocked(session.locked()));
        Labels before = edit.before();
        for (int label : before.counts().keySet()) {
            if (!known.contains(label)) continue;
            Mask gone = before.mask(label).minus(proposal.labels().mask(label));
            edit.fill(gone, 0);
        }
        edit.assign(proposal.labels(), before.geometry().size().box(), known::contains);
        session.activeLayer().accepted(known, new LabelDeeds.Model(proposal.modelId(), proposal.modelSha256(), open.number()));
        return edit.commit(name);
    }
}
