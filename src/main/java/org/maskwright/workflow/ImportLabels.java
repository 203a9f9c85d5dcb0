package org.maskwright.workflow;

import java.nio.file.Path;
import java.util.Optional;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;

/// Brings a label map from a file into an open case.
public final class ImportLabels {
    /// A label map that fits the case.
    ///
    /// @param name of its file
    /// @param table names and colours that the file brought; empty as a rule
    public record Fitting(String name, Labels labels, LabelTable table) {}

    private final JobRunner jobs;

    ImportLabels(JobRunner jobs) {
        this.jobs = jobs;
    }

    /// Reads `file`. The job fails with a sentence if it is no label map, or lies on another grid than the case.
    public Job<Fitting> read(CaseSession session, Path file) {
        Geometry grid = session.volume().geometry();
        return jobs.submit(JobRunner.Lane.COMPUTE, "Reading " + FormatException.name(file), progress -> {
            Item item = Formats.open(file, progress.part(0, 0.1));
            return new Fitting(FormatException.name(file), item.labelsOn(grid, progress.part(0.1, 1)), item.header().table());
        });
    }

    /// Makes the case's labels those of the map, as one edit that can be undone; locked labels stay. To be called on the
    /// labels' writing thread.
    ///
    /// @return what changed; nothing if the labels are so already
    public Optional<LabelEdit> take(CaseSession session, Fitting map) {
        LabelTable table = session.table();
        for (LabelTable.Entry entry : map.table().entries()) if (table.find(entry.value()).map(LabelMatch::isUnnamed).orElse(true)) table = table.with(entry);
        session.setTable(table.covering(map.labels().counts().keySet()));
        OpenEdit edit = session.labels().open(PaintRule.EVERYWHERE.withLocked(session.locked()));
        edit.assign(map.labels(), map.labels().geometry().size().box(), label -> true);
        return edit.commit("Import " + map.name());
    }
}
