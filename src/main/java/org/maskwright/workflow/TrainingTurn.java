package org.maskwright.workflow;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.learn.Devices;
import org.maskwright.learn.ModelException;

/// Runs trainings, and other work with models that takes its time, one at a time in the engine lane, while shorter work for the engine passes
/// between their steps.
public final class TrainingTurn {
    private final JobRunner jobs;
    private final AtomicReference<@Nullable String> underWay = new AtomicReference<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean besideWindow;

    TrainingTurn(JobRunner jobs) {
        this.jobs = jobs;
    }

    /// From now on every turn leaves a core to the window; else it takes all.
    void leaveCoreToWindow() {
        besideWindow = true;
    }

    /// Tells `listener`, where jobs tell theirs, whenever a turn begins or ends.
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void tell() {
        listeners.forEach(jobs.listenerExecutor()::execute);
    }

    /// The job fails with a sentence if other work has its turn.
    public <T> Job<T> submit(String name, Job.Task<T> work) {
        return jobs.submit(JobRunner.Lane.ENGINE, name, progress -> {
            if (!underWay.compareAndSet(null, name)) throw new ModelException(refusal().orElse("other work has its turn. Try again."));
            tell();
            try {
                if (besideWindow) Devices.shareWithWindow();
                else Devices.takeAllCores();
                Progress passing = (fraction, what) -> {
                    jobs.letEngineJobsPass();
                    progress.at(fraction, what);
                };
                return work.run(passing);
            } finally {
                underWay.set(null);
                tell();
            }
        });
    }

    /// Why nothing can be begun now, as a sentence; empty if it can.
    public Optional<String> refusal() {
        return Optional.ofNullable(underWay.get()).map(name -> "“" + name + "” is under way. Wait for its end, or stop it.");
    }
}
