package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.job.JobRunner;
import org.maskwright.label.LabelTable;
import org.maskwright.store.DataHome;
import org.maskwright.store.Disk;
import org.maskwright.testing.SharedData;
import org.maskwright.workflow.CaseSession;
import org.maskwright.workflow.CaseSource;
import org.maskwright.workflow.ExportDataset;
import org.maskwright.workflow.ExportGate;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Propose;
import org.maskwright.workflow.Projects;
import org.maskwright.workflow.Train;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.gate.Plan;
import org.maskwright.workflow.gate.Severity;

/// The whole loop on real scans: open, propose, correct at the real window, killed in the middle, recovered, exported with
/// scores, trained on, proposed with what was learnt.
class HippocampusLoopTest {
    private static final int STROKES_BEFORE_THE_KILL = 9;
    private static final List<String> CASES = List.of("hippocampus_304", "hippocampus_305", "hippocampus_308", "hippocampus_309");

    @TempDir
    Path folder;

    @Test
    @Timeout(900)
    void theLoopLosesNothingAndTrainsOnWhatWasCorrected() throws Exception {
        Path images = SharedData.require("hippocampus", "train", "images");
        Path home = folder.resolve("home"), project = folder.resolve("project"), dataset = folder.resolve("dataset"), model = folder.resolve("model");
        try (Workbench bench = bench(home)) {
            Assumptions.assumeTrue(bench.models().list().models().stream().anyMatch(e -> e.id().equals("hippocampus-mr")), "no model hippocampus-mr beside this build");
            LabelTable table = new LabelTable(List.of(new LabelTable.Entry(1, "Anterior", 0xF2A541), new LabelTable.Entry(2, "Posterior", 0x4CC2E8)));
            bench.projects().create(project, "Hippocampus", table).await();
            Projects.View view = bench.projects().add(project, CASES.stream().<CaseSource>map(id -> new CaseSource.Scan(images.resolve(id + ".nii.gz"))).toList()).await();
            assertThat(view.problems()).isEmpty();
            assertThat(view.cases()).hasSize(CASES.size());
        }

        List<String> told = paintUntilKilled(home, project);
        long lastTold = Long.parseLong(told.getLast().substring(told.getLast().lastIndexOf(' ') + 1));

        try (Workbench bench = bench(home)) {
            List<Projects.Row> cases = bench.projects().look(project).await().cases();
            CaseSession first = bench.openCase().open(cases.getFirst().source()).await();
            assertThat(LoopWalker.checksum(first.labels().snapshot())).as("every finished stroke, and nothing of the unfinished one").isEqualTo(lastTold);
            assertThat(first.history().undoable()).as("the accepted proposal and each stroke can be undone").hasSize(STROKES_BEFORE_THE_KILL + 1);
            assertThat(first.proposal()).as("the proposal outlives the kill").isPresent();
            first.close().await();

            for (Projects.Row row : cases.subList(1, cases.size())) {
                CaseSession session = bench.openCase().open(row.source()).await();
                bench.propose().propose(session, "hippocampus-mr", Propose.Options.DEFAULT).await();
                assertThat(bench.acceptProposal().whole(session)).isPresent();
                session.close().await();
            }

            ExportGate.Report report = bench.exportGate().check(project, ExportDataset.Kind.NNUNET, Plan.ALL).await();
            assertThat(report.of(Severity.BLOCKS)).isEmpty();
            ExportDataset.Exported exported = bench.exportDataset().export(project, report.clear(Set.copyOf(report.of(Severity.LOOK))), dataset).await();
            assertThat(find(dataset, "findings.json")).isNotEmptyFile();
            assertThat(exported.cases()).hasSize(CASES.size());
            assertThat(exported.leftOut()).isEmpty();
            Path raw = find(dataset, "dataset.json").getParent();
            assertThat(raw.resolve("imagesTr")).isDirectoryContaining("glob:**_0000.nii.gz");
            try (Stream<Path> labels = Files.list(raw.resolve("labelsTr"))) {
                assertThat(labels).hasSize(CASES.size());
            }
            String scores = Files.readString(find(dataset, "scores.json"));
            assertThat(scores).contains("hippocampus-mr").containsPattern("\"dice\"\\s*:\\s*0\\.\\d+").containsPattern("\"dice\"\\s*:\\s*1");
            assertThat(find(dataset, "scores.csv")).isNotEmptyFile();

            Train.Trained trained = bench.train().train(new Train.Request(raw.toString(), java.util.Optional.empty(), model, "", "unet3d", Train.Method.USUAL, 1, 0, false,
                    java.util.Optional.empty(), java.util.Optional.of("retrained"), java.util.Optional.empty(), 1, "maskwright train")).await();
            assertThat(trained.model().id()).isEqualTo("retrained");
            assertThat(model.resolve("card.json")).isNotEmptyFile();
            CaseSession again = bench.openCase().open(cases.getLast().source()).await();
            CaseSession.Numbered proposal = bench.propose().propose(again, model.toString(), Propose.Options.DEFAULT).await();
            assertThat(proposal.proposal().modelId()).isEqualTo("retrained");
            assertThat(proposal.number()).as("the earlier proposal is kept").isEqualTo(2);
            again.close().await();
        }
    }

    private static Workbench bench(Path home) {
        return new Workbench(new JobRunner(Runnable::run), new DataHome(home), new ModelShelf(List.of(Path.of("models"))), Disk.REAL, Clock.systemUTC());
    }

    /// Lets somebody work at the window in another process, and kills that process in the middle of a stroke, with the button down.
    ///
    /// @return the lines that it said
    private List<String> paintUntilKilled(Path home, Path project) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true", "-Xmx2g",
                "-Dglass.platform=Wide", "-Dprism.order=sw", "-Dtestfx.robot=glass", "-cp", System.getProperty("java.class.path"),
                LoopWalker.class.getName(), home.toString(), project.toString(), String.valueOf(STROKES_BEFORE_THE_KILL)));
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        List<String> told = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("accepted ") || line.startsWith("stroke ")) told.add(line);
                if (line.equals("holding")) process.toHandle().destroyForcibly(); // SIGKILL: nothing is tidied up; its last words can still be read
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(told).as(() -> "what the window said before the kill; errors: " + errors).hasSize(STROKES_BEFORE_THE_KILL + 1);
        return told;
    }

    private static Path find(Path under, String name) throws Exception {
        try (Stream<Path> files = Files.walk(under)) {
            return files.filter(file -> file.getFileName().toString().equals(name)).findFirst().orElseThrow(() -> new AssertionError("no " + name + " under " + under));
        }
    }
}
