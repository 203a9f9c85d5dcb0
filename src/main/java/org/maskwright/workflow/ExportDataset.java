package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.maskwright.disk.AtomicFolder;
import org.maskwright.format.FormatException;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.store.CaseFile;
import org.maskwright.store.CaseLayer;
import org.maskwright.store.CaseStore;
import org.maskwright.store.Project;
import org.maskwright.store.Recovery;
import org.maskwright.workflow.gate.Plan;

/// Writes a project's corrected labels as training data, with every case's scores against what the model had proposed.
///
/// The folder appears whole or not at all:
/// ```
/// imagesTr/ labelsTr/ dataset.json    as nnU-Net v2 or the Decathlon read them
/// derivatives/maskwright/             labels as BIDS derivatives
/// images/ annotations.json            slices and objects as COCO wants them
/// splits_final.json                   five folds by case (nnU-Net)
/// scores.json scores.csv              Dice, Jaccard and volumes, per case and label, with model id and hash
/// findings.json                       what the gate found and somebody let pass
/// ```
public final class ExportDataset {
    /// The word for it on the command line and in the ledger.
    public static final String VERB = "export";

    /// What kind of dataset.
    public enum Kind {
        /// nnU-Net v2 raw.
        NNUNET("nnunet", "nnU-Net v2"),
        /// Medical Segmentation Decathlon.
        MSD("msd", "Decathlon (MSD)"),
        /// Labels as BIDS derivatives; the scans stay where they are.
        BIDS("bids", "BIDS"),
        /// Slices as PNG, and annotations in polygons.
        COCO("coco", "COCO"),
        /// The same in run lengths.
        COCO_RUNS("coco-rle", "COCO, run lengths");

        private final String id, title;

        Kind(String id, String title) {
            this.id = id;
            this.title = title;
        }

        /// The word for it on a command line.
        public String id() {
            return id;
        }

        /// What people call it.
        public String title() {
            return title;
        }

        /// The kind with this id.
        public static Optional<Kind> of(String id) {
            return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
        }
    }

    /// What was written.
    ///
    /// @param leftOut a sentence for each case that is not in it, and why
    /// @param renumbered label values that had to change, old to new; nnU-Net needs 1, 2, 3 …
    public record Exported(Path folder, List<String> cases, List<String> leftOut, TreeMap<Integer, Integer> renumbered, ExportScores scores) {
        public Exported {
            cases = List.copyOf(cases);
            leftOut = List.copyOf(leftOut);
            renumbered = new TreeMap<>(renumbered);
        }
    }

    /// A case's labels as they are on the disk.
    private record Labelled(CaseFile about, Labels labels, Optional<Numbered> proposal) {}

    private record Numbered(int number, Proposal proposal) {}

    private final JobRunner jobs;
    private final DiskLane disk;
    private final OpenProjects projects;
    private final ModelShelf models;
    private final Ledger ledger;

    ExportDataset(JobRunner jobs, OpenProjects projects, ModelShelf models, Ledger ledger) {
        this.models = models;
        this.ledger = ledger;
        this.jobs = jobs;
        this.disk = new DiskLane(jobs);
        this.projects = projects;
    }

    /// Exports every labelled case of the project in `folder`. A case that cannot be read is named and left out.
    ///
    /// The job fails with a sentence if `out` holds files already, or no case has labels.
    ///
    /// @param clearance of the gate: nothing leaves unchecked
    public Job<Exported> export(Path folder, Clearance clearance, Path out) {
        return export(folder, clearance.kind(), Optional.of(clearance), out);
    }

    /// Exports without asking the gate.
    Job<Exported> export(Path folder, Kind kind, Path out) {
        return export(folder, kind, Optional.empty(), out);
    }

    private Job<Exported> export(Path folder, Kind kind, Optional<Clearance> clearance, Path out) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Exporting to " + FormatException.name(out), progress -> {
            WriteImage.requireEmpty(out);
            Project project = disk.run("Opening the project", _ -> projects.acquire(folder));
            try {
                return export(project, kind, clearance, out, progress);
            } finally {
                disk.run("Closing the project", _ -> {
                    projects.release(project);
                    return project;
                });
            }
        });
    }

    private Exported export(Project project, Kind kind, Optional<Clearance> clearance, Path out, Progress progress) throws Exception {
        Plan plan = clearance.map(Clearance::plan).orElse(Plan.ALL);
        List<String> leftOut = new ArrayList<>();
        List<Labelled> cases = new ArrayList<>();
        List<CaseFile> all = disk.run("Reading the cases", _ -> project.readCases(leftOut));
        for (CaseFile one : all) {
            if (plan.leftOut().contains(one.id())) continue;
            progress.at(0.2 * cases.size() / all.size(), "labels of " + one.id());
            Labelled labelled = disk.run("Reading labels", p -> labelled(project, one, leftOut, p));
            if (clearance.isPresent()) clearance.get().requireChecked(one.id(), labelled.labels());
            if (!labelled.labels().counts().isEmpty()) cases.add(labelled);
            else if (clearance.isEmpty() || !clearance.get().knowsEmpty(one.id())) leftOut.add(one.id() + " (" + one.title() + "): it has no labels yet.");
        }
        if (cases.isEmpty())
            throw FormatException.unexpected(project.file().name(), "", "a case with labels", leftOut.isEmpty() ? "no case" : leftOut.getFirst(),
                    "Label a case first.");

        LabelTable table = table(project, cases);
        TreeMap<Integer, Integer> renumbered = new TreeMap<>();
        if (kind == Kind.NNUNET) {
            int next = 1;
            List<LabelTable.Entry> inOrder = new ArrayList<>(table.entries());
            inOrder.sort(Comparator.comparing(entry -> entry.name().equals(DatasetWriter.IGNORE))); // nnU-Net wants this one to be the highest
            for (LabelTable.Entry entry : inOrder) {
                if (entry.value() != next) renumbered.put(entry.value(), next);
                next++;
            }
        }
        LabelTable written = new LabelTable(table.entries().stream()
                .map(e -> e.withValue(renumbered.getOrDefault(e.value(), e.value()))).toList());
        List<String> done = new ArrayList<>();
        List<ExportScores.Row> rows = new ArrayList<>();
        TreeSet<String> modalities = new TreeSet<>();
        AtomicFolder.write(out, target -> {
            BidsDataset bids = new BidsDataset(target, written);
            CocoDataset coco = new CocoDataset(target, written, kind == Kind.COCO_RUNS);
            for (int i = 0; i < cases.size(); i++) {
                Labelled one = cases.get(i);
                Progress part = progress.part(0.2 + 0.75 * i / cases.size(), 0.2 + 0.75 * (i + 1) / cases.size());
                String id = one.about().id();
                try {
                    ScanReader.Scan scan = ScanReader.read(one.about().source(), part.part(0, 0.5));
                    requireSame(one.about(), scan);
                    Labels labels = LabelMatch.renumbered(one.labels(), renumbered), placed = labels.on(scan.volume().geometry());
                    switch (kind) {
                        case NNUNET, MSD -> {
                            WriteImage.file(target.resolve("imagesTr").resolve(kind == Kind.NNUNET ? id + "_0000.nii.gz" : id + ".nii.gz"), scan.stored(),
                                    WriteImage.Check.NONE, part.part(0.5, 0.9));
                            WriteImage.file(target.resolve("labelsTr").resolve(id + ".nii.gz"), StoredImage.of(placed, written), WriteImage.Check.NONE, Progress.NONE);
                        }
                        case BIDS -> bids.add(id, id, placed, part.part(0.5, 0.9));
                        case COCO, COCO_RUNS -> coco.add(id, scan.volume(), placed, part.part(0.5, 0.9));
                    }
                    one.proposal().ifPresent(p -> rows.add(ExportScores.Row.of(id, p.number(), labels,
                            LabelMatch.renumbered(p.proposal().labels(), renumbered), p.proposal())));
                    modalities.add(one.about().modality());
                    done.add(id);
                } catch (FormatException e) {
                    leftOut.add(id + " (" + one.about().title() + "): " + e.getMessage());
                }
            }
            if (done.isEmpty()) throw new IOException("no case could be exported: " + leftOut.getFirst());
            progress.at(0.96, "describing the dataset");
            String modality = modality(modalities, rows);
            DatasetWriter writer = new DatasetWriter(target, project.file().name(), modality, written, done);
            switch (kind) {
                case NNUNET -> writer.nnUnet(plan.together());
                case MSD -> writer.decathlon();
                case BIDS -> bids.describe(project.file().name());
                case COCO, COCO_RUNS -> coco.describe(project.file().name());
            }
            scores(rows, written).write(kind == Kind.BIDS ? BidsDataset.home(target) : target);
            if (clearance.isPresent()) clearance.get().write(kind == Kind.BIDS ? BidsDataset.home(target) : target);
            progress.at(0.98, "entering it in the ledger");
            ledger.record(VERB, target, out, List.of(), List.of(kind.id(), done.size() == 1 ? "1 case" : done.size() + " cases"));
        });
        return new Exported(out.toAbsolutePath().normalize(), done, leftOut, renumbered, scores(rows, written));
    }

    /// What the scans say they are; where they say nothing, as NIfTI does, what the models that proposed for them expect.
    private String modality(TreeSet<String> said, List<ExportScores.Row> rows) {
        if (said.size() > 1) return "";
        if (!said.first().isEmpty()) return said.first();
        TreeSet<String> expected = new TreeSet<>();
        List<ModelShelf.Entry> known = models.list().models();
        for (ExportScores.Row row : rows) known.stream().filter(model -> model.sha256().equals(row.modelSha256())).forEach(model -> expected.add(model.modality()));
        return expected.size() == 1 ? expected.first() : "";
    }

    private static ExportScores scores(List<ExportScores.Row> rows, LabelTable table) {
        return new ExportScores(rows, table);
    }

    /// The labels with every stroke that is on the disk, and the newest proposal.
    private static Labelled labelled(Project project, CaseFile about, List<String> leftOut, Progress progress) throws IOException {
        List<Labels> layers = new ArrayList<>();
        for (CaseLayer layer : project.layers(about)) {
            Recovery.Recovered recovered = Recovery.recover(layer.folder(), about.geometry(), progress.part(0, 0.5));
            leftOut.addAll(recovered.findings());
            layers.add(recovered.labels().snapshot());
        }
        FlatLabels flat = FlatLabels.of(layers);
        if (flat.covered() > 0)
            leftOut.add(about.id() + " (" + about.title() + "): its " + layers.size() + " layers overlap and a dataset holds one label a voxel, so "
                    + flat.covered() + " voxels of lower layers are hidden by the layers over them. Export a segmentation to keep both.");
        CaseStore store = project.caseStore(about);
        Optional<Numbered> proposal = Optional.empty();
        for (int number : store.proposalNumbers().reversed()) {
            if (proposal.isPresent()) break;
            try {
                proposal = Optional.of(new Numbered(number, store.readProposal(number, progress.part(0.5, 1))));
            } catch (FormatException e) {
                leftOut.add("Proposal " + number + " of " + about.id() + " cannot be read, so an earlier one is scored. " + e.getMessage());
            }
        }
        return new Labelled(about, flat.labels(), proposal);
    }

    private static LabelTable table(Project project, List<Labelled> cases) {
        LabelTable table = project.file().table();
        for (Labelled one : cases) {
            if (one.proposal().isPresent())
                for (LabelTable.Entry entry : one.proposal().get().proposal().table().entries()) if (table.find(entry.value()).isEmpty()) table = table.with(entry);
            table = table.covering(one.labels().counts().keySet());
        }
        return table;
    }

    private static void requireSame(CaseFile about, ScanReader.Scan scan) throws FormatException {
        Geometry grid = scan.volume().geometry();
        if (!about.geometry().sameGrid(grid, 0.05))
            throw FormatException.unexpected(about.title(), "grid", about.geometry().size() + " voxels, as when it was labelled", grid.size()
                    + " voxels, or another place", "Put back the scan that was labelled.");
    }
}
