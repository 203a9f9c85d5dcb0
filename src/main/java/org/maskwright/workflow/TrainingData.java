package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.maskwright.format.FormatException;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.PhantomCases;
import org.maskwright.learn.TrainingCase;
import org.maskwright.learn.TrainingSet;

/// Data to learn from, as people name it: a folder, see [TrainingFolder], or `phantom:N` for N digital torsos; or several of them, such
/// as `export + phantom:20`. Then the first one says what is learnt, and it alone judges: the others stand beside it to be
/// learnt from, see [BesideCase].
///
/// @param problems a sentence for each case that was left out
public record TrainingData(TrainingSet set, List<String> problems) {
    private static final String PHANTOM = "phantom:", AND = " + ";

    public TrainingData {
        problems = List.copyOf(problems);
    }

    /// How several are named as one.
    public static String named(String data, List<String> also) {
        return also.isEmpty() ? data : data + AND + String.join(AND, also);
    }

    /// @param about a `dataset.json` that says what the first data is, instead of the folder's own
    /// @throws FormatException if there is no good case, or the others have none of the first one's labels
    public static TrainingData read(String data, Optional<Path> about, Progress progress) throws IOException, FormatException {
        String[] parts = data.split(" \\+ ");
        TrainingData first = one(parts[0], about, progress.part(0, 1.0 / parts.length));
        if (parts.length == 1) return first;
        TrainingSet set = first.set();
        List<String> problems = new ArrayList<>(first.problems());
        List<TrainingCase> cases = new ArrayList<>(set.cases());
        Set<String> ids = new HashSet<>(set.cases().stream().map(TrainingCase::id).toList());
        List<String> references = new ArrayList<>();
        if (!set.reference().isEmpty()) references.add(set.reference());
        for (int i = 1; i < parts.length; i++) {
            TrainingData other = one(parts[i], Optional.empty(), progress.part((double) i / parts.length, (i + 1.0) / parts.length));
            requireFit(set, other.set(), parts[i]);
            problems.addAll(other.problems());
            for (TrainingCase beside : other.set().cases()) {
                String id = ids.contains(beside.id()) ? "also-" + beside.id() : beside.id();
                ids.add(id);
                cases.add(BesideCase.of(id, beside, other.set().labels(), set.labels(), parts[i].startsWith(PHANTOM)));
            }
            references.add("to learn from alone: " + other.set().cases().size() + " cases of " + other.set().name() + ", " + other.set().reference());
        }
        return new TrainingData(new TrainingSet(set.name() + ", and " + (cases.size() - set.cases().size()) + " cases beside it", String.join("; ", references), set.licence(), set.modality(), set.labels(), cases), problems);
    }

    /// For whoever judges by labels: refuses those that are a model's.
    ///
    /// @throws FormatException naming the data
    public static void requireJudges(TrainingSet set) throws FormatException {
        if (!set.cases().stream().allMatch(TrainingCase::judges))
            throw FormatException.unexpected(set.name(), "", "human labels, to judge by", set.reference(), "Choose cases that somebody labelled.");
    }

    private static TrainingData one(String data, Optional<Path> about, Progress progress) throws IOException, FormatException {
        if (data.matches(PHANTOM + "0*[1-9]\\d{0,5}")) return new TrainingData(PhantomCases.set(Integer.parseInt(data.substring(PHANTOM.length()))), List.of());
        if (data.startsWith(PHANTOM)) throw FormatException.unexpected(data, "", "phantom:N with N from 1 to 999999", data.substring(PHANTOM.length()), "Say how many torsos, as in phantom:40.");
        TrainingFolder folder = TrainingFolder.read(Path.of(data), about, progress);
        return new TrainingData(folder.set(), folder.problems());
    }

    private static void requireFit(TrainingSet first, TrainingSet other, String data) throws IOException, FormatException {
        String wanted = names(first.labels());
        if (other.labels().entries().stream().noneMatch(entry -> BesideCase.valueOf(entry.name(), first.labels()).isPresent()))
            throw FormatException.unexpected(data, "", "labels called as those of " + first.name() + ": " + wanted, names(other.labels()), "Only equally named labels can be learnt together.");
        if (other.modality().isEmpty()) return;
        String modality = first.modality().isEmpty() ? first.cases().getFirst().load().volume().info().modality() : first.modality();
        if (modality.isEmpty()) throw FormatException.unexpected(first.name(), "", "a word on whether its scans are " + other.modality() + ", as those of " + data, "none",
                "Say it in its dataset.json, as in \"channel_names\": {\"0\": \"" + other.modality() + "\"}.");
        if (!modality.equals(other.modality())) throw FormatException.unexpected(data, "", modality + " scans, as those of " + first.name(), other.modality(), "A model learns one modality.");
    }

    private static String names(LabelTable table) {
        List<String> names = table.entries().stream().map(LabelTable.Entry::name).toList();
        return names.size() <= 6 ? String.join(", ", names) : String.join(", ", names.subList(0, 6)) + " …";
    }
}
