package org.maskwright.workflow;

import java.util.concurrent.atomic.AtomicBoolean;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.learn.Devices;
import org.maskwright.learn.ModelException;

/// Runs trainings one at a time in the engine lane, while shorter work for the engine passes between their steps.
final class TrainingTurn {
    private final JobRunner jobs;
    private final AtomicBoolean busy = new AtomicBoolean();

    TrainingTurn(JobRunner jobs) {
        this.jobs = jobs;
    }

    /// The job fails with a sentence if another training is under way.
    ///
    /// @param besideWindow leaves a core to the window
    <T> Job<T> submit(String name, boolean besideWindow, Job.Task<T> training) {
        return jobs.submit(JobRunner.Lane.ENGINE, name, progress -> {
            if (!busy.compareAndSet(false, true)) throw new ModelException("another training is under way. Wait for its end, or pause it.");
            try {
                if (besideWindow) Devices.shareWithWindow();
                else Devices.takeAllCores();
                Progress passing = (fraction, what) -> {
                    jobs.letEngineJobsPass();
                    progress.at(fraction, what);
                };
                return training.run(passing);
            } finally {
                busy.set(false);
            }
        });
    }
}
