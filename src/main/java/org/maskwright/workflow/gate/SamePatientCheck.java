package org.maskwright.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One scan twice, or two scans of one patient, where a split would learn from one and be judged by the other.
final class SamePatientCheck implements Check.OfProject {
    @Override
    public String id() {
        return "same-patient";
    }

    @Override
    public String title() {
        return "Cases that belong together";
    }

    @Override
    public List<Finding> look(CheckedProject all) {
        List<Finding> found = new ArrayList<>();
        List<CaseFacts> cases = all.labelled();
        Folds folds = all.folds();
        Set<String> told = new TreeSet<>();
        for (CaseFacts one : cases) {
            List<String> twins = cases.stream().filter(other -> other.scan().equals(one.scan())).map(CaseFacts::id).toList();
            if (twins.size() > 1 && told.add("scan " + one.scan())) found.add(twins(twins, folds));
            List<CaseFacts> kin = cases.stream().filter(other -> !one.patient().isEmpty() && other.patient().equals(one.patient())).toList();
            if (kin.stream().map(CaseFacts::scan).distinct().count() < 2 || !told.add("patient " + one.patient())) continue;
            List<String> ids = kin.stream().map(CaseFacts::id).toList();
            if (!isParted(ids, folds)) continue;
            // whoever took the names off may have given all scans one and the same
            Severity severity = kin.size() == cases.size() && kin.size() > 2 ? Severity.LOOK : Severity.BLOCKS;
            found.add(of(severity, ids, "are of one patient by what their files say, and a split would part them: a model would be judged by a patient it learnt from. Keep them in one split.", new Fix.KeepTogether(ids)));
        }
        return found;
    }

    private Finding twins(List<String> ids, Folds folds) {
        if (isParted(ids, folds)) return of(Severity.BLOCKS, ids, "hold the same scan, and a split would part them: a model would be judged by a scan it learnt from. Keep them in one split, or leave one out.", new Fix.KeepTogether(ids));
        return of(Severity.LOOK, ids, "hold the same scan, which counts double. Leave one out, unless meant.", new Fix.LeaveOut(ids.getLast()));
    }

    private Finding of(Severity severity, List<String> ids, String rest, Fix fix) {
        return Finding.ofProject(id(), severity, 0, Words.list(ids) + " " + rest, Optional.of(fix));
    }

    private static boolean isParted(List<String> ids, Folds folds) {
        return ids.stream().anyMatch(id -> folds.part(ids.getFirst(), id));
    }
}
