package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;
import org.maskwright.geometry.Point;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.store.CaseFile;
import org.maskwright.store.CaseLayer;
import org.maskwright.store.CaseStore;
import org.maskwright.store.Fingerprint;
import org.maskwright.store.Project;
import org.maskwright.store.Recovery;
import org.maskwright.workflow.gate.CaseFacts;
import org.maskwright.workflow.gate.CheckedCase;
import org.maskwright.workflow.gate.CheckedProject;
import org.maskwright.workflow.gate.Checks;
import org.maskwright.workflow.gate.Finding;
import org.maskwright.workflow.gate.Fix;
import org.maskwright.workflow.gate.Plan;
import org.maskwright.workflow.gate.Rules;
import org.maskwright.workflow.gate.Severity;

/// Looks every case of a project over before a data set is written: [Checks] asks, one case in memory at a time.
public final class ExportGate {
    /// What is remembered of a case.
    ///
    /// @param layers fingerprints of all layers of its labels
    record Kept(CaseFile about, String layers, CaseFacts facts) {}

    /// What was found.
    ///
    /// @param checked a fingerprint of the labels of each case that was looked at
    /// @param titles what people call each case
    /// @param kept what spares reading a case again while its labels are the same
    /// @param islandMm3 parts of a label below this volume counted as strays
    /// @param findings the gravest first, else in the order of the checks and cases
    public record Report(Path project, ExportDataset.Kind kind, Plan plan, LabelTable table, Map<String, String> checked, Map<String, String> titles, Map<String, Kept> kept,
                         double islandMm3, List<Finding> findings) {
        public Report {
            checked = Map.copyOf(checked);
            kept = Map.copyOf(kept);
            titles = Map.copyOf(titles);
            findings = List.copyOf(findings);
        }

        public List<Finding> of(Severity severity) {
            return findings.stream().filter(finding -> finding.severity() == severity).toList();
        }

        /// For people: the findings under their severities, and a last line that counts them.
        public String text() {
            StringBuilder text = new StringBuilder();
            for (Severity severity : Severity.values()) {
                List<Finding> some = of(severity);
                if (some.isEmpty()) continue;
                text.append(severity.title()).append('\n');
                for (Finding finding : some) text.append("  ").append(finding.caseId().isEmpty() ? "project" : finding.caseId()).append("  ").append(finding.sentence()).append('\n');
            }
            int cases = checked.size();
            return text + (cases == 1 ? "1 case" : cases + " cases") + " checked: " + (findings.isEmpty() ? "nothing found." : of(Severity.BLOCKS).size() + " to stop an export, "
                    + of(Severity.LOOK).size() + " to look at, " + of(Severity.NOTE).size() + " good to know.");
        }

        /// The same for scripts, as indented JSON.
        public String json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("cases", new TreeMap<>(checked).keySet());
            json.put("leftOut", new TreeSet<>(plan.leftOut()));
            json.put("findings", findings.stream().map(finding -> Clearance.tree(finding, table.name(finding.label()), "")).toList());
            return JsonValue.lines(json);
        }

        /// Findings that must be mended, or accepted where they may be, before anything leaves.
        public List<Finding> open(Set<Finding> accepted) {
            return findings.stream().filter(finding -> switch (finding.severity()) {
                case BLOCKS -> true;
                case LOOK -> !accepted.contains(finding);
                case NOTE -> false;
            }).toList();
        }

        /// Why nothing may leave yet, as a whole sentence; nothing if it may.
        public Optional<String> obstacle(Set<Finding> accepted) {
            List<Finding> open = open(accepted);
            if (open.isEmpty()) return Optional.empty();
            long stopping = open.stream().filter(finding -> finding.severity() == Severity.BLOCKS).count();
            if (stopping > 0) return Optional.of(stopping == 1 ? "One finding stops the export: mend it, or leave the case out." : stopping + " findings stop the export: mend them, or leave the cases out.");
            return Optional.of(open.size() == 1 ? "One finding is to be looked at: mend it, or accept it." : open.size() + " findings are to be looked at: mend or accept them.");
        }

        /// Leave to export.
        ///
        /// @param accepted findings that somebody looked at and found right
        /// @throws IllegalStateException while there is an [#obstacle]
        public Clearance clear(Set<Finding> accepted) {
            obstacle(accepted).ifPresent(why -> {
                throw new IllegalStateException(why);
            });
            return new Clearance(this);
        }
    }

    private final JobRunner jobs;
    private final DiskLane disk;
    private final OpenProjects projects;

    ExportGate(JobRunner jobs, OpenProjects projects) {
        this.jobs = jobs;
        this.disk = new DiskLane(jobs);
        this.projects = projects;
    }

    /// Checks the project in `folder` as far as the plan does not leave cases out. Reads alone.
    ///
    /// @param kind the data set that is to be written
    public Job<Report> check(Path folder, ExportDataset.Kind kind, Plan plan) {
        return check(folder, kind, plan, Rules.ISLAND_MM3, Optional.empty());
    }

    /// @param islandMm3 parts of a label below this volume count as strays
    /// @param before what was found last: of a case whose labels and names are the same, what its scan and labels gave by themselves is
    ///     taken from there, and its scan is not read again
    public Job<Report> check(Path folder, ExportDataset.Kind kind, Plan plan, double islandMm3, Optional<Report> before) {
        Rules rules = kind == ExportDataset.Kind.NNUNET ? new Rules(true, DatasetWriter.FOLDS, islandMm3) : new Rules(false, 0, islandMm3);
        return jobs.submit(JobRunner.Lane.COMPUTE, "Checking the cases", progress -> {
            Project project = disk.run("Opening the project", _ -> projects.acquire(folder));
            try {
                return check(project, kind, plan, rules, before, progress);
            } finally {
                disk.run("Closing the project", _ -> {
                    projects.release(project);
                    return project;
                });
            }
        });
    }

    private Report check(Project project, ExportDataset.Kind kind, Plan plan, Rules rules, Optional<Report> before, Progress progress) throws Exception {
        LabelTable table = project.file().table();
        Optional<Report> known = before.filter(last -> last.project().equals(project.folder()) && last.table().equals(table) && last.islandMm3() == rules.islandMm3());
        List<Finding> findings = new ArrayList<>();
        Map<String, Kept> kept = new LinkedHashMap<>();
        Map<String, String> checked = new HashMap<>(), titles = new HashMap<>();
        List<String> ids = project.file().caseIds();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            Progress part = progress.part((double) i / ids.size(), (i + 1.0) / ids.size());
            part.at(0, "checking " + id);
            try {
                CaseFile about = disk.run("Reading the case", _ -> project.readCase(id));
                titles.put(id, about.title());
                if (plan.leftOut().contains(id)) continue;
                List<Labels> layers = disk.run("Reading labels", p -> layers(project, about, p));
                checked.put(id, Fingerprint.of(FlatLabels.of(layers).labels()));
                String prints = layers.size() == 1 ? checked.get(id) : layers.stream().map(Fingerprint::of).collect(Collectors.joining("+"));
                Optional<Kept> same = known.flatMap(last -> Optional.ofNullable(last.kept().get(id))).filter(was -> was.about().equals(about) && was.layers().equals(prints));
                CaseFacts facts;
                if (same.isPresent()) {
                    facts = same.get().facts();
                    known.get().findings().stream().filter(finding -> finding.caseId().equals(id) && Checks.isOfCase(finding.check())).forEach(findings::add);
                } else {
                    ScanReader.Scan scan = ScanReader.read(about.source(), part.part(0.1, 0.6));
                    part.at(0.6, "checking " + id);
                    List<CheckedCase> looked = layers.stream().map(labels -> new CheckedCase(id, about.geometry(), scan.volume(), labels, table, rules)).toList();
                    findings.addAll(Checks.ofCase(looked));
                    facts = facts(about, scan, looked);
                }
                kept.put(id, new Kept(about, prints, disk.run("Reading the proposals", _ -> withProposals(facts.withPseudo(pseudo(project.layers(about), facts)), project.caseStore(about)))));
            } catch (FormatException | IOException e) {
                findings.add(new Finding(Checks.UNREADABLE, Severity.BLOCKS, id, 0, Optional.empty(), Trouble.sentence(e) + " Or leave the case out.", Optional.of(new Fix.LeaveOut(id))));
            }
        }
        findings.addAll(Checks.ofProject(new CheckedProject(kept.values().stream().map(Kept::facts).toList(), table, rules, plan)));
        return new Report(project.folder(), kind, plan, table, checked, titles, kept, rules.islandMm3(), sorted(findings, ids));
    }

    private static List<Labels> layers(Project project, CaseFile about, Progress progress) throws IOException {
        List<Labels> layers = new ArrayList<>();
        for (CaseLayer layer : project.layers(about)) layers.add(Recovery.recover(layer.folder(), about.geometry(), progress).labels().snapshot());
        return layers;
    }

    private static List<Finding> sorted(List<Finding> findings, List<String> ids) {
        List<String> checks = new ArrayList<>(List.of(Checks.UNREADABLE));
        Checks.ALL.forEach(check -> checks.add(check.id()));
        return findings.stream().sorted(Comparator.comparing(Finding::severity).thenComparing(f -> checks.indexOf(f.check())).thenComparing(f -> ids.indexOf(f.caseId()))
                .thenComparing(Finding::label)).toList();
    }

    private static CaseFacts facts(CaseFile about, ScanReader.Scan scan, List<CheckedCase> layers) {
        TreeMap<Integer, Long> voxels = new TreeMap<>();
        TreeMap<Integer, Point> somewhere = new TreeMap<>();
        for (CheckedCase layer : layers) layer.counts().forEach((label, count) -> {
            voxels.merge(label, count, Long::sum);
            somewhere.put(label, CheckedCase.middle(layer.mask(label)));
        });
        return new CaseFacts(about.id(), scan.fingerprint(), about.fingerprint(), scan.patient(), voxels, about.geometry().voxelMm3(), somewhere, Map.of(), Optional.empty(), Optional.empty());
    }

    /// Which labels are a model's and nobody's, in whatever layer they stand.
    private static SortedMap<Integer, String> pseudo(List<CaseLayer> layers, CaseFacts facts) throws IOException {
        SortedMap<Integer, String> models = new TreeMap<>();
        for (CaseLayer layer : layers) {
            layer.deeds().labels().forEach((label, entry) -> entry.pseudo().filter(_ -> facts.voxels().containsKey(label)).ifPresent(model -> models.put(label, model.id())));
        }
        return models;
    }

    private static CaseFacts withProposals(CaseFacts facts, CaseStore store) throws IOException {
        Map<Integer, String> proposed = new TreeMap<>();
        Optional<Instant> waiting = Optional.empty();
        List<Integer> numbers = store.proposalNumbers();
        if (!numbers.isEmpty()) try {
            CaseStore.ProposalNote note = store.noteOf(numbers.getLast());
            note.table().entries().forEach(entry -> proposed.put(entry.value(), entry.name()));
            if (store.answer(numbers.getLast()).isEmpty()) waiting = Optional.of(note.made());
        } catch (FormatException e) {
            // the export names a proposal that cannot be read; it is no reason to keep the labels here
        }
        return facts.withProposals(proposed, waiting, store.lastChange());
    }
}
