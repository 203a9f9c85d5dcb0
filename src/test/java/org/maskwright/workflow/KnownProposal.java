package org.maskwright.workflow;

import org.maskwright.label.Proposal;

/// A proposal whose voxels a test knows, brought to a session as if a model had made it: kept on the disk, then told.
public final class KnownProposal {
    private KnownProposal() {}

    /// Keeps `proposal`; to be called on the labels' writing thread.
    public static void give(CaseSession session, Proposal proposal) throws Exception {
        session.setProposal(session.keepProposal(proposal));
    }
}
