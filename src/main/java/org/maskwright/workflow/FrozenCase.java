package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.learn.TrainingCase;
import org.maskwright.store.CaseFile;
import org.maskwright.volume.Volume;
import org.maskwright.workflow.finetune.Correction;

/// A corrected case as it was when a run began, so that the run can go on exactly while the case changes.
///
/// @param folder where its labels and what each voxel counts lie
record FrozenCase(CaseFile about, String patient, Path folder) implements TrainingCase {
    /// Where the frozen cases of a run lie.
    static Path folder(Path out) {
        return out.resolve("lesson");
    }

    static Path file(Path folder, String id, String what) {
        return folder.resolve(id + "." + what + ".nii.gz");
    }

    @Override
    public String id() {
        return about.id();
    }

    @Override
    public Content load() throws IOException {
        try {
            Volume volume = ScanReader.read(about.source(), Progress.NONE).volume();
            return new Content(volume, read("labels", volume), Optional.of(read("attention", volume)));
        } catch (FormatException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Labels read(String what, Volume volume) throws IOException, FormatException {
        return Formats.open(file(folder, id(), what), Progress.NONE).labels(Progress.NONE).on(volume.geometry());
    }

    /// Writes its labels and what they count, once.
    ///
    /// @param again also where it was frozen before
    void freeze(Correction correction, boolean again) throws IOException, FormatException {
        if (!again && Files.exists(file(folder, id(), "labels")) && Files.exists(file(folder, id(), "attention"))) return;
        Files.createDirectories(folder);
        WriteImage.file(file(folder, id(), "labels"), StoredImage.of(correction.labels(), LabelTable.EMPTY), WriteImage.Check.NONE, Progress.NONE);
        WriteImage.file(file(folder, id(), "attention"), StoredImage.of(correction.attention(), LabelTable.EMPTY), WriteImage.Check.NONE, Progress.NONE);
    }
}
