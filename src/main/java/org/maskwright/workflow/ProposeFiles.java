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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.Contents;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.format.StoredImage;
import org.maskwright.format.json.JsonValue;
import org.maskwright.geometry.Size;
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
    /// @param kept whether it was proposed earlier, and nothing was done now
    public record Outcome(String input, String output, String error, List<String> notes, boolean kept) {
        public Outcome {
            notes = List.copyOf(notes);
        }

        public boolean isError() {
            return !error.isEmpty();
        }
    }

    /// What becomes of what earlier proposals left in the folder.
    public enum Earlier {
        /// Nothing is begun where a file would be written over.
        REFUSED,
        /// They are written over. A scan that is asked about never is.
        WRITTEN_OVER,
        /// A scan is left as it is if its label map is there, and the list says that it is of this scan, by these models and options; the others are done.
        GONE_ON_WITH
    }

    private static final String LIST = "proposals.json", OUTPUT = "output", INPUT = "input", OPTIONS = "options";

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
    /// @param earlier what becomes of what lies in `out`
    public Job<List<Outcome>> propose(String model, Path out, List<Path> paths, List<List<Path>> cases, Propose.Options options, boolean maps, Earlier earlier) {
        return jobs.submit(JobRunner.Lane.ENGINE, "Proposing with " + model, progress -> run(model, out, paths, cases, options, maps, earlier, progress));
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

    private List<Outcome> run(String name, Path out, List<Path> paths, List<List<Path>> named, Propose.Options options, boolean maps, Earlier earlier, Progress progress) throws IOException, FormatException, ModelException {
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
            List<JsonValue> listed = listed(out.resolve(LIST), proposer, earlier);
            List<Optional<JsonValue>> known = new ArrayList<>();
            for (int i = 0; i < scans.size(); i++) known.add(earlier == Earlier.GONE_ON_WITH ? known(scans.get(i), stems.get(i), told(options, maps), listed) : Optional.empty());
            requireNew(out, stems, maps ? proposer.cards().getFirst().labels().entries() : List.of(), scans, i -> earlier == Earlier.WRITTEN_OVER || known.get(i).isPresent());
            for (JsonValue one : listed) if (!stems.contains(stem(one.text(OUTPUT))) && Files.exists(out.resolve(one.text(OUTPUT)))) cases.add(one.tree());
            for (int i = 0; i < scans.size(); i++) if (known.get(i).isPresent() && Files.exists(out.resolve(stems.get(i) + ".nii.gz"))) cases.add(known.get(i).get().tree());
            for (int i = 0; i < scans.size(); i++) {
                Asked scan = scans.get(i);
                String stem = stems.get(i);
                String file = stem + ".nii.gz";
                if (known.get(i).isPresent() && Files.exists(out.resolve(file))) {
                    outcomes.add(new Outcome(scan.input(), file, "", List.of(), true));
                    continue;
                }
                int others = cases.size();
                try {
                    Made made = one(proposer, scan, file, options, maps, progress.part((double) i / scans.size(), (i + 1.0) / scans.size()));
                    cases.add(made.json());
                    write(out.resolve(LIST), proposer, cases); // first, so that no label map is without its origin, wherever this is killed
                    made.write(out, progress.part((i + 0.9) / scans.size(), (i + 1.0) / scans.size()));
                    outcomes.add(new Outcome(scan.input(), file, "", made.answer().proposal().notes(), false));
                } catch (FormatException | ModelException e) {
                    cases.subList(others, cases.size()).clear();
                    note(scan.input(), e, outcomes, cases);
                    write(out.resolve(LIST), proposer, cases);
                }
            }
            if (scans.isEmpty()) write(out.resolve(LIST), proposer, cases);
        }
        return outcomes;
    }

    /// @param entries labels that get a map each of how likely they are
    /// @param mayGo whether the files of the scan of this index may be there
    private static void requireNew(Path out, List<String> stems, List<LabelTable.Entry> entries, List<Asked> scans, IntPredicate mayGo) throws IOException, FormatException {
        requireNoScan(out.resolve(LIST), scans);
        for (int i = 0; i < stems.size(); i++) {
            List<String> names = new ArrayList<>(List.of(stems.get(i) + ".nii.gz"));
            names.addAll(ProbabilityFiles.names(entries, stems.get(i)).values());
            for (String name : names) {
                requireNoScan(out.resolve(name), scans);
                if (Files.exists(out.resolve(name)) && !mayGo.test(i)) throw FormatException.unexpected(name, "", "a new file", "one that is there already",
                        "Choose another folder, write over it with --overwrite, or go on with what was begun with the same model and options (--resume).");
            }
        }
    }

    private static void requireNoScan(Path target, List<Asked> scans) throws IOException, FormatException {
        if (!Files.exists(target)) return;
        for (Asked scan : scans) {
            for (Path file : scan.files())
                if (Files.exists(file) && Files.isSameFile(target, file)) throw FormatException.unexpected(FormatException.name(target), "", "a label map's place", "the scan itself", "Choose another folder than the scan's own.");
        }
    }

    /// What the list tells of a scan, if it was proposed for in the very same way.
    private static Optional<JsonValue> known(Asked scan, String stem, Map<String, Object> options, List<JsonValue> listed) throws FormatException {
        for (JsonValue one : listed) {
            if (stem(one.text(OUTPUT)).equals(stem) && one.text(INPUT).equals(scan.input()) && one.has(OPTIONS) && JsonValue.line(one.get(OPTIONS).tree()).equals(JsonValue.line(options))) return Optional.of(one);
        }
        return Optional.empty();
    }

    private static String stem(String output) {
        return output.replaceFirst("\\.nii\\.gz$", "");
    }

    /// All that was asked for.
    private static Map<String, Object> told(Propose.Options options, boolean maps) {
        Map<String, Object> told = new LinkedHashMap<>();
        options.mirrored().ifPresent(mirrored -> told.put("mirrored", mirrored));
        told.put("largestOnly", options.largestOnly());
        told.put("anyScan", options.anyScan());
        told.put("postProcessed", options.postProcessed());
        told.put("uncertainty", options.measure());
        told.put("probabilities", maps);
        return told;
    }

    /// What the list tells of label maps, so that a folder may be filled a scan at a time.
    ///
    /// @throws FormatException if another model made them, or the list is none, and nobody asked to write over it
    private static List<JsonValue> listed(Path list, Ensemble proposer, Earlier earlier) throws IOException, FormatException {
        if (!Files.exists(list)) return List.of();
        List<JsonValue> listed = new ArrayList<>();
        try {
            JsonValue before = JsonValue.read(list);
            if (!before.text("modelSha256").equals(proposer.sha256())) {
                throw FormatException.unexpected(LIST, "model", proposer.id() + ", " + proposer.sha256(), before.text("model") + ", " + before.text("modelSha256"),
                        "Choose another folder, or write over the list with --overwrite.");
            }
            for (JsonValue one : before.list("cases")) if (!one.text(OUTPUT, "").isEmpty()) listed.add(one);
        } catch (FormatException e) {
            if (earlier != Earlier.WRITTEN_OVER) throw e;
        }
        return listed;
    }

    private static void note(String input, Exception why, List<Outcome> outcomes, List<Object> cases) {
        String sentence = Trouble.sentence(why);
        if (why instanceof ModelException) sentence = input + ": " + sentence;
        outcomes.add(new Outcome(input, "", sentence, List.of(), false));
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

    /// A proposal that has no files yet.
    ///
    /// @param json what the list tells of it
    private record Made(Map<String, Object> json, String file, Ensemble.Answer answer, Size grid, boolean maps) {
        /// The label map comes last: where it is, all is.
        void write(Path out, Progress progress) throws IOException, FormatException {
            Proposal proposal = answer.proposal();
            if (maps) ProbabilityFiles.write(proposal.table().entries(), grid, answer.probabilities()::of, out, stem(file), progress);
            ProposeFiles.write(out.resolve(file), StoredImage.of(proposal.labels(), proposal.table()));
        }
    }

    private static Made one(Ensemble proposer, Asked scan, String file, Propose.Options options, boolean maps, Progress progress) throws IOException, FormatException, ModelException {
        long begin = System.nanoTime();
        progress.at(0, "reading " + scan.stem());
        List<Volume> images = scan.images().read(progress.part(0, 0.1));
        Ensemble.Answer answer = proposer.propose(images, options.asked(), options.by(), progress.part(0.1, 0.9));
        Proposal proposal = answer.proposal();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(INPUT, scan.input());
        json.put(OUTPUT, file);
        json.put(OPTIONS, told(options, maps));
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
        if (maps) {
            Map<String, String> names = new LinkedHashMap<>();
            ProbabilityFiles.names(proposal.table().entries(), stem(file)).forEach((label, name) -> names.put(String.valueOf(label), name));
            json.put("probabilities", names);
        }
        json.put("seconds", Math.round((System.nanoTime() - begin) / 1e7) / 100.0);
        return new Made(json, file, answer, images.getFirst().geometry().size(), maps);
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
