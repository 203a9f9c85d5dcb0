package org.maskwright.workflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.label.LabelTable;

/// Writes how likely a model found each label of the newest proposal, as `maskwright propose --probabilities` does.
public final class ExportProbabilities {
    /// The word for it in the ledger.
    public static final String VERB = "probabilities";

    private final JobRunner jobs;
    private final Ledger ledger;

    ExportProbabilities(JobRunner jobs, Ledger ledger) {
        this.jobs = jobs;
        this.ledger = ledger;
    }

    /// Writes a file for each label into `folder`, on the scan's own grid; files that are there stay, and the new ones are numbered.
    ///
    /// @throws IllegalStateException if the session knows no [CaseSession#likelihood]
    public Job<List<Path>> export(CaseSession session, Path folder) {
        Likelihood likelihood = session.likelihood().orElseThrow(() -> new IllegalStateException("no likelihood is known of this case"));
        List<LabelTable.Entry> entries = likelihood.labels().entries();
        String stem = session.title().replaceAll("[^A-Za-z0-9._-]+", "-");
        return jobs.submit(JobRunner.Lane.COMPUTE, "Saving how likely each label is", progress -> {
            String free = free(folder, entries, stem);
            Map<Integer, String> written = ProbabilityFiles.write(entries, session.volume().geometry().size(), likelihood::volume, folder, free, progress);
            List<Path> files = written.values().stream().map(folder::resolve).toList();
            for (Path file : files) ledger.record(VERB, file, file, List.of(), List.of());
            return files;
        });
    }

    private static String free(Path folder, List<LabelTable.Entry> entries, String stem) {
        String free = stem;
        for (int n = 2; isTaken(folder, entries, free); n++) free = stem + "-" + n;
        return free;
    }

    private static boolean isTaken(Path folder, List<LabelTable.Entry> entries, String stem) {
        return ProbabilityFiles.names(entries, stem).values().stream().anyMatch(name -> Files.exists(folder.resolve(name)));
    }
}
