package org.maskwright.workflow;

import java.util.concurrent.ExecutionException;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;

/// Where projects are read and written: one thread, in order, after every stroke that waits there.
record DiskLane(JobRunner jobs) {
    /// Does `work` there and waits for it. To be called from another lane.
    ///
    /// @throws Exception what the work threw
    <T> T run(String name, Job.Task<T> work) throws Exception {
        try {
            return jobs.submit(JobRunner.Lane.DISK, name, work).await();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) throw cause;
            throw e;
        }
    }
}
