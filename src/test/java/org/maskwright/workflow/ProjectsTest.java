package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.label.LabelTable;

class ProjectsTest {
    private static final LabelTable TABLE = new LabelTable(List.of(new LabelTable.Entry(1, "Anterior", 0xFF0000), new LabelTable.Entry(2, "Posterior", 0x00FF00)));

    @TempDir Path folder;
    private Bench bench;
    private Path project;

    @BeforeEach
    void begin() {
        bench = new Bench(folder);
        project = folder.resolve("study");
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private Projects.View made(int cases) throws Exception {
        Bench.wait(bench.workbench.projects().create(project, "Study", TABLE));
        List<CaseSource> scans = new java.util.ArrayList<>();
        for (int n = 1; n <= cases; n++) scans.add(new CaseSource.Scan(bench.scan("scans/s" + n + ".nii.gz", Bench.GRID, n)));
        return Bench.wait(bench.workbench.projects().add(project, scans));
    }

    @Test
    void casesShareTheLabelTable() throws Exception {
        Projects.View view = made(2);
        assertThat(view.cases()).extracting(Projects.Row::id).containsExactly("case-001", "case-002");
        assertThat(view.cases()).extracting(Projects.Row::title).containsExactly("s1", "s2");
        CaseSession first = bench.open(view.cases().getFirst().source());
        first.renameLabel(1, "Head");
        Bench.wait(first.close());
        CaseSession second = bench.open(view.cases().get(1).source());
        assertThat(second.table().name(1)).isEqualTo("Head");
    }

    @Test
    void closingOneCaseLeavesTheOthersTheirProject() throws Exception {
        Projects.View view = made(2);
        CaseSession first = bench.open(view.cases().getFirst().source()), second = bench.open(view.cases().get(1).source());
        Bench.wait(first.close());
        try (Bench other = new Bench(folder)) {
            assertThat(Bench.wait(other.workbench.projects().look(project)).readOnlyReason()).isPresent();
        }
        Bench.paint(second, new Box(1, 1, 1, 3, 3, 3), 2);
        Bench.wait(second.close());
        try (Bench other = new Bench(folder)) {
            assertThat(Bench.wait(other.workbench.projects().look(project)).readOnlyReason()).isEmpty();
        }
    }

    @Test
    void aProjectNamesNoPatientAndCopiesNoScan() throws Exception {
        made(1);
        assertThat(Files.readString(project.resolve("cases/case-001/case.json"))).contains("\"path\"").contains("s1.nii.gz");
        try (var files = Files.walk(project)) {
            assertThat(files.filter(Files::isRegularFile).map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("project.json", "case.json", ".lock");
        }
    }

    @Test
    void theProjectIsFoundByLookingAtItsFolder() throws Exception {
        made(2);
        assertThat(Bench.wait(bench.workbench.openCase().look(project)).choices()).extracting(Choice::title).containsExactly("s1", "s2");
    }

    @Test
    void aMissingScanIsASentenceAndCanBeToldWhereItWent() throws Exception {
        Projects.View view = made(1);
        Path moved = folder.resolve("elsewhere.nii.gz");
        Files.move(folder.resolve("scans/s1.nii.gz"), moved);
        CaseSource source = view.cases().getFirst().source();
        assertThat(Bench.failure(bench.workbench.openCase().open(source))).contains("case-001: expected its scan at").contains("Put the scan back, or tell the case where it went.");
        Path other = bench.scan("other.nii.gz", Bench.GRID, 9);
        assertThat(Bench.failure(bench.workbench.projects().relocate(project, "case-001", new CaseSource.Scan(other)))).contains("expected the voxels of s1 that were labelled");
        Bench.wait(bench.workbench.projects().relocate(project, "case-001", new CaseSource.Scan(moved)));
        assertThat(bench.open(source).title()).isEqualTo("s1");
    }

    @Test
    void aProjectMovedWithItsScansFindsThem() throws Exception {
        Path home = Files.createDirectories(folder.resolve("usb"));
        project = home.resolve("study");
        Bench.wait(bench.workbench.projects().create(project, "Study", TABLE));
        Bench.wait(bench.workbench.projects().add(project, List.of(new CaseSource.Scan(bench.scan("usb/scans/s1.nii.gz", Bench.GRID, 1)))));
        Path moved = folder.resolve("disk");
        Files.move(home, moved);
        CaseSession session = bench.open(new CaseSource.InProject(moved.resolve("study"), "case-001"));
        assertThat(session.title()).isEqualTo("s1");
    }

    @Test
    void aScanOfAnotherGridIsRefusedInAProject() throws Exception {
        Projects.View view = made(1);
        bench.scan("scans/s1.nii.gz", Geometry.upright(5, 5, 5, 1, 1, 1), 1);
        assertThat(Bench.failure(bench.workbench.openCase().open(view.cases().getFirst().source()))).startsWith("s1, grid: expected 12 × 10 × 6 voxels, as when its labels were made, found 5 × 5 × 5");
    }

    @Test
    void aProjectOfANewerVersionIsRefusedAndLeftAlone() throws Exception {
        made(1);
        Path file = project.resolve("project.json");
        String newer = Files.readString(file).replace("\"maskwrightProject\" : 1", "\"maskwrightProject\" : 7");
        Files.writeString(file, newer);
        assertThat(Bench.failure(bench.workbench.projects().look(project)))
                .isEqualTo("project.json, field maskwrightProject: expected a project of version 1 or older, found version 7. It was made by a newer Maskwright: open it with that one.");
        assertThat(Files.readString(file)).isEqualTo(newer);
    }

    @Test
    void aDamagedProjectFileIsASentenceWithItsPlace() throws Exception {
        made(1);
        Path file = project.resolve("project.json");
        String good = Files.readString(file);
        Files.writeString(file, good.substring(0, 30));
        assertThat(Bench.failure(bench.workbench.projects().look(project))).startsWith("project.json, line ").contains("it is no JSON");
        Files.writeString(file, good.replace("#FF0000", "red"));
        assertThat(Bench.failure(bench.workbench.projects().look(project))).startsWith("project.json, field labels[0].colour: expected a colour such as \"#F2A541\", found \"red\".");
        Files.writeString(file, good.replace("case-001", "../../etc"));
        assertThat(Bench.failure(bench.workbench.projects().look(project))).startsWith("project.json, field cases: expected case ids");
        Files.writeString(file, good);
        assertThat(Bench.wait(bench.workbench.projects().look(project)).cases()).hasSize(1);
    }

    @Test
    void aDamagedCaseIsNamedAndTheOthersStay() throws Exception {
        made(2);
        Files.writeString(project.resolve("cases/case-001/case.json"), "{}");
        Projects.View view = Bench.wait(bench.workbench.projects().look(project));
        assertThat(view.cases()).extracting(Projects.Row::id).containsExactly("case-002");
        assertThat(view.problems()).singleElement().asString().startsWith("case.json, field source: expected an object");
    }

    @Test
    void aFolderWithOtherFilesBecomesNoProject() throws Exception {
        Files.createDirectories(project);
        Files.writeString(project.resolve("letter.txt"), "Dear");
        assertThat(Bench.failure(bench.workbench.projects().create(project, "Study", TABLE))).contains("expected a new or empty folder");
        assertThat(Bench.failure(bench.workbench.projects().look(project))).contains("expected a project with a project.json, found none");
    }

    @Test
    void strokesGoIntoTheProject() throws Exception {
        Projects.View view = made(1);
        CaseSession session = bench.open(view.cases().getFirst().source());
        Bench.paint(session, new Box(1, 1, 1, 3, 3, 3), 2);
        Bench.wait(session.close());
        assertThat(project.resolve("cases/case-001/labels-0001.nii.gz")).exists();
    }
}
