package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.algorithm.LabelResampling;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.workflow.pseudo.PseudoManifest;

/// Label maps in files, each beside the one it is compared with: two files, or two folders whose files are paired by name.
public final class LabelPairs {
    /// Two files of one case.
    public record Pair(Path reference, Path candidate) {
        /// Reads both.
        ///
        /// @param names of labels; filled from what the files bring
        /// @throws FormatException if one is no label map, or they lie on different grids
        public Maps read(Map<Integer, String> names) throws IOException, FormatException {
            Item first = Formats.open(reference, Progress.NONE), second = Formats.open(candidate, Progress.NONE);
            Geometry grid = first.header().geometry(), other = second.header().geometry();
            for (LabelTable table : List.of(second.header().table(), first.header().table()))
                for (LabelTable.Entry entry : table.entries()) names.put(entry.value(), entry.name());
            Optional<Labels> laid = exactly(second, grid);
            if (laid.isPresent()) return new Maps(first.labels(Progress.NONE), laid.get());
            laid = exactly(first, other); // outlines are laid on voxels, not voxels on outlines
            if (laid.isPresent()) return new Maps(laid.get(), second.labels(Progress.NONE));
            throw FormatException.unexpected(FormatException.name(candidate), "", "the grid of " + FormatException.name(reference) + ", " + grid.size() + " voxels",
                    grid.size().equals(other.size()) ? "another place in the patient" : other.size() + " voxels", "Resample one onto the other's grid first.");
        }

        /// The labels on exactly these voxels, however their file orders them; nothing if that would take resampling.
        private static Optional<Labels> exactly(Item item, Geometry grid) throws IOException, FormatException {
            GridMatch match = GridMatch.of(grid, item.header().geometry());
            if (match instanceof GridMatch.Turned) return Optional.of(LabelResampling.nearest(item.labels(Progress.NONE), grid, Progress.NONE));
            return match instanceof GridMatch.Same || match instanceof GridMatch.Nearly || item.image().liesOn(grid)
                    ? Optional.of(item.labelsOn(grid, Progress.NONE)) : Optional.empty();
        }
    }

    /// Two maps on one grid.
    public record Maps(Labels reference, Labels candidate) {}

    /// What stands beside label maps and says of them, though a label map too may be JSON.
    private static final Set<String> NO_MAPS = Set.of("proposals.json", DatasetInfo.FILE, PseudoManifest.FILE);

    private LabelPairs() {}

    /// Pairs by case; a file that has no partner is named in `problems`.
    ///
    /// @throws FormatException if one path is a file and the other a folder, or the folders hold no label maps
    public static Map<String, Pair> of(Path reference, Path candidate, List<String> problems) throws IOException, FormatException {
        for (Path path : List.of(reference, candidate))
            if (!Files.exists(path)) throw FormatException.of(FormatException.name(path), "", "there is no such file or folder.", "Check the path " + path.toAbsolutePath() + ".");
        boolean folders = Files.isDirectory(reference);
        if (folders != Files.isDirectory(candidate))
            throw FormatException.unexpected(FormatException.name(candidate), "", folders ? "a folder, as the reference is" : "a file, as the reference is",
                    folders ? "a file" : "a folder", "Give two files, or two folders.");
        if (!folders) return Map.of(stem(candidate), new Pair(reference, candidate));
        SortedMap<String, Path> left = files(reference), right = files(candidate);
        if (left.isEmpty()) throw FormatException.of(FormatException.name(reference), "", "it holds no label maps.", "Give a folder with files such as case-001.nii.gz.");
        Map<String, Pair> pairs = new LinkedHashMap<>();
        for (Map.Entry<String, Path> one : left.entrySet()) {
            Path other = right.remove(right.containsKey(one.getKey()) ? one.getKey() : one.getKey() + "_0000"); // a proposal is called as its scan, in nnU-Net with its channel
            if (other != null) pairs.put(one.getKey(), new Pair(one.getValue(), other));
            else problems.add(FormatException.name(one.getValue()) + ": no file of this name is among the candidates. Add it, or take it from the references.");
        }
        for (Path extra : right.values()) problems.add(FormatException.name(extra) + ": no file of this name is among the references. Add it, or take it from the candidates.");
        return pairs;
    }

    /// The scans in a folder by the names of their cases; the channel that nnU-Net puts behind a name (`_0000`) is no part of it.
    public static SortedMap<String, Path> images(Path folder) throws IOException {
        SortedMap<String, Path> found = new TreeMap<>();
        files(folder).forEach((name, file) -> found.putIfAbsent(name.replaceFirst("_0000$", ""), file));
        return found;
    }

    /// The images in a folder by the names of their cases.
    private static SortedMap<String, Path> files(Path folder) throws IOException {
        SortedMap<String, Path> found = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator)
                if (!FormatException.name(file).startsWith(".") && !NO_MAPS.contains(FormatException.name(file)) && Formats.ALL.stream().anyMatch(format -> format.endsAs(file))) found.put(stem(file), file);
        }
        return found;
    }

    private static String stem(Path file) {
        return FormatException.name(file).replaceFirst("(?i)(\\.seg)?\\.[a-z0-9]+(\\.gz)?$", "");
    }
}
