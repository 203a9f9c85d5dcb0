package org.maskwright.workflow;

import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;

/// Asks a model for labels. The answer is kept beside the case, untouched for ever, and becomes the session's newest proposal.
public final class Propose {
    /// How a proposal is made.
    ///
    /// @param mirrored also looks at every tile mirrored, where the model allows: a little better, and slower
    /// @param largestOnly keeps the largest connected piece of each label
    /// @param anyScan proposes even where the scan does not look like those that the model knows
    public record Options(boolean mirrored, boolean largestOnly, boolean anyScan) {
        public static final Options DEFAULT = new Options(false, false, false);
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
        return jobs.submit(JobRunner.Lane.ENGINE, "Proposing with " + model, _ -> {
            throw new UnsupportedOperationException("no engine yet, " + models.places() + " " + options + session.caseId());
        });
    }
}
