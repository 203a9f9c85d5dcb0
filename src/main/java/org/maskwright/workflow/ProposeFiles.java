package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.Contents;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.format.StoredImage;
import org.maskwright.format.json.JsonValue;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Proposal;
import org.maskwright.learn.Devices;
import org.maskwright.learn.Ensemble;
import org.maskwright.learn.Model;
import org.maskwright.learn.ModelCard;
import org.maskwright.learn.ModelException;
import org.maskwright.volume.Volume;

/// Proposes labels for scans in files: one label map a scan, on the scan's own grid, and a `proposals.json` that says what was
/// proposed by which model.
public final class ProposeFiles {
    /// What came of one scan.
    ///
    /// @param output the label map's file name; empty if there is none
    /// @param error a sentence; empty if all went well
    /// @param notes as [Proposal#notes]
    public record Outcome(String input, String output, String error, List<String> notes) {
        public Outcome {
            notes = List.copyOf(notes);
        }

        public boolean isError() {
            return !error.isEmpty();
        }
    }

    private static final String LIST = "proposals.json";

    private final JobRunner jobs;
    private final ModelShelf models;

    ProposeFiles(JobRunner jobs, ModelShelf models) {
        this.jobs = jobs;
        this.models = models;
    }

    /// Proposes in the background. A scan that cannot be read, or that the model does not know, is named in its outcome, and
    /// the others are done; the job fails only if the model cannot be used or `out` cannot be written.
    ///
    /// @param model its id, or its folder; or several, parted by commas, whose class probabilities are averaged
    /// @param paths scans: files, DICOM folders, or folders of files; for a model that takes several images of a case, files that hold them all as frames, or
    ///     whose names end in `_0000`, `_0001` and so on
    /// @param cases the images of a case each, in the order in which the model takes them
    /// @param maps writes how likely each label is, too: one map a label
    /// @param overwrite writes over what earlier proposals left in `out`; else the job fails before the first scan. A scan that is asked about is never written over
    public Job<List<Outcome>> propose(String model, Path out, List<Path> paths, List<List<Path>> cases, Propose.Options options, boolean maps, boolean overwrite) {
        return jobs.submit(JobRunner.Lane.ENGINE, "Proposing with " + model, progress -> run(model, out, paths, cases, options, maps, overwrite, progress));
    }

    /// One scan to do: what to report it as, and where to read it.
    record Scan(String input, String stem, Path path, String item) {}

    /// What is proposed for.
    ///
    /// @param files that are read, or the folder of one series
    private record Asked(String input, String stem, List<Path> files, Reading images) {}

    /// Reads the images of a case.
    @FunctionalInterface
    private interface Reading {
        List<Volume> read(Progress progress) throws IOException, FormatException;
    }

    private static List<Asked> asked(Path path, List<String> images) throws IOException, FormatException {
        if (images.size() > 1) return CaseImages.in(path).stream().map(one -> asked(one, images)).toList();
        return scans(path).stream().map(scan -> new Asked(scan.input(), scan.stem(), List.of(scan.path()), progress -> List.of(volume(scan, progress)))).toList();
    }

    private static Asked asked(CaseImages one, List<String> images) {
        return new Asked(one.input(), one.stem(), one.files(), progress -> one.volumes(images, progress));
    }

    private List<Outcome> run(String name, Path out, List<Path> paths, List<List<Path>> named, Propose.Options options, boolean maps, boolean overwrite, Progress progress) throws IOException, FormatException, ModelException {
        progress.at(0, "opening the model");
        List<Model> asked = models.getAll(name);
        Devices.takeAllCores();
        List<Outcome> outcomes = new ArrayList<>();
        List<Object> cases = new ArrayList<>();
        try (Ensemble proposer = Ensemble.open(asked)) {
            List<String> images = proposer.cards().getFirst().images();
            List<Asked> scans = new ArrayList<>();
            for (List<Path> one : named) scans.add(asked(CaseImages.of(one), images));
            for (Path path : paths) {
                try {
                    scans.addAll(asked(path, images));
                } catch (FormatException | IOException e) {
                    note(path.toString(), e, outcomes, cases);
                }
            }
            Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER); // some disks do not tell A from a
            List<String> stems = scans.stream().map(scan -> free(scan.stem(), taken)).toList();
            requireNew(out, stems, maps ? proposer.cards().getFirst().labels().entries() : List.of(), scans, overwrite);
            cases.addAll(earlier(out.resolve(LIST), proposer, stems, overwrite));
            for (int i = 0; i < scans.size(); i++) {
                Asked scan = scans.get(i);
                String stem = stems.get(i);
                String file = stem + ".nii.gz";
                try {
                    Map<String, Object> made = one(proposer, scan, out.resolve(file), options, maps ? stem : "", progress.part((double) i / scans.size(), (i + 1.0) / scans.size()));
                    cases.add(made);
                    outcomes.add(new Outcome(scan.input(), file, "", made.get("notes") instanceof List<?> notes ? notes.stream().map(String::valueOf).toList() : List.of()));
                } catch (FormatException | ModelException e) {
                    note(scan.input(), e, outcomes, cases);
                }
                write(out.resolve(LIST), proposer, cases); // after each, so that no label map is without its origin
            }
            if (scans.isEmpty()) write(out.resolve(LIST), proposer, cases);
        }
        return outcomes;
    }

    /// @param entries labels that get a map each of how likely they are
    private static void requireNew(Path out, List<String> stems, List<LabelTable.Entry> entries, List<Asked> scans, boolean overwrite) throws IOException, FormatException {
        List<String> names = new ArrayList<>(List.of(LIST));
        for (String stem : stems) {
            names.add(stem + ".nii.gz");
            names.addAll(ProbabilityFiles.names(entries, stem).values());
        }
        for (String name : names) {
            Path target = out.resolve(name);
            if (!Files.exists(target)) continue;
            for (Asked scan : scans) {
                for (Path file : scan.files())
                    if (Files.exists(file) && Files.isSameFile(target, file)) throw FormatException.unexpected(name, "", "a label map's place", "the scan itself", "Choose another folder than the scan's own.");
            }
            if (!overwrite && !name.equals(LIST)) throw FormatException.unexpected(name, "", "a new file", "one that is there already", "Choose another folder, or write over it with --overwrite.");
        }
    }

    /// What the list tells of label maps that stay, so that a folder may be filled a scan at a time.
    ///
    /// @throws FormatException if another model made them, or the list is none, and nobody asked to write over it
    private static List<Object> earlier(Path list, Ensemble proposer, List<String> stems, boolean overwrite) throws IOException, FormatException {
        if (!Files.exists(list)) return List.of();
        List<Object> kept = new ArrayList<>();
        try {
            JsonValue before = JsonValue.read(list);
            if (!before.text("modelSha256").equals(proposer.sha256())) {
                throw FormatException.unexpected(LIST, "model", proposer.id() + ", " + proposer.sha256(), before.text("model") + ", " + before.text("modelSha256"),
                        "Choose another folder, or write over the list with --overwrite.");
            }
            for (JsonValue one : before.list("cases")) {
                String output = one.text("output", "");
                if (!output.isEmpty() && !stems.contains(output.replaceFirst("\\.nii\\.gz$", "")) && Files.exists(list.resolveSibling(output))) kept.add(one.tree());
            }
        } catch (FormatException e) {
            if (!overwrite) throw e;
        }
        return kept;
    }

    private static void note(String input, Exception why, List<Outcome> outcomes, List<Object> cases) {
        String sentence = Trouble.sentence(why);
        if (why instanceof ModelException) sentence = input + ": " + sentence;
        outcomes.add(new Outcome(input, "", sentence, List.of()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("input", input);
        json.put("error", sentence);
        cases.add(json);
    }

    /// The scans in `path`: its items, or, of a folder that is no series, its files.
    static List<Scan> scans(Path path) throws IOException, FormatException {
        List<Scan> scans = new ArrayList<>();
        if (Files.isDirectory(path)) {
            List<Path> files = new ArrayList<>();
            try (var inside = Files.list(path)) {
                inside.filter(file -> Formats.writes(FormatException.name(file))).sorted().forEach(files::add);
            }
            for (Path file : files) scans.add(new Scan(file.toString(), stem(file), file, ""));
            if (!scans.isEmpty()) return scans;
        }
        Contents contents = Formats.describe(path, Progress.NONE);
        if (contents.own().isEmpty()) Formats.open(path, Progress.NONE); // says what it holds instead, or how it can be read
        for (Item item : contents.own()) {
            boolean alone = contents.own().size() == 1;
            scans.add(new Scan(alone ? path.toString() : path + " (" + item.title() + ")", stem(path), path, item.id()));
        }
        return scans;
    }

    private static String stem(Path path) {
        String stem = TrainingFolder.stem(path.toAbsolutePath().normalize());
        return stem.isBlank() ? "scan" : stem;
    }

    static String free(String stem, Set<String> taken) {
        String name = stem;
        for (int n = 2; !taken.add(name); n++) name = stem + "-" + n;
        return name;
    }

    static Volume volume(Scan scan, Progress progress) throws IOException, FormatException {
        Item item = null;
        for (Item candidate : Formats.describe(scan.path(), Progress.NONE).items()) if (scan.item().isEmpty() || candidate.id().equals(scan.item())) item = item == null ? candidate : item;
        if (item == null) throw FormatException.of(FormatException.name(scan.path()), "", "holds no scan.", "Choose a scan.");
        return item.volume(progress);
    }

    /// @param maps what the names of the probability maps begin with; empty for none
    private static Map<String, Object> one(Ensemble proposer, Asked scan, Path out, Propose.Options options, String maps, Progress progress) throws IOException, FormatException, ModelException {
        long begin = System.nanoTime();
        progress.at(0, "reading " + scan.stem());
        List<Volume> images = scan.images().read(progress.part(0, 0.1));
        Ensemble.Answer answer = proposer.propose(images, options.asked(), options.by(), progress.part(0.1, maps.isEmpty() ? 0.95 : 0.7));
        Proposal proposal = answer.proposal();
        String name = FormatException.name(out);
        write(out, StoredImage.of(proposal.labels(), proposal.table()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("input", scan.input());
        json.put("output", name);
        Map<String, Object> labels = new LinkedHashMap<>();
        Map<Integer, Long> counts = proposal.labels().counts();
        for (LabelTable.Entry entry : proposal.table().entries()) {
            Map<String, Object> label = new LinkedHashMap<>();
            long voxels = counts.getOrDefault(entry.value(), 0L);
            label.put("name", entry.name());
            label.put("voxels", voxels);
            label.put("ml", voxels * images.getFirst().geometry().voxelMm3() / 1000);
            labels.put(String.valueOf(entry.value()), label);
        }
        json.put("labels", labels);
        proposal.uncertainty().ifPresent(map -> json.put("uncertainty", Map.of("measure", map.measure(), "mean", map.score())));
        if (!proposal.notes().isEmpty()) json.put("notes", proposal.notes());
        if (!maps.isEmpty()) {
            Map<String, String> names = new LinkedHashMap<>();
            ProbabilityFiles.write(proposal.table().entries(), images.getFirst().geometry().size(), answer.probabilities()::of, out.resolveSibling(""), maps, progress.part(0.7, 1))
                    .forEach((label, file) -> names.put(String.valueOf(label), file));
            json.put("probabilities", names);
        }
        json.put("seconds", Math.round((System.nanoTime() - begin) / 1e7) / 100.0);
        return json;
    }

    private static void write(Path out, StoredImage image) throws IOException {
        String name = FormatException.name(out);
        AtomicFile.write(out, stream -> {
            try {
                Formats.writerOf(name).write(image, name, stream, Progress.NONE);
            } catch (FormatException e) {
                throw new IllegalStateException(name + " can hold every image", e);
            }
        });
    }

    private static void write(Path file, Ensemble proposer, List<Object> cases) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", proposer.id());
        json.put("modelSha256", proposer.sha256());
        if (proposer.cards().size() > 1) {
            List<Map<String, ?>> members = new ArrayList<>();
            for (ModelCard card : proposer.cards()) members.add(Map.of("model", card.id(), "modelSha256", card.sha256()));
            json.put("models", members);
        }
        json.put("device", Devices.current());
        json.put("made", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("cases", cases);
        AtomicFile.write(file, out -> JsonValue.write(json, out));
    }
}
