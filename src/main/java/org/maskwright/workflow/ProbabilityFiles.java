package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.maskwright.format.FormatException;
import org.maskwright.format.Memory;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.volume.FloatVolume;

/// Files that say how likely each label is, a NIfTI of floats in [0, 1] for each, named as BIDS derivatives are: `STEM_label-NAME_probseg.nii.gz`.
final class ProbabilityFiles {
    private ProbabilityFiles() {}

    /// The names of the files, by label value.
    static Map<Integer, String> names(List<LabelTable.Entry> entries, String stem) {
        Map<Integer, String> names = new LinkedHashMap<>();
        Set<String> taken = new TreeSet<>();
        for (LabelTable.Entry entry : entries) {
            String word = entry.name().replaceAll("[^A-Za-z0-9]", "");
            if (word.isEmpty() || !taken.add(word)) word += "L" + entry.value();
            names.put(entry.value(), stem + "_label-" + word + "_probseg.nii.gz");
        }
        return names;
    }

    /// @param grid of the maps
    /// @param map of a label value, made only when its turn comes
    /// @return what was written, by label value
    static Map<Integer, String> write(List<LabelTable.Entry> entries, Size grid, IntFunction<FloatVolume> map, Path folder, String stem, Progress progress) throws IOException, FormatException {
        Map<Integer, String> names = names(entries, stem);
        int written = 0;
        for (LabelTable.Entry entry : entries) {
            progress.at((double) written++ / entries.size(), "writing how likely " + entry.name() + " is");
            String name = String.valueOf(names.get(entry.value()));
            Memory.require(name, grid.voxels() * Float.BYTES);
            WriteImage.file(folder.resolve(name), StoredImage.of(map.apply(entry.value())), WriteImage.Check.NONE, Progress.NONE);
        }
        return names;
    }
}
