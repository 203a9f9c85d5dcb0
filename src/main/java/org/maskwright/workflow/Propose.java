package org.maskwright.workflow;

import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.ProposeOptions;
import org.maskwright.learn.Proposer;
import org.maskwright.volume.Volume;

/// Asks a model for labels. The answer is kept beside the case, untouched for ever, and becomes the session's newest proposal.
public final class Propose {
    /// How a proposal is made.
    ///
    /// @param mirrored also looks at every tile mirrored, where the model allows: a little better, and slower
    /// @param largestOnly keeps the largest connected piece of each label
    /// @param anyScan proposes even where the scan does not look like those that the model knows
    /// @param postProcessed mends labels as the model's card says
    public record Options(boolean mirrored, boolean largestOnly, boolean anyScan, boolean postProcessed) {
        public static final Options DEFAULT = new Options(false, false, false, true);

        ProposeOptions asked() {
            return new ProposeOptions(mirrored, largestOnly, anyScan, postProcessed);
        }
    }

    private final JobRunner jobs;
    private final ModelShelf models;

    Propose(JobRunner jobs, ModelShelf models) {
        this.jobs = jobs;
        this.models = models;
    }

    /// Proposes in the background; when the job is done the session has the proposal, waiting to be answered.
    ///
    /// @param model its id, or its folder
    public Job<CaseSession.Numbered> propose(CaseSession session, String model, Options options) {
        Volume volume = session.volume();
        LabelTable table = session.table();
        Labels now = session.labels().snapshot();
        return jobs.<CaseSession.Numbered>submit(JobRunner.Lane.ENGINE, "Proposing with " + model.replaceFirst(".*[/\\\\]", ""), progress -> {
            Proposal made = propose(volume, model, options, progress);
            progress.at(1, "keeping the proposal");
            return session.keepProposal(LabelMatch.onto(table, now.counts().keySet(), made));
        }).onDone(session::arrive);
    }

    /// As above, with a model that need not be on the shelf.
    public Job<CaseSession.Numbered> propose(CaseSession session, ModelShelf.Entry model, Options options) {
        return propose(session, models.nameOf(model), options);
    }

    /// Proposes for a scan that is no open case, as the command line does. Uses the engine, so only on its lane.
    Proposal propose(Volume volume, String model, Options options, Progress progress) throws ModelException {
        try (Proposer proposer = Proposer.open(models.get(model))) {
            return proposer.propose(volume, options.asked(), progress);
        }
    }
}
