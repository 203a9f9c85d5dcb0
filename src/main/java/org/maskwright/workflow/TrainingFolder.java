package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.format.json.JsonValue;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.learn.Attention;
import org.maskwright.learn.TrainingCase;
import org.maskwright.learn.TrainingSet;
import org.maskwright.store.Fingerprint;
import org.maskwright.volume.Volume;
import org.maskwright.workflow.pseudo.PseudoAuthor;
import org.maskwright.workflow.pseudo.PseudoManifest;

/// Reads a folder of labelled cases to learn from: nnU-Net v2 raw, Medical Segmentation Decathlon, or plain folders `images`
/// and `labels` whose files have the same names. Each case is checked; a bad one is named and left out.
///
/// Voxels of the label that `dataset.json` calls `ignore`, as nnU-Net does, count for nothing. Cases that [PseudoManifest] says are a
/// model's are learnt from and never judge.
///
/// @param set the good cases, by case number
/// @param problems a sentence for each case that was left out
/// @param scans fingerprint of each good case's voxels, by its id
public record TrainingFolder(TrainingSet set, List<String> problems, Map<String, String> scans) {
    /// How far apart the grids of an image and its labels may lie, in parts of a voxel: tools round headers differently.
    private static final double TOLERANCE_VOXELS = 0.1;

    public TrainingFolder {
        problems = List.copyOf(problems);
        scans = Map.copyOf(scans);
    }

    private record Pair(Path image, Path labels) {}

    /// One case on the disk.
    ///
    /// @param ignore value of voxels that count for nothing; 0 if there is none
    private record OnDisk(String id, String patient, Path image, Path labelFile, int ignore, boolean judges) implements TrainingCase {
        @Override
        public Content load() throws IOException {
            try {
                Volume volume = Formats.open(image, Progress.NONE).volume(Progress.NONE);
                Labels labels = Formats.open(labelFile, Progress.NONE).labels(Progress.NONE).on(volume.geometry());
                if (ignore == 0 || !labels.counts().containsKey(ignore)) return new Content(volume, labels);
                Content marked = new Content(volume, labels, Optional.of(Labels.of(labels.geometry(), labels.mask(ignore), Attention.NOTHING.value())));
                return new Content(volume, marked.counted(labels), marked.attention());
            } catch (FormatException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    /// Reads the folder and checks every case: that image and labels lie on one grid, that labels are in the table, and that no
    /// case is a copy of another.
    ///
    /// @param about a `dataset.json` that says what the data is, instead of the folder's own
    /// @throws FormatException if the folder is none of the three, or holds no good case
    public static TrainingFolder read(Path folder, Optional<Path> about, Progress progress) throws IOException, FormatException {
        requireFolder(folder);
        String name = FormatException.name(folder.toAbsolutePath().normalize());
        Path json = folder.resolve(DatasetInfo.FILE);
        boolean described = Files.isRegularFile(json);
        DatasetInfo info = about.isPresent() ? DatasetInfo.read(about.get()) : described ? DatasetInfo.read(json)
                : new DatasetInfo(name, "", "", "", LabelTable.EMPTY, 0, Map.of());
        List<String> problems = new ArrayList<>();
        Map<String, Pair> pairs;
        if (described && DatasetInfo.json(json).has("training")) pairs = decathlon(folder, DatasetInfo.json(json), problems);
        else if (Files.isDirectory(folder.resolve("imagesTr"))) pairs = byName(folder.resolve("imagesTr"), folder.resolve("labelsTr"), true, problems);
        else if (Files.isDirectory(folder.resolve("images"))) pairs = byName(folder.resolve("images"), folder.resolve("labels"), false, problems);
        else
            throw FormatException.unexpected(name, "",
                    "imagesTr and labelsTr (nnU-Net), a dataset.json with a training list (Decathlon), or images and labels", "neither",
                    "Choose the folder that holds them.");
        requireKnown(name, info.patients().keySet(), pairs.keySet(), problems);
        return checked(name, info, PseudoManifest.read(folder), pairs, problems, progress);
    }

    static void requireFolder(Path folder) throws FormatException {
        if (!Files.isDirectory(folder)) throw FormatException.unexpected(FormatException.name(folder.toAbsolutePath().normalize()), "", "a folder of labelled cases",
                Files.exists(folder) ? "a file" : "nothing", "Check the path " + folder.toAbsolutePath() + ".");
    }

    /// A case id mistyped in `patients` would let one patient learn and judge. Names of cases that are no longer there do no harm as
    /// long as all others are named.
    private static void requireKnown(String name, Set<String> named, Set<String> cases, List<String> problems) throws FormatException {
        Optional<String> unknown = named.stream().filter(id -> !cases.contains(id) && problems.stream().noneMatch(one -> one.startsWith(id + ":"))).findFirst();
        Optional<String> unnamed = cases.stream().filter(id -> !named.contains(id)).findFirst();
        if (unknown.isPresent() && unnamed.isPresent()) {
            throw FormatException.unexpected(name + "/" + DatasetInfo.FILE, "field patients", "the names of cases", "'" + unknown.get() + "', which is none, while '" + unnamed.get() + "' is not named",
                    "Correct the names, or take them out: else one patient might both teach and judge.");
        }
    }

    private static Map<String, Pair> decathlon(Path folder, JsonValue json, List<String> problems) throws FormatException {
        Map<String, Pair> pairs = new TreeMap<>(BY_NUMBER);
        for (JsonValue one : json.list("training")) {
            Path image = folder.resolve(one.text("image")).normalize(), labels = folder.resolve(one.text("label")).normalize();
            String id = stem(image);
            if (pairs.containsKey(id)) problems.add(id + ": stands twice in dataset.json; the second was left out.");
            else if (existing(id, image, labels, problems)) pairs.put(id, new Pair(image, labels));
        }
        return pairs;
    }

    private static boolean existing(String id, Path image, Path labels, List<String> problems) {
        for (Path file : List.of(image, labels)) {
            if (Files.isRegularFile(file)) continue;
            problems.add(id + ": expected " + (file.equals(image) ? "its image" : "its labels") + " at " + file
                    + ", found nothing. The case was left out.");
            return false;
        }
        return true;
    }

    /// @param channels whether image names end in a channel number, as nnU-Net's do
    private static Map<String, Pair> byName(Path images, Path labels, boolean channels, List<String> problems) throws IOException, FormatException {
        if (!Files.isDirectory(labels)) throw FormatException.unexpected(FormatException.name(images.toAbsolutePath().normalize()), "",
                labels.getFileName() + " beside it", "none", "Put the label maps there.");
        Map<String, Path> imageOf = files(images, channels, problems), labelsOf = files(labels, false, problems);
        Map<String, Pair> pairs = new TreeMap<>(BY_NUMBER);
        for (var image : imageOf.entrySet()) {
            Path found = labelsOf.get(image.getKey());
            if (found == null) problems.add(image.getKey() + ": expected its labels in " + labels.getFileName()
                    + ", found none. The case was left out.");
            else pairs.put(image.getKey(), new Pair(image.getValue(), found));
        }
        for (String id : labelsOf.keySet())
            if (!imageOf.containsKey(id)) problems.add(id + ": expected its image in " + images.getFileName() + ", found none. The case was left out.");
        return pairs;
    }

    private static Map<String, Path> files(Path folder, boolean channels, List<String> problems) throws IOException {
        Map<String, Path> found = new TreeMap<>(BY_NUMBER);
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String name = FormatException.name(file);
                if (name.startsWith(".") || Files.isDirectory(file) || name.endsWith(".json") || name.endsWith(".csv")) continue;
                String id = stem(file);
                if (channels && !id.matches(".*_\\d{4}")) {
                    problems.add(name + ": expected a name that ends in a channel, such as " + id + "_0000. The file was left out.");
                    continue;
                }
                if (channels && !id.endsWith("_0000")) {
                    problems.add(name + ": is a second channel; networks trained here see one image a case. The file was left out.");
                    continue;
                }
                found.put(channels ? id.substring(0, id.length() - 5) : id, file);
            }
        }
        return found;
    }

    static String stem(Path file) {
        return FormatException.name(file).replaceFirst("(?i)\\.(nii|nrrd|mha|mhd|hdr|img|png|tif|tiff)?(\\.gz)?$", "");
    }

    private static TrainingFolder checked(String name, DatasetInfo info, Optional<PseudoManifest> manifest, Map<String, Pair> pairs, List<String> problems,
            Progress progress) throws IOException, FormatException {
        List<TrainingCase> cases = new ArrayList<>();
        Map<String, String> images = new HashMap<>(), labelMaps = new HashMap<>(), scans = new HashMap<>();
        TreeSet<Integer> seen = new TreeSet<>();
        int n = 0;
        for (var entry : pairs.entrySet()) {
            String id = entry.getKey();
            Pair pair = entry.getValue();
            progress.at((double) n++ / pairs.size(), "checking case " + n + " of " + pairs.size());
            try {
                Volume volume = Formats.open(pair.image(), progress.part(0, 0)).volume(Progress.NONE);
                Item labelMap = Formats.open(pair.labels(), Progress.NONE);
                Labels labels = labelMap.labels(Progress.NONE);
                Optional<String> wrong = wrong(volume.geometry(), labels, info);
                if (wrong.isEmpty()) wrong = unclear(id, manifest, labelMap.header().table());
                String scan = Fingerprint.of(volume);
                if (wrong.isEmpty()) wrong = copied(id, scan, images, "image");
                if (wrong.isEmpty()) wrong = labels.counts().isEmpty() ? Optional.empty() : copied(id, Fingerprint.of(labels), labelMaps, "label map");
                if (wrong.isPresent()) {
                    problems.add(id + ": " + wrong.get() + " The case was left out.");
                    continue;
                }
                seen.addAll(labels.counts().keySet());
                seen.remove(info.ignore());
                scans.put(id, scan);
                cases.add(new OnDisk(id, info.patients().getOrDefault(id, id), pair.image(), pair.labels(), info.ignore(), manifest.isEmpty()));
            } catch (FormatException e) {
                problems.add(id + ": " + e.getMessage() + " The case was left out.");
            }
        }
        if (cases.isEmpty() && problems.isEmpty()) throw FormatException.unexpected(name, "", "labelled cases", "no case", "Put images and their labels there.");
        if (cases.isEmpty()) throw FormatException.of(name, "", "none of its cases can be used, for " + (problems.size() == 1 ? "this reason. " : problems.size() + " reasons. The first: ") + problems.getFirst(), "");
        LabelTable table = info.labels().entries().isEmpty() ? LabelTable.EMPTY.covering(seen) : info.labels();
        if (table.entries().isEmpty()) throw FormatException.unexpected(name, "", "labels to learn", "background alone in every label map",
                "Paint what shall be learnt.");
        String reference = manifest.map(by -> "pseudo-labels of " + by.author().model() + " " + by.author().sha256()).orElse(info.reference());
        return new TrainingFolder(new TrainingSet(manifest.isPresent() ? info.name() + ", pseudo-labelled" : info.name(), reference, info.licence(), info.modality(), table, cases), problems, scans);
    }

    /// A folder's labels are all human, or all a model's, and say so.
    private static Optional<String> unclear(String id, Optional<PseudoManifest> manifest, LabelTable table) {
        if (manifest.isPresent() && !manifest.get().holds(id))
            return Optional.of("expected a case that " + PseudoManifest.FILE + " names, found another: whether its labels are human is not clear. Keep human labels in a folder of their own.");
        Optional<PseudoAuthor> author = manifest.isPresent() ? Optional.empty() : PseudoAuthor.of(table);
        return author.map(by -> "expected human labels, found pseudo-labels of " + by.model() + ". Keep them in their own folder, with " + PseudoManifest.FILE + ".");
    }

    private static Optional<String> wrong(Geometry image, Labels labels, DatasetInfo info) {
        Geometry found = labels.geometry();
        if (!found.size().equals(image.size()))
            return Optional.of("expected labels on the image's grid of " + image.size() + " voxels, found " + found.size() + ".");
        Point spacing = image.spacingMm();
        double tolerance = TOLERANCE_VOXELS * Math.min(spacing.x(), Math.min(spacing.y(), spacing.z()));
        if (!found.sameGrid(image, tolerance)) return Optional.of("expected labels in the image's place and spacing, found them elsewhere in the patient.");
        for (int value : labels.counts().keySet()) {
            if (!info.labels().entries().isEmpty() && info.labels().find(value).isEmpty() && value != info.ignore())
                return Optional.of("expected the labels that dataset.json names, found a voxel labelled " + value + ". Name it there, or correct the label map.");
        }
        return Optional.empty();
    }

    private static Optional<String> copied(String id, String fingerprint, Map<String, String> known, String what) {
        String first = known.putIfAbsent(fingerprint, id);
        return first == null ? Optional.empty() : Optional.of("expected " + (what.equals("image") ? "an image" : "a label map")
                + " of its own, found a copy of that of " + first + ".");
    }

    /// Case 9 before case 10.
    static final Comparator<String> BY_NUMBER = Comparator.comparing(TrainingFolder::padded).thenComparing(Comparator.naturalOrder());

    private static String padded(String id) {
        return Pattern.compile("\\d+").matcher(id).replaceAll(number -> "0".repeat(Math.max(0, 12 - number.group().length())) + number.group());
    }
}
