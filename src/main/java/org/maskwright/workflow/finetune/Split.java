package org.maskwright.workflow.finetune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;

/// Who learns and who judges, in a file beside the model. A patient who once judged never teaches, and the other way round,
/// in whichever model is made from this one.
///
/// @param replay the old data, as it was given; empty for none
public record Split(List<Member> members, String replay) {
    public static final String FILE = "split.json";
    public static final Split NONE = new Split(List.of(), "");
    /// One patient in so many judges.
    private static final int ONE_IN = 5;

    /// A corrected case.
    ///
    /// @param scan fingerprint of its voxels: ids are a project's own
    /// @param patient the same for all scans of one; the scan's fingerprint where nothing is known
    public record Member(String caseId, String scan, String patient, boolean judges) {}

    public Split {
        members = List.copyOf(members);
    }

    /// The split beside a model; [#NONE] if there is none.
    ///
    /// @throws FormatException if the file is damaged
    public static Split read(Path folder) throws IOException, FormatException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) return NONE;
        JsonValue json = JsonValue.read(file);
        var members = new ArrayList<Member>();
        for (JsonValue one : json.list("cases")) members.add(new Member(one.text("case"), one.text("scan"), one.text("patient"), one.text("side").equals("judges")));
        return new Split(members, json.text("replay", ""));
    }

    public void write(Path folder) throws IOException {
        var cases = new ArrayList<Map<String, Object>>();
        for (Member one : members) {
            var json = new LinkedHashMap<String, Object>();
            json.put("case", one.caseId());
            json.put("scan", one.scan());
            json.put("patient", one.patient());
            json.put("side", one.judges() ? "judges" : "learns");
            cases.add(json);
        }
        AtomicFile.write(folder.resolve(FILE), out -> JsonValue.write(Map.of("cases", cases, "replay", replay), out));
    }

    public boolean judges(String scan) {
        return members.stream().anyMatch(one -> one.scan().equals(scan) && one.judges());
    }

    /// This split with places for `added`. Who has a place keeps it; of new patients as many judge as make one in five of those
    /// added, at least one and never all, chosen by their scans' fingerprints and not by order.
    ///
    /// @param added their side is not looked at
    public Split with(List<Member> added, String otherReplay) {
        var all = new ArrayList<>(members);
        Map<String, Optional<Boolean>> sides = new LinkedHashMap<>(); // of each patient of `added`
        for (Member one : added) {
            Optional<Boolean> known = members.stream().filter(old -> old.scan().equals(one.scan()) || old.patient().equals(one.patient())).map(Member::judges).findFirst();
            sides.merge(one.patient(), known, (a, b) -> a.isPresent() ? a : b);
        }
        long judging = sides.values().stream().filter(side -> side.orElse(false)).count();
        long wanted = Math.min(sides.size() - 1, Math.max(1, Math.round((double) sides.size() / ONE_IN)));
        List<String> fresh = sides.keySet().stream().filter(patient -> sides.getOrDefault(patient, Optional.empty()).isEmpty()).sorted(Comparator.comparing(patient -> added.stream()
                .filter(one -> one.patient().equals(patient)).map(Member::scan).min(Comparator.naturalOrder()).orElse(""))).toList();
        for (String patient : fresh) {
            sides.put(patient, Optional.of(judging < wanted));
            if (judging < wanted) judging++;
        }
        for (Member one : added) {
            if (members.stream().anyMatch(old -> old.scan().equals(one.scan()))) continue;
            all.add(new Member(one.caseId(), one.scan(), one.patient(), sides.getOrDefault(one.patient(), Optional.empty()).orElse(false)));
        }
        return new Split(all, otherReplay);
    }
}
