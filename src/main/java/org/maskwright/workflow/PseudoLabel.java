package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.maskwright.format.FormatException;
import org.maskwright.format.StoredImage;
import org.maskwright.job.Job;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.learn.Ensemble;
import org.maskwright.learn.Model;
import org.maskwright.learn.ModelCard;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.ProposeOptions;
import org.maskwright.learn.PseudoLabels;
import org.maskwright.volume.Volume;
import org.maskwright.workflow.pseudo.PseudoAuthor;
import org.maskwright.workflow.pseudo.PseudoManifest;

/// Labels scans that nobody labelled with a model, where it is sure, as a folder to learn from.
///
/// The folder appears whole or not at all:
/// ```
/// imagesTr/ labelsTr/ dataset.json    as nnU-Net v2 reads them; what the model was not sure of is labelled `ignore`
/// pseudo-labels.json                  whose labels they are, and how much of each case was kept
/// ```
public final class PseudoLabel {
    public static final double CONFIDENCE = 0.9;

    /// What shall be done.
    ///
    /// @param model its id, or its folder; of several, separated by commas, the mean probability counts
    /// @param data a folder of scans; of one laid out to learn from, those that have no labels
    /// @param out a new or empty folder
    /// @param confidence the least mean probability of what is kept, at least 0 and below 1
    /// @param mirrored whether every tile is also looked at mirrored; empty for what the model's card says
    /// @param anyScan labels even where the scan does not look like those that the model knows
    public record Request(String model, Path data, Path out, double confidence, Optional<Boolean> mirrored, boolean anyScan) {
        public Request {
            if (!(confidence >= 0 && confidence < 1)) throw new IllegalArgumentException("a confidence is at least 0 and below 1, got " + confidence);
        }
    }

    /// What was written.
    ///
    /// @param words a line a case: how much of it was kept
    /// @param leftOut a sentence for each scan that is not in it
    public record Written(Path folder, PseudoManifest manifest, List<String> words, List<String> leftOut) {
        public Written {
            words = List.copyOf(words);
            leftOut = List.copyOf(leftOut);
        }
    }

    private final TrainingTurn turn;
    private final ModelShelf models;

    PseudoLabel(TrainingTurn turn, ModelShelf models) {
        this.turn = turn;
        this.models = models;
    }

    /// Labels in the background. A scan that cannot be read, that the model does not know, or of which nothing is kept, is named
    /// and left out; the job fails with a sentence if that is so of all, if the model cannot be used, or if `out` holds files already.
    public Job<Written> run(Request request) {
        return turn.submit("Labelling with " + request.model(), progress -> run(request, progress));
    }

    private Written run(Request request, Progress progress) throws IOException, FormatException, ModelException {
        WriteImage.requireEmpty(request.out());
        progress.at(0, "opening the model");
        List<Model> asked = models.getAll(request.model());
        List<String> leftOut = new ArrayList<>(), words = new ArrayList<>();
        List<ProposeFiles.Scan> scans = unlabelled(request.data(), leftOut);
        if (scans.isEmpty()) throw FormatException.of(FormatException.name(request.data()), "", "it holds no scan without labels" + (leftOut.isEmpty() ? "." : ": " + leftOut.getFirst()), "Add scans that nobody labelled.");
        List<PseudoManifest.One> cases = new ArrayList<>();
        try (Ensemble ensemble = Ensemble.open(asked)) {
            ModelCard card = ensemble.cards().getFirst();
            PseudoAuthor author = new PseudoAuthor(ensemble.id(), ensemble.sha256());
            int ignore = 1 + card.labels().entries().stream().mapToInt(LabelTable.Entry::value).max().orElse(0);
            if (ignore > Labels.MAX) throw new ModelException("model '" + card.id() + "' uses label " + Labels.MAX + ", which leaves no number for what is ignored. Renumber its labels.");
            WriteImage.folder(request.out(), folder -> {
                Set<String> taken = new TreeSet<>();
                List<String> failed = new ArrayList<>();
                for (int i = 0; i < scans.size(); i++) {
                    ProposeFiles.Scan scan = scans.get(i);
                    String id = ProposeFiles.free(scan.stem().replaceFirst("_0000$", ""), taken);
                    try {
                        Progress part = progress.part((double) i / scans.size(), (i + 1.0) / scans.size());
                        Optional<PseudoManifest.One> kept = one(ensemble, card, author, ignore, scan, id, folder, request, part);
                        kept.ifPresent(cases::add);
                        if (kept.isEmpty()) leftOut.add(scan.input() + ": no voxel of any label is as sure as " + request.confidence() + ". The scan was left out.");
                        else words.add(words(kept.get()));
                    } catch (FormatException | ModelException e) {
                        failed.add(scan.input() + ": " + Trouble.sentence(e) + " The scan was left out.");
                    }
                }
                leftOut.addAll(failed);
                if (failed.size() == scans.size()) throw FormatException.of(FormatException.name(request.data()), "", "none of its scans can be labelled. The first: " + failed.getFirst(), "");
                if (cases.isEmpty())
                    throw FormatException.unexpected(FormatException.name(request.data()), "", "a voxel of some label that " + author.model() + " is sure of by " + request.confidence(),
                            "none in " + scans.size() + (scans.size() == 1 ? " scan" : " scans"), "Ask for less (--confidence), or for another model.");
                describe(folder, request, card, author, ignore, cases);
            });
            return new Written(request.out().toAbsolutePath().normalize(), new PseudoManifest(author, request.confidence(), cases), words, leftOut);
        }
    }

    private static void describe(Path folder, Request request, ModelCard card, PseudoAuthor author, int ignore, List<PseudoManifest.One> cases) throws IOException {
        LabelTable table = card.labels().with(new LabelTable.Entry(ignore, DatasetWriter.IGNORE, 0x808080));
        String name = FormatException.name(request.data().toAbsolutePath().normalize());
        new DatasetWriter(folder, name, card.modality(), table, cases.stream().map(PseudoManifest.One::id).toList()).nnUnet();
        new PseudoManifest(author, request.confidence(), cases).write(folder);
    }

    /// Nothing if no voxel of any label is kept.
    private static Optional<PseudoManifest.One> one(Ensemble ensemble, ModelCard card, PseudoAuthor author, int ignore, ProposeFiles.Scan scan, String id, Path folder, Request request,
            Progress progress) throws IOException, FormatException, ModelException {
        progress.at(0, "reading " + id);
        Volume volume = ProposeFiles.volume(scan, progress.part(0, 0.1));
        ProposeOptions options = new ProposeOptions(request.mirrored(), false, request.anyScan(), true);
        Ensemble.Answer answer = ensemble.propose(volume, options, progress.part(0.1, 0.8));
        PseudoLabels sure = PseudoLabels.of(answer.proposal().labels(), answer.probabilities()::of, card.classes().labels(), request.confidence(), ignore);
        if (!sure.isWorthLearning()) return Optional.empty();
        LabelTable marked = card.labels().with(new LabelTable.Entry(ignore, author.mark(), 0x808080));
        WriteImage.file(folder.resolve("imagesTr").resolve(id + "_0000.nii.gz"), StoredImage.of(volume), WriteImage.Check.NONE, progress.part(0.8, 1));
        WriteImage.file(folder.resolve("labelsTr").resolve(id + ".nii.gz"), StoredImage.of(sure.labels(), marked), WriteImage.Check.NONE, Progress.NONE);
        return Optional.of(new PseudoManifest.One(id, sure.keptShare(), named(sure.kept(), card.labels()), named(sure.proposed(), card.labels())));
    }

    private static SortedMap<String, Long> named(SortedMap<Integer, Long> counts, LabelTable table) {
        SortedMap<String, Long> named = new TreeMap<>();
        counts.forEach((label, count) -> named.merge(label == 0 ? "background" : table.name(label), count, Long::sum));
        return named;
    }

    /// Such as `scan-1: 97.2 % kept; of Anterior 81 %, of Posterior 79 %`.
    private static String words(PseudoManifest.One one) {
        StringBuilder words = new StringBuilder(String.format(Locale.ROOT, "%s: %.1f %% of all voxels kept", one.id(), 100 * one.keptShare()));
        one.proposed().forEach((name, count) -> {
            if (!name.equals("background")) words.append(String.format(Locale.ROOT, ", %.0f %% of %s", 100.0 * one.kept().getOrDefault(name, 0L) / count, name));
        });
        return words.toString();
    }

    /// The scans in a folder; of one that is laid out to learn from, those without labels.
    private static List<ProposeFiles.Scan> unlabelled(Path data, List<String> leftOut) throws IOException, FormatException {
        if (PseudoManifest.read(data).isPresent()) throw FormatException.unexpected(FormatException.name(data), "", "scans that nobody labelled", "pseudo-labels already", "Choose the scans that they were made for.");
        for (String[] pair : new String[][] {{"imagesTr", "labelsTr"}, {"images", "labels"}}) {
            Path images = data.resolve(pair[0]), labels = data.resolve(pair[1]);
            if (!Files.isDirectory(images)) continue;
            Set<String> labelled = new TreeSet<>();
            if (Files.isDirectory(labels)) try (var files = Files.list(labels)) {
                files.map(TrainingFolder::stem).forEach(labelled::add);
            }
            List<ProposeFiles.Scan> scans = new ArrayList<>();
            int known = 0;
            for (ProposeFiles.Scan scan : ProposeFiles.scans(images)) {
                if (labelled.contains(scan.stem().replaceFirst("_0000$", ""))) known++;
                else scans.add(scan);
            }
            if (known > 0) leftOut.add(known + (known == 1 ? " scan of " : " scans of ") + FormatException.name(images) + " " + (known == 1 ? "has" : "have") + " labels already, and " + (known == 1 ? "was" : "were") + " left out.");
            return scans;
        }
        return ProposeFiles.scans(data);
    }
}
