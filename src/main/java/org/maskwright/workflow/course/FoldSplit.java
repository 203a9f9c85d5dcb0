package org.maskwright.workflow.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.TrainingCase;
import org.maskwright.workflow.gate.Folds;

/// Which cases judge in which fold: each case in one, all cases of a patient in the same.
///
/// @param judging ids of the cases that judge, a list a fold
record FoldSplit(List<List<String>> judging) {
    static final String FILE = "folds.json";

    FoldSplit {
        judging = judging.stream().map(List::copyOf).toList();
    }

    /// Patients shared out by chance, as evenly as they can be.
    ///
    /// @throws ModelException if there are fewer patients than folds
    static FoldSplit of(List<TrainingCase> cases, int count, long seed) throws ModelException {
        Map<String, List<String>> patients = new TreeMap<>();
        for (TrainingCase one : cases) patients.computeIfAbsent(one.patient(), _ -> new ArrayList<>()).add(one.id());
        if (patients.size() < count) throw new ModelException(count + " folds need as many patients, found " + patients.size() + ". Ask for fewer folds.");
        List<String> shuffled = new ArrayList<>(cases.stream().map(TrainingCase::id).toList());
        Collections.shuffle(shuffled, new Random(seed));
        Folds folds = Folds.of(shuffled, patients.values(), count);
        List<List<String>> judging = new ArrayList<>();
        for (int fold = 0; fold < count; fold++) {
            int which = fold;
            judging.add(cases.stream().map(TrainingCase::id).filter(id -> folds.of(id) == which).toList());
        }
        return new FoldSplit(judging);
    }

    /// The split that was written into `folder`.
    ///
    /// @throws FormatException if the file is damaged, or is of other cases than `cases`
    static FoldSplit read(Path folder, List<TrainingCase> cases) throws IOException, FormatException {
        Path file = folder.resolve(FILE);
        List<List<String>> judging = new ArrayList<>();
        for (JsonValue fold : JsonValue.read(file).list("folds")) judging.add(fold.texts("val"));
        var named = new TreeSet<String>();
        judging.forEach(named::addAll);
        var there = new TreeSet<>(cases.stream().map(TrainingCase::id).toList());
        if (!named.equals(there)) throw FormatException.unexpected(FormatException.name(file), "", "the " + there.size() + " cases of the data", named.size() + ", or others",
                "Give the data that the folds were begun with, or begin in another folder.");
        return new FoldSplit(judging);
    }

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /// Writes for each fold who learns (`train`) and who judges (`val`).
    void write(Path folder, long seed) throws IOException {
        List<Map<String, Object>> folds = new ArrayList<>();
        for (List<String> judges : judging) {
            Map<String, Object> fold = new LinkedHashMap<>();
            fold.put("train", judging.stream().filter(other -> other != judges).flatMap(List::stream).toList());
            fold.put("val", judges);
            folds.add(fold);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("seed", seed);
        tree.put("folds", folds);
        AtomicFile.write(folder.resolve(FILE), out -> JsonValue.write(tree, out));
    }
}
