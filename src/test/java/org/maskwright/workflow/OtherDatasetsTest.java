package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.maskwright.format.Contents;
import org.maskwright.format.Formats;
import org.maskwright.geometry.Box;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.testing.Python;
import org.maskwright.workflow.ExportDataset.Kind;

/// BIDS derivatives and COCO, as other programs read them.
class OtherDatasetsTest {
    private static final LabelTable TABLE = new LabelTable(List.of(new LabelTable.Entry(1, "Anterior", 0xFF0000), new LabelTable.Entry(9, "Posterior", 0x00FF00)));

    @TempDir Path folder;
    private Bench bench;
    private Path project, out;
    private Labels labels;

    @BeforeEach
    void begin() throws Exception {
        bench = new Bench(folder);
        project = folder.resolve("study");
        out = folder.resolve("out");
        Bench.wait(bench.workbench.projects().create(project, "Study", TABLE));
        Projects.View view = Bench.wait(bench.workbench.projects().add(project, List.of(new CaseSource.Scan(bench.scan("s.nii.gz", Bench.GRID, 1)))));
        CaseSession session = bench.open(view.cases().getFirst().source());
        Bench.paint(session, new Box(4, 2, 1, 8, 5, 3), 1);
        Bench.paint(session, new Box(0, 8, 2, 9, 9, 4), 9);
        labels = session.labels().snapshot();
        Bench.wait(session.close());
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private static JsonNode json(Path file) throws Exception {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    private void export(Kind kind) {
        Bench.wait(bench.workbench.exportDataset().export(project, kind, out));
    }

    @Test
    void bidsDerivativesSayWhoMadeThemAndWhatTheLabelsAre() throws Exception {
        export(Kind.BIDS);
        Path home = out.resolve("derivatives/maskwright"), anat = home.resolve("sub-case001/anat");
        JsonNode about = json(home.resolve("dataset_description.json"));
        assertThat(about.path("DatasetType").asText()).isEqualTo("derivative");
        assertThat(about.path("GeneratedBy").path(0).path("Name").asText()).isEqualTo("Maskwright");
        assertThat(anat.resolve("sub-case001_dseg.tsv")).hasContent("index\tname\tcolor\n0\tBackground\t#000000\n1\tAnterior\t#FF0000\n9\tPosterior\t#00FF00\n");
        assertThat(json(anat.resolve("sub-case001_dseg.json")).path("Manual").asBoolean()).isTrue();
        assertThat(Formats.open(anat.resolve("sub-case001_dseg.nii.gz"), Progress.NONE).labels(Progress.NONE).sameVoxels(labels)).isTrue();
        try (var files = Files.list(anat)) {
            assertThat(files.count()).isEqualTo(3); // two labels, so no mask
        }
    }

    @Test
    void nibabelReadsTheDerivativeWhereItLies() throws Exception {
        export(Kind.BIDS);
        JsonNode seen = Python.with("nibabel", "numpy").json("nifti.py", out.resolve("derivatives/maskwright/sub-case001/anat/sub-case001_dseg.nii.gz"));
        assertThat(seen.path("shape").toString()).isEqualTo("[12,10,6]");
        assertThat(seen.path("type").asText()).isEqualTo("uint8");
        assertThat(seen.path("intent").asInt()).isEqualTo(1002);
        assertThat(seen.path("extensions").toString()).isEqualTo("[30]");
        assertThat(seen.path("sum").asDouble()).isEqualTo(labels.counts().get(1) + 9.0 * labels.counts().get(9));
        double[][] ras = Bench.GRID.toPatient().withTargetXyNegated().rows();
        for (int i = 0; i < 16; i++) assertThat(seen.path("affine").path(i / 4).path(i % 4).asDouble()).isCloseTo(ras[i / 4][i % 4], within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"COCO, 0", "COCO_RUNS, 1"})
    void cocoHasARecordForEachSliceWithLabelsAndNumpyDecodesItsObjects(Kind kind, int crowd) throws Exception {
        export(kind);
        JsonNode coco = json(out.resolve("annotations.json"));
        assertThat(coco.path("images")).hasSize(3);
        assertThat(coco.path("images").path(0).path("file_name").asText()).isEqualTo("case-001_z0001.png");
        assertThat(coco.path("annotations")).hasSize(4).allSatisfy(object -> assertThat(object.path("iscrowd").asInt()).isEqualTo(crowd));
        for (JsonNode image : coco.path("images")) assertThat(out.resolve("images").resolve(image.path("file_name").asText())).isRegularFile();
        JsonNode seen = Python.with("numpy").json("coco.py", out.resolve("annotations.json"));
        short[] slice = new short[120];
        int compared = 0;
        for (int z = 1; z < 4; z++) {
            labels.copySlice(z, slice);
            for (int label : new int[] {1, 9}) {
                byte[] mask = new byte[120];
                boolean any = false;
                for (int i = 0; i < 120; i++) {
                    mask[i] = (byte) (slice[i] == label ? 1 : 0);
                    any |= slice[i] == label;
                }
                if (!any) continue;
                compared++;
                assertThat(seen.path("case-001_z000" + z + ".png " + label).asText()).isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(mask)));
            }
        }
        assertThat(compared).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(names = {"COCO", "COCO_RUNS"})
    void whatWasWrittenAsCocoIsReadAsTheSameLabels(Kind kind) throws Exception {
        export(kind);
        Contents contents = Formats.describe(out.resolve("annotations.json"), Progress.NONE);
        assertThat(contents.remarks()).isEmpty();
        assertThat(contents.items()).hasSize(1);
        assertThat(contents.items().getFirst().header().table()).isEqualTo(TABLE);
        Labels read = contents.items().getFirst().labels(Progress.NONE);
        assertThat(read.geometry().size().z()).isEqualTo(3);
        for (int z = 0; z < 3; z++) for (int i = 0; i < 120; i++) assertThat(read.at(i % 12, i / 12, z)).isEqualTo(labels.at(i % 12, i / 12, z + 1));
    }

    @Test
    void nnUNetsIgnoreLabelIsTheHighest() throws Exception {
        CaseSession session = bench.open(new CaseSource.InProject(project, "case-001"));
        session.renameLabel(1, "ignore");
        Bench.wait(session.close());
        export(Kind.NNUNET);
        assertThat(json(out.resolve("dataset.json")).path("labels").toString()).isEqualTo("{\"background\":0,\"Posterior\":1,\"ignore\":2}");
    }
}
