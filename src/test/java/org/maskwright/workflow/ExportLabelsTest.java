package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maskwright.algorithm.LabelResampling;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.format.dicom.DicomFormat;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.testing.DicomFiles;
import org.maskwright.testing.SharedData;
import org.maskwright.workflow.ExportLabels.Kind;

class ExportLabelsTest {
    private static final LabelTable TABLE = new LabelTable(List.of(new LabelTable.Entry(1, "Tumour <core> & rim", 0x123456), new LabelTable.Entry(900, "Leber", 0xFEDCBA)));
    private static final Geometry OBLIQUE = new Geometry(new Size(7, 5, 4), new Affine(0.8, -0.6, 0, -31.25, 0.6, 0.8, 0, 12.5, 0, 0, -2.5, 700.75));

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void begin() {
        bench = new Bench(folder);
    }

    @AfterEach
    void end() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"DICOM_SEG", "DICOM_LABEL_MAP", "RTSTRUCT"}, mode = EnumSource.Mode.EXCLUDE)
    void theLabelsOfAnOpenCaseComeBackFromEveryKindOfFile(Kind kind) throws Exception {
        CaseSession session = bench.open(bench.scan("s.nii.gz", OBLIQUE, 1));
        session.setTable(TABLE);
        Bench.paint(session, new Box(1, 1, 1, 4, 3, 3), 1);
        Bench.paint(session, new Box(4, 0, 0, 7, 5, 4), 900);
        Path out = folder.resolve(kind.fileName("labels"));
        ExportLabels.Exported done = Bench.wait(bench.workbench.exportLabels().export(session, kind, out));
        assertThat(done.out()).isEqualTo(out.toAbsolutePath().normalize());
        assertThat(done.labels()).isEqualTo(2);
        Item back = Formats.open(out, Progress.NONE);
        assertThat(back.labels(Progress.NONE).sameVoxels(session.labels().snapshot())).isTrue();
        assertThat(back.header().geometry().sameGrid(OBLIQUE, ExportLabels.TOLERANCE_MM)).isTrue();
        assertThat(back.header().table()).isEqualTo(TABLE);
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"DICOM_SEG", "DICOM_LABEL_MAP", "RTSTRUCT"}, mode = EnumSource.Mode.EXCLUDE)
    void theOrgansOfARealCtComeBackWithNamesAndColours(Kind kind) throws Exception {
        Path organs = SharedData.require("ct-totalsegmentator", "dicom-20slices_seg.nii.gz"), out = folder.resolve(kind.fileName("organs"));
        Item was = Formats.open(organs, Progress.NONE);
        assertThat(was.header().table().name(5)).isEqualTo("liver");
        assertThat(ConvertFile.labels(organs, "", kind, Optional.empty(), out, Progress.NONE).labels()).isEqualTo(31);
        Item back = Formats.open(out, Progress.NONE);
        assertThat(back.labels(Progress.NONE).sameVoxels(was.labels(Progress.NONE))).isTrue();
        assertThat(back.header().geometry().sameGrid(was.header().geometry(), ExportLabels.TOLERANCE_MM)).isTrue();
        assertThat(back.header().table()).isEqualTo(was.header().table());
    }

    @Test
    void aMapThatGoesFromFormatToFormatEndsAsItBegan() throws Exception {
        Labels labels = Labels.of(OBLIQUE, Bench.box(new Box(2, 1, 0, 5, 4, 3)), 900);
        Path last = folder.resolve("0.nii.gz");
        ExportLabels.write(new ExportLabels.Outgoing("labels", labels, TABLE), Kind.NIFTI, last, Progress.NONE);
        Item first = Formats.open(last, Progress.NONE);
        for (String name : List.of("1.nrrd", "2.mha", "3.seg.nrrd", "4.mhd", "5.nii")) {
            ConvertFile.convert(last, "", folder.resolve(name), Progress.NONE);
            last = folder.resolve(name);
        }
        Item back = Formats.open(last, Progress.NONE);
        assertThat(back.labels(Progress.NONE).sameVoxels(labels)).isTrue();
        assertThat(back.header()).isEqualTo(first.header());
    }

    @Test
    void anEndingOfAnotherKindIsRefusedAndNothingIsWritten() {
        ExportLabels.Outgoing outgoing = new ExportLabels.Outgoing("labels", Labels.empty(OBLIQUE), TABLE);
        assertThatThrownBy(() -> ExportLabels.write(outgoing, Kind.SEG_NRRD, folder.resolve("a.nii.gz"), Progress.NONE))
                .isInstanceOf(FormatException.class).hasMessage("a.nii.gz: expected a name that ends in .seg.nrrd, found another. Call it labels.seg.nrrd.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileThatIsNotWhatWasMeantIsFoundOut() throws Exception {
        Labels labels = Labels.of(OBLIQUE, Bench.box(new Box(0, 0, 0, 2, 2, 2)), 1), other = Labels.of(OBLIQUE, Bench.box(new Box(0, 0, 0, 2, 2, 1)), 1);
        Geometry moved = new Geometry(OBLIQUE.size(), Affine.translation(2e-4, 0, 0).after(OBLIQUE.toPatient()));
        Path file = folder.resolve("a.mha");
        ExportLabels.write(new ExportLabels.Outgoing("labels", labels, TABLE), Kind.METAIMAGE, file, Progress.NONE);
        ExportLabels.requireSame(new ExportLabels.Outgoing("labels", labels, TABLE), file, ExportLabels.TOLERANCE_MM, Progress.NONE);
        assertThatThrownBy(() -> ExportLabels.requireSame(new ExportLabels.Outgoing("labels", other, TABLE), file, ExportLabels.TOLERANCE_MM, Progress.NONE))
                .isInstanceOf(IllegalStateException.class).hasMessage("a.mha was read back and is not what was written: a voxel has another label");
        assertThatThrownBy(() -> ExportLabels.requireSame(new ExportLabels.Outgoing("labels", labels.on(moved), TABLE), file, ExportLabels.TOLERANCE_MM, Progress.NONE))
                .hasMessageContaining("its grid lies elsewhere");
        assertThatThrownBy(() -> ExportLabels.requireSame(new ExportLabels.Outgoing("labels", labels, TABLE.with(new LabelTable.Entry(1, "Edge", 0))), file, ExportLabels.TOLERANCE_MM, Progress.NONE))
                .hasMessageContaining("label 1 has another name or colour");
    }

    @Test
    void aNameWithALineBreakIsWrittenOnOneLine() throws Exception {
        LabelTable twoLines = new LabelTable(List.of(new LabelTable.Entry(1, "two\n lines", 0)));
        for (Kind kind : Kind.values()) {
            if (kind.isAboutSeries()) continue;
            Path file = folder.resolve(kind.fileName("a"));
            ExportLabels.write(new ExportLabels.Outgoing("labels", Labels.empty(OBLIQUE), twoLines), kind, file, Progress.NONE);
            assertThat(Formats.open(file, Progress.NONE).header().table().name(1)).isEqualTo("two lines");
        }
    }

    @Test
    void aFileThatExistsIsReplacedTogetherWithItsSamples() throws Exception {
        for (int label : new int[] {1, 900}) {
            Labels labels = Labels.of(OBLIQUE, Bench.box(new Box(0, 0, 0, 2, 2, 2)), label);
            ExportLabels.write(new ExportLabels.Outgoing("labels", labels, TABLE), Kind.METAIMAGE, folder.resolve("a.mhd"), Progress.NONE);
            assertThat(Formats.open(folder.resolve("a.mhd"), Progress.NONE).labels(Progress.NONE).sameVoxels(labels)).isTrue();
            assertThat(Files.list(folder).map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("a.mhd", "a.zraw");
        }
    }

    @Test
    void overlappingLayersStayLayersWhereTheFormatHasThemAndAreCountedWhereItHasNot() throws Exception {
        Labels lower = Labels.of(OBLIQUE, Bench.box(new Box(0, 0, 0, 3, 3, 2)), 1), upper = Labels.of(OBLIQUE, Bench.box(new Box(2, 2, 1, 5, 5, 4)), 900);
        ExportLabels.Outgoing both = new ExportLabels.Outgoing("labels", List.of(lower, upper), TABLE, Optional.empty(), Map.of());
        Path segments = folder.resolve("a.seg.nrrd"), flat = folder.resolve("a.nrrd");
        assertThat(ExportLabels.write(both, Kind.SEG_NRRD, segments, Progress.NONE).remarks()).isEmpty();
        List<Item> items = Formats.describe(segments, Progress.NONE).items();
        assertThat(items).hasSize(2);
        assertThat(items.get(0).labels(Progress.NONE).sameVoxels(lower)).isTrue();
        assertThat(items.get(1).labels(Progress.NONE).sameVoxels(upper)).isTrue();
        assertThat(items.get(1).header().table().entries()).containsExactly(TABLE.find(900).orElseThrow());
        assertThat(ExportLabels.write(both, Kind.NRRD, flat, Progress.NONE).remarks())
                .containsExactly("1 voxel has labels in several layers and keeps the upper one: a NRRD file holds one label a voxel.");
        assertThat(Formats.open(flat, Progress.NONE).labels(Progress.NONE).at(2, 2, 1)).isEqualTo(900);
    }

    @Test
    void slicersOverlappingSegmentsComeBackWithAllThatIsSaidOfThem() throws Exception {
        Path file = SharedData.require("nrrd-variety", "dev", "SegmentationOverlapping.seg.nrrd"), out = folder.resolve("a.seg.nrrd");
        assertThat(ConvertFile.labels(file, "", Kind.SEG_NRRD, Optional.empty(), out, Progress.NONE).labels()).isEqualTo(8);
        List<Item> was = Formats.describe(file, Progress.NONE).items(), is = Formats.describe(out, Progress.NONE).items();
        List<LabelTable.Entry> before = new ArrayList<>(), after = new ArrayList<>();
        for (int i = 0; i < was.size(); i++) {
            for (LabelTable.Entry entry : was.get(i).header().table().entries()) {
                LabelTable.Entry same = is.get(i).header().table().entries().stream().filter(e -> e.name().equals(entry.name())).findFirst().orElseThrow();
                assertThat(is.get(i).labels(Progress.NONE).mask(same.value())).isEqualTo(was.get(i).labels(Progress.NONE).mask(entry.value()));
                before.add(entry.withValue(1));
                after.add(same.withValue(1));
            }
        }
        assertThat(after).hasSize(8).isEqualTo(before);
        assertThat(after.getFirst().terms()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"DICOM_SEG", "DICOM_LABEL_MAP", "RTSTRUCT"})
    void organsGoOutAsDicomOfTheirSeriesAndComeBackVoxelForVoxel(Kind kind) throws Exception {
        Path organs = SharedData.require("ct-totalsegmentator", "dicom-20slices_seg.nii.gz"), series = SharedData.require("ct-totalsegmentator", "dicom-20slices");
        Path out = folder.resolve(kind.fileName("organs"));
        ExportLabels.Exported done = ConvertFile.labels(organs, "", kind, Optional.of(new ExportLabels.Series(series, "")), out, Progress.NONE);
        assertThat(done.labels()).isEqualTo(31);
        assertThat(done.remarks()).contains("Who drew the labels is not known: the file says \"not recorded\".");
        if (kind == Kind.RTSTRUCT) assertThat(done.dice()).hasSize(31).allSatisfy((label, dice) -> assertThat(dice).isEqualTo(1));
        // the NIfTI map runs the other way along y than the series
        Geometry grid = Formats.open(series, Progress.NONE).header().geometry();
        Labels was = LabelResampling.nearest(Formats.open(organs, Progress.NONE).labels(Progress.NONE), grid, Progress.NONE);
        LabelTable names = Formats.open(organs, Progress.NONE).header().table();
        List<Item> items = Formats.describe(out, Progress.NONE).items();
        int compared = 0;
        for (Item item : items) {
            Labels is = item.labelsOn(grid, Progress.NONE);
            for (int number : is.counts().keySet()) {
                LabelTable.Entry entry = names.entries().stream().filter(e -> e.name().equals(item.header().table().name(number))).findFirst().orElseThrow();
                assertThat(is.mask(number)).as(entry.name()).isEqualTo(was.mask(entry.value()));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(31);
    }

    @Test
    void withoutASeriesThereIsNoDicomAndTheSentenceSaysWhatToDo() throws Exception {
        CaseSession session = bench.open(bench.scan("s.nii.gz", OBLIQUE, 1));
        Bench.paint(session, new Box(1, 1, 1, 4, 3, 3), 1);
        assertThat(Bench.failure(bench.workbench.exportLabels().export(session, Kind.DICOM_SEG, folder.resolve("a.dcm")))).contains("s.nii.gz").endsWith(".");
        ExportLabels.Outgoing loose = new ExportLabels.Outgoing("labels", session.labels().snapshot(), TABLE);
        assertThatThrownBy(() -> ExportLabels.write(loose, Kind.RTSTRUCT, folder.resolve("a.dcm"), Progress.NONE)).isInstanceOf(FormatException.class)
                .hasMessageContaining("is about the images of a DICOM series, and these labels come without one.");
        assertThat(folder.resolve("a.dcm")).doesNotExist();
    }

    private Path series(int... heights) throws Exception {
        Path ct = folder.resolve("ct");
        for (int z : heights) DicomFiles.slice(16, 12, z).text(Tag.StudyInstanceUID, VR.UI, "1.2.9").text(Tag.FrameOfReferenceUID, VR.UI, "1.2.8").write(Files.createDirectories(ct).resolve("s" + z));
        return ct;
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"DICOM_SEG", "DICOM_LABEL_MAP", "RTSTRUCT"})
    void aSlabOfASeriesGoesOutWithTheImagesThatItShows(Kind kind) throws Exception {
        Path ct = series(1, 2, 3, 4, 5, 6, 7, 8);
        CaseSession session = bench.open(new CaseSource.Series(ct, "1.2.3?part:frame=0;step=1;box=0,0,2,16,12,6"));
        Bench.paint(session, new Box(3, 4, 1, 9, 8, 3), 1);
        assertThat(ExportLabels.obstacle(session, kind)).isEmpty();
        Path out = folder.resolve("out.dcm");
        Bench.wait(bench.workbench.exportLabels().export(session, kind, out));
        Geometry whole = new DicomFormat().describe(ct, Progress.NONE).items().getFirst().header().geometry();
        assertThat(Formats.open(out, Progress.NONE).labelsOn(whole, Progress.NONE).mask(1)).isEqualTo(Bench.box(new Box(3, 4, 3, 9, 8, 5)));
    }

    @Test
    void labelsOnSlicesThatWereMadeUpAreNoDicomAndTheSheetSaysWhy() throws Exception {
        Path ct = series(1, 2, 4, 5);
        for (String id : List.of("1.2.3#resampled", "1.2.3#as-is?part:frame=0;step=2")) {
            CaseSession session = bench.open(new CaseSource.Series(ct, id));
            Bench.paint(session, new Box(1, 1, 0, 3, 3, 2), 1);
            assertThat(ExportLabels.obstacle(session, Kind.NIFTI)).isEmpty();
            assertThat(ExportLabels.obstacle(session, Kind.RTSTRUCT)).get().asString().contains("about the images of a series").endsWith("such as NIfTI.");
            assertThat(Bench.failure(bench.workbench.exportLabels().export(session, Kind.DICOM_SEG, folder.resolve("no.dcm")))).contains("NIfTI");
            session.close();
        }
    }
}
