package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.testing.DicomFiles;
import org.maskwright.workflow.gate.Finding;
import org.maskwright.workflow.gate.Fix;
import org.maskwright.workflow.gate.Plan;
import org.maskwright.workflow.gate.Severity;

/// The gate over a project on the disk: what it finds, how it is mended and undone, and what may leave.
class ExportGateTest {
    private static final Geometry GRID = Geometry.upright(20, 20, 10, 1, 1, 1);
    private static final Box MAIN = new Box(2, 2, 2, 14, 14, 8), CRUMB = new Box(17, 17, 1, 19, 18, 2);
    private static final LabelTable TABLE = new LabelTable(List.of(new LabelTable.Entry(1, "Liver", 0xFF0000)));

    @TempDir Path folder;
    private Bench bench;
    private Path project, out;
    private List<Projects.Row> cases = List.of();

    @BeforeEach
    void begin() throws Exception {
        bench = new Bench(folder);
        project = folder.resolve("study");
        out = folder.resolve("Dataset001_Study");
        Bench.wait(bench.workbench.projects().create(project, "Study", TABLE));
        List<CaseSource> scans = new ArrayList<>();
        for (int n = 1; n <= 3; n++) scans.add(new CaseSource.Scan(bench.scan("s" + n + ".nii.gz", GRID, n)));
        cases = Bench.wait(bench.workbench.projects().add(project, scans)).cases();
        for (Projects.Row row : cases) {
            CaseSession session = bench.open(row.source());
            Bench.paint(session, MAIN, 1);
            Bench.wait(session.close());
        }
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private ExportGate.Report check(Plan plan) {
        return Bench.wait(bench.workbench.exportGate().check(project, ExportDataset.Kind.NNUNET, plan));
    }

    private void paint(int row, Box box, int label) {
        CaseSession session = bench.open(cases.get(row).source());
        Bench.paint(session, box, label);
        Bench.wait(session.close());
    }

    private static List<Fix> fixes(ExportGate.Report report) {
        return report.findings().stream().flatMap(finding -> finding.fix().stream()).toList();
    }

    @Test
    void aCleanProjectPassesAndTheExportSaysSo() throws Exception {
        ExportGate.Report report = check(Plan.ALL);
        assertThat(report.findings()).isEmpty();
        assertThat(report.text()).isEqualTo("3 cases checked: nothing found.");
        ExportDataset.Exported done = Bench.wait(bench.workbench.exportDataset().export(project, report.clear(Set.of()), out));
        assertThat(done.cases()).hasSize(3);
        JsonNode json = new ObjectMapper().readTree(Files.readString(out.resolve("findings.json")));
        assertThat(json.path("findings")).isEmpty();
        assertThat(json.path("checks")).hasSizeGreaterThan(10);
    }

    @Test
    void whatIsToBeLookedAtLeavesOnlyAcceptedAndIsWrittenDown() throws Exception {
        paint(1, CRUMB, 1);
        ExportGate.Report report = check(Plan.ALL);
        Finding found = report.findings().getFirst();
        assertThat(report.findings()).hasSize(1);
        assertThat(found.caseId()).isEqualTo("case-002");
        assertThat(report.obstacle(Set.of())).contains("One finding is to be looked at: mend it, or accept it.");
        assertThatThrownBy(() -> report.clear(Set.of())).isInstanceOf(IllegalStateException.class);
        Bench.wait(bench.workbench.exportDataset().export(project, report.clear(Set.of(found)), out));
        JsonNode one = new ObjectMapper().readTree(Files.readString(out.resolve("findings.json"))).path("findings").get(0);
        assertThat(one.path("check").asText()).isEqualTo("islands");
        assertThat(one.path("case").asText()).isEqualTo("case-002");
        assertThat(one.path("name").asText()).isEqualTo("Liver");
        assertThat(one.path("answer").asText()).isEqualTo("accepted");
        assertThat(one.path("voxel").toString()).isEqualTo("[18,17,1]");
    }

    @Test
    void aFixIsJournaledAndUndoneLikeAStroke() {
        paint(1, CRUMB, 1);
        assertThat(Bench.wait(bench.workbench.mendFindings().mend(project, fixes(check(Plan.ALL))))).isEqualTo(1);
        assertThat(check(Plan.ALL).findings()).isEmpty();
        CaseSession session = bench.open(cases.get(1).source());
        assertThat(session.labels().at(17, 17, 1)).isZero();
        assertThat(session.history().undo()).hasValueSatisfying(edit -> assertThat(edit.name()).isEqualTo("Remove islands of Liver"));
        assertThat(session.labels().at(17, 17, 1)).isEqualTo(1);
        Bench.wait(session.close());
        assertThat(check(Plan.ALL).findings()).hasSize(1);
    }

    @Test
    void anOpenCaseIsMendedInItsSessionSaveForWhatIsLocked() {
        CaseSession session = bench.open(cases.getFirst().source());
        Bench.paint(session, CRUMB, 1);
        bench.settle();
        List<Fix.OfLabels> fixes = fixes(check(Plan.ALL)).stream().map(Fix.OfLabels.class::cast).toList();
        List<MendFindings.Prepared> prepared = Bench.wait(bench.workbench.mendFindings().prepare(session, fixes));
        session.setLocked(1, true);
        assertThat(bench.workbench.mendFindings().take(session, prepared)).isEmpty();
        session.setLocked(1, false);
        Labels before = session.labels().snapshot();
        assertThat(bench.workbench.mendFindings().take(session, prepared)).hasSize(1);
        bench.settle();
        assertThat(check(Plan.ALL).findings()).isEmpty();
        session.history().undo();
        assertThat(session.labels().snapshot().sameVoxels(before)).isTrue();
    }

    @Test
    void aMissingScanStopsTheExportUntilItsCaseIsLeftOut() throws Exception {
        Files.delete(folder.resolve("s2.nii.gz"));
        ExportGate.Report report = check(Plan.ALL);
        assertThat(report.of(Severity.BLOCKS)).singleElement().satisfies(found -> assertThat(found.sentence()).contains("s2.nii.gz: there is no such file"));
        assertThat(report.obstacle(Set.copyOf(report.findings()))).as("cannot be accepted").isPresent();
        Plan plan = Plan.ALL.with((Fix.OfExport) fixes(report).getFirst());
        ExportDataset.Exported done = Bench.wait(bench.workbench.exportDataset().export(project, check(plan).clear(Set.of()), out));
        assertThat(done.cases()).containsExactly("case-001", "case-003");
        assertThat(done.leftOut()).isEmpty();
        assertThat(new ObjectMapper().readTree(Files.readString(out.resolve("findings.json"))).path("leftOut").toString()).isEqualTo("[\"case-002\"]");
    }

    @Test
    void aStrokeAfterTheCheckIsNotExportedUnseen() {
        ExportGate.Report report = check(Plan.ALL);
        paint(2, CRUMB, 1);
        assertThat(Bench.failure(bench.workbench.exportDataset().export(project, report.clear(Set.of()), out))).contains("case-003").contains("strokes made since").contains("Check again");
        assertThat(out).doesNotExist();
    }

    @Test
    void theSameScanTwiceIsKeptInOneSplit() throws Exception {
        Path copy = folder.resolve("copy.nii.gz");
        Files.copy(folder.resolve("s1.nii.gz"), copy);
        cases = Bench.wait(bench.workbench.projects().add(project, List.of(new CaseSource.Scan(copy)))).cases();
        paint(3, MAIN, 1);
        ExportGate.Report report = check(Plan.ALL);
        assertThat(report.of(Severity.BLOCKS)).singleElement().satisfies(found -> assertThat(found.sentence()).startsWith("case-001 and case-004 hold the same scan"));
        ExportGate.Report mended = check(Plan.ALL.with((Fix.OfExport) report.of(Severity.BLOCKS).getFirst().fix().orElseThrow()));
        Bench.wait(bench.workbench.exportDataset().export(project, mended.clear(Set.copyOf(mended.of(Severity.LOOK))), out));
        for (JsonNode split : new ObjectMapper().readTree(Files.readString(out.resolve("splits_final.json")))) {
            String train = split.path("train").toString();
            assertThat(train.contains("case-001")).isEqualTo(train.contains("case-004"));
        }
    }

    @Test
    void namesAreMendedInTheProject() {
        CaseSession session = bench.open(cases.getFirst().source());
        session.addLabel("liver");
        Bench.wait(session.close());
        ExportGate.Report report = check(Plan.ALL);
        assertThat(report.findings()).extracting(Finding::check).containsExactly("names", "unused");
        assertThat(Bench.wait(bench.workbench.mendFindings().mend(project, List.of(fixes(report).getLast())))).isEqualTo(1);
        assertThat(check(Plan.ALL).findings()).isEmpty();
        assertThat(Bench.wait(bench.workbench.projects().look(project)).table()).isEqualTo(TABLE);
    }

    @Test
    void theGridIsMovedOntoTheScans() throws Exception {
        Path file = project.resolve("cases/case-001/case.json");
        String json = Files.readString(file);
        assertThat(json).contains("\"affineRasMm\" : [ -1.0,");
        Files.writeString(file, json.replace("\"affineRasMm\" : [ -1.0,", "\"affineRasMm\" : [ -1.001,"));
        ExportGate.Report report = check(Plan.ALL);
        assertThat(report.findings()).singleElement().satisfies(found -> assertThat(found.sentence()).startsWith("The grids of labels and scan lie up to 0.019 mm apart"));
        Bench.wait(bench.workbench.mendFindings().mend(project, fixes(report)));
        assertThat(check(Plan.ALL).findings()).isEmpty();
    }

    @Test
    void aForgottenProposalIsSeenAndAnAnsweredOneIsNot() throws Exception {
        CaseSession session = bench.open(cases.getFirst().source());
        Bench.propose(session, MAIN, 1, "Liver"); // made in 1970
        Bench.wait(session.close());
        assertThat(check(Plan.ALL).findings()).isEmpty();
        try (var files = Files.walk(project.resolve("cases/case-001"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.minusSeconds(60)));
        }
        assertThat(check(Plan.ALL).findings()).extracting(Finding::check).containsExactly("waiting");
        session = bench.open(cases.getFirst().source());
        bench.workbench.acceptProposal().reject(session);
        Bench.wait(session.close());
        assertThat(check(Plan.ALL).findings()).isEmpty();
    }

    @Test
    void twoSeriesOfOnePatientAreKeptInOneSplitAndThePatientIsNeverSpelt() throws Exception {
        List<CaseSource> series = new ArrayList<>();
        for (int n = 1; n <= 2; n++) {
            Path home = folder.resolve("dicom" + n);
            for (int z = 0; z < 3; z++)
                DicomFiles.slice(6, 5, z + n).text(Tag.PatientName, VR.PN, "Roe^Jane").text(Tag.PatientID, VR.LO, "P77").text(Tag.SeriesInstanceUID, VR.UI, "1.2." + n).write(home.resolve("s" + z));
            series.add(new CaseSource.Scan(home));
        }
        for (Projects.Row row : Bench.wait(bench.workbench.projects().add(project, series)).cases().subList(3, 5)) {
            CaseSession session = bench.open(row.source());
            Bench.paint(session, new Box(1, 1, 0, 5, 4, 3), 1);
            Bench.wait(session.close());
        }
        ExportGate.Report report = check(Plan.ALL);
        assertThat(report.of(Severity.BLOCKS)).singleElement().satisfies(found -> {
            assertThat(found.sentence()).startsWith("case-004 and case-005 are of one patient by what their files say");
            assertThat(found.fix()).contains(new Fix.KeepTogether(List.of("case-004", "case-005")));
        });
        assertThat(report + report.json() + report.text()).doesNotContain("Roe").doesNotContain("P77");
    }

    @Test
    void aCaseThatDidNotChangeIsNotReadAgain() throws Exception {
        paint(1, CRUMB, 1);
        ExportGate.Report first = check(Plan.ALL);
        for (int n = 1; n <= 3; n++) Files.delete(folder.resolve("s" + n + ".nii.gz"));
        ExportGate.Report again = Bench.wait(bench.workbench.exportGate().check(project, ExportDataset.Kind.MSD, Plan.ALL, first.islandMm3(), Optional.of(first)));
        assertThat(again.findings()).isEqualTo(first.findings());
        Bench.wait(bench.workbench.mendFindings().mend(project, fixes(first)));
        again = Bench.wait(bench.workbench.exportGate().check(project, ExportDataset.Kind.MSD, Plan.ALL, first.islandMm3(), Optional.of(first)));
        assertThat(again.findings()).as("the mended one is").extracting(Finding::check, Finding::caseId).containsExactly(org.assertj.core.groups.Tuple.tuple("unreadable", "case-002"));
    }

    @Test
    void aCheckChangesNoFile() throws Exception {
        paint(1, CRUMB, 1);
        List<String> before = files();
        check(Plan.ALL);
        assertThat(files()).isEqualTo(before);
    }

    private List<String> files() throws Exception {
        try (var files = Files.walk(project)) {
            return files.filter(Files::isRegularFile).map(file -> file + " " + file.toFile().length() + " " + file.toFile().lastModified()).sorted().toList();
        }
    }

    @Test
    void whoseNameWasTakenOffIsNobody() {
        for (String said : List.of("", "Anonymous", "ANON^0012", "de-identified", "Unknown", "0000", "Patient")) assertThat(ScanReader.patient(said)).as(said).isEmpty();
        assertThat(ScanReader.patient("Roe Jane (P77)")).hasSize(64).doesNotContain("Roe").isEqualTo(ScanReader.patient(" Roe Jane (P77) "));
    }
}
