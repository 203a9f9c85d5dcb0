package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.maskwright.format.FormatException;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.PhantomCases;
import org.maskwright.learn.TrainingCase;
import org.maskwright.learn.TrainingSet;
import org.maskwright.workflow.training.Sources;

/// Data to learn from, as people name it: a folder, see [TrainingFolder], or `phantom:N` for N digital torsos; or several of them, such
/// as `export + phantom:20`. Then the first one says what is learnt, and it alone judges: the others stand beside it to be
/// learnt from, see [BesideCase].
///
/// @param problems a sentence for each case that was left out
public record TrainingData(TrainingSet set, List<String> problems) {
    private static final String PHANTOM = "phantom:";

    public TrainingData {
        problems = List.copyOf(problems);
    }

    /// Why a name cannot be that of data to learn from, as reading it would say; empty if it may be. Reads no case.
    public static String obstacle(String name) {
        try {
            if (!isPhantoms(name)) TrainingFolder.requireFolder(Path.of(name));
            return "";
        } catch (FormatException e) {
            return Trouble.sentence(e);
        } catch (InvalidPathException e) {
            return "'" + name + "' is no path.";
        }
    }

    /// @param data as [Sources#name] has it
    /// @param about a `dataset.json` that says what the first data is, instead of the folder's own
    /// @throws FormatException if there is no good case, or the others have none of the first one's labels
    public static TrainingData read(String data, Optional<Path> about, Progress progress) throws IOException, FormatException {
        Sources sources = Sources.of(data);
        int parts = 1 + sources.also().size();
        Part first = one(sources.data(), about, progress.part(0, 1.0 / parts));
        if (parts == 1) return new TrainingData(first.set(), first.problems());
        TrainingSet set = first.set();
        List<String> problems = new ArrayList<>(first.problems());
        List<TrainingCase> cases = new ArrayList<>(set.cases());
        Set<String> ids = new HashSet<>(set.cases().stream().map(TrainingCase::id).toList());
        List<String> references = new ArrayList<>();
        if (!set.reference().isEmpty()) references.add(set.reference());
        for (int i = 1; i < parts; i++) {
            String also = sources.also().get(i - 1);
            Part other = one(also, Optional.empty(), progress.part((double) i / parts, (i + 1.0) / parts));
            requireFit(set, other.set(), also);
            problems.addAll(other.problems());
            int before = cases.size();
            for (TrainingCase beside : other.set().cases()) {
                if (first.scans().containsValue(other.scans().get(beside.id()))) {
                    problems.add(beside.id() + " of " + also + ": expected another scan than those of " + set.name() + ", found a copy of one, which may judge. The case was left out.");
                    continue;
                }
                String id = ids.contains(beside.id()) ? "also-" + beside.id() : beside.id();
                ids.add(id);
                cases.add(BesideCase.of(id, beside, other.set().labels(), set.labels(), also.startsWith(PHANTOM)));
            }
            references.add("to learn from alone: " + (cases.size() - before) + " cases of " + other.set().name() + ", " + other.set().reference());
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

    /// @param scans what tells each case's scan from another, by the case's id
    private record Part(TrainingSet set, List<String> problems, Map<String, String> scans) {}

    private static Part one(String data, Optional<Path> about, Progress progress) throws IOException, FormatException {
        if (isPhantoms(data)) {
            TrainingSet torsos = PhantomCases.set(Integer.parseInt(data.substring(PHANTOM.length())));
            return new Part(torsos, List.of(), torsos.cases().stream().collect(Collectors.toMap(TrainingCase::id, TrainingCase::id)));
        }
        TrainingFolder folder = TrainingFolder.read(Path.of(data), about, progress);
        return new Part(folder.set(), folder.problems(), folder.scans());
    }

    /// @throws FormatException if it is phantoms, but not how many
    private static boolean isPhantoms(String data) throws FormatException {
        if (data.matches(PHANTOM + "0*[1-9]\\d{0,5}")) return true;
        if (data.startsWith(PHANTOM)) throw FormatException.unexpected(data, "", "phantom:N with N from 1 to 999999", data.substring(PHANTOM.length()), "Say how many torsos, as in phantom:40.");
        return false;
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
