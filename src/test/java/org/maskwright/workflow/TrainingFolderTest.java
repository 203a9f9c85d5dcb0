package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.learn.TrainingCase;
import org.maskwright.testing.SharedData;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;

class TrainingFolderTest {
    private static final Geometry GRID = Geometry.upright(6, 5, 4, 1, 1, 2);

    @TempDir Path folder;

    private static void write(Path file, StoredImage image) throws IOException, FormatException {
        Files.createDirectories(file.getParent());
        String name = FormatException.name(file);
        try (var out = Files.newOutputStream(file)) {
            Formats.writerOf(name).write(image, name, out, Progress.NONE);
        }
    }

    private static void image(Path file, int seed) throws IOException, FormatException {
        short[][] slices = new short[4][30];
        for (int z = 0; z < 4; z++) for (int i = 0; i < 30; i++) slices[z][i] = (short) (seed * 1000 + z * 30 + i);
        write(file, StoredImage.of(ShortVolume.adopting(GRID, slices, 1, 0, ScanInfo.UNKNOWN)));
    }

    private static void labels(Path file, Geometry grid, int start, int... values) throws IOException, FormatException {
        short[][] slices = new short[grid.size().z()][grid.size().sliceVoxels()];
        for (int i = 0; i < values.length; i++) slices[1][start + i] = (short) values[i];
        write(file, StoredImage.of(Labels.adopting(grid, slices), LabelTable.EMPTY));
    }

    private static List<String> ids(TrainingFolder read) {
        return read.set().cases().stream().map(TrainingCase::id).toList();
    }

    @Test
    void plainFoldersArePairedByNameInTheOrderOfTheirNumbers() throws IOException, FormatException {
        for (int n : new int[] {10, 2, 1}) {
            image(folder.resolve("images/case_" + n + ".nii.gz"), n);
            labels(folder.resolve("labels/case_" + n + ".nii"), GRID, n, 1, 2);
        }
        TrainingFolder read = TrainingFolder.read(folder, Optional.empty(), Progress.NONE);
        assertThat(ids(read)).containsExactly("case_1", "case_2", "case_10");
        assertThat(read.problems()).isEmpty();
        assertThat(read.set().labels().entries()).extracting(LabelTable.Entry::value).containsExactly(1, 2);
        TrainingCase.Content content = read.set().cases().get(2).load();
        assertThat(content.volume().value(1, 1, 1)).isEqualTo(10_000 + 30 + 7);
        assertThat(content.labels().at(4, 1, 1)).isEqualTo(1);
    }

    @Test
    void nnUNetRawIsReadWithItsNames() throws IOException, FormatException {
        image(folder.resolve("imagesTr/lung_001_0000.nii.gz"), 1);
        labels(folder.resolve("labelsTr/lung_001.nii.gz"), GRID, 0, 1);
        image(folder.resolve("imagesTr/lung_002_0000.nii.gz"), 2);
        image(folder.resolve("imagesTr/lung_002_0001.nii.gz"), 3);
        labels(folder.resolve("labelsTr/lung_002.nii.gz"), GRID, 2, 1);
        Files.writeString(folder.resolve("dataset.json"), """
                {"channel_names": {"0": "CT"}, "labels": {"background": 0, "nodule": 1}, "numTraining": 2, "file_ending": ".nii.gz", "licence": "CC0"}""");
        TrainingFolder read = TrainingFolder.read(folder, Optional.empty(), Progress.NONE);
        assertThat(ids(read)).containsExactly("lung_001", "lung_002");
        assertThat(read.set().modality()).isEqualTo("CT");
        assertThat(read.set().licence()).isEqualTo("CC0");
        assertThat(read.set().labels().name(1)).isEqualTo("nodule");
        assertThat(read.problems()).singleElement().asString().startsWith("lung_002_0001.nii.gz: is a second channel");
    }

    @Test
    void theDecathlonIsReadFromItsList() throws IOException, FormatException {
        image(folder.resolve("imagesTr/a.nii.gz"), 1);
        labels(folder.resolve("labelsTr/a.nii.gz"), GRID, 0, 1);
        Files.writeString(folder.resolve("dataset.json"), """
                {"name": "Toy", "modality": {"0": "MRI"}, "labels": {"0": "background", "1": "Anterior"},
                 "patients": {"a": "patient 7"},
                 "training": [{"image": "./imagesTr/a.nii.gz", "label": "./labelsTr/a.nii.gz"},
                              {"image": "./imagesTr/b.nii.gz", "label": "./labelsTr/b.nii.gz"}]}""");
        TrainingFolder read = TrainingFolder.read(folder, Optional.empty(), Progress.NONE);
        assertThat(ids(read)).containsExactly("a");
        assertThat(read.set().cases().getFirst().patient()).isEqualTo("patient 7");
        assertThat(read.set().name()).isEqualTo("Toy");
        assertThat(read.set().modality()).isEqualTo("MR");
        assertThat(read.problems()).singleElement().asString().startsWith("b: expected its image at");
    }

    @Test
    void everyBadCaseIsNamedAndLeftOut() throws IOException, FormatException {
        for (int n = 1; n <= 7; n++) image(folder.resolve("images/c" + n + ".nii.gz"), n == 5 ? 1 : n);
        labels(folder.resolve("labels/c1.nii.gz"), GRID, 0, 1);
        labels(folder.resolve("labels/c2.nii.gz"), Geometry.upright(6, 5, 3, 1, 1, 2), 0, 1);
        labels(folder.resolve("labels/c3.nii.gz"), Geometry.upright(6, 5, 4, 1, 1, 3), 0, 1);
        labels(folder.resolve("labels/c5.nii.gz"), GRID, 3, 1);
        labels(folder.resolve("labels/c6.nii.gz"), GRID, 0, 1);
        labels(folder.resolve("labels/c7.nii.gz"), GRID, 5, 9);
        labels(folder.resolve("labels/c8.nii.gz"), GRID, 5, 1);
        Files.writeString(folder.resolve("dataset.json"), "{\"labels\": {\"background\": 0, \"liver\": 1}}");
        TrainingFolder read = TrainingFolder.read(folder, Optional.empty(), Progress.NONE);
        assertThat(ids(read)).containsExactly("c1");
        assertThat(read.problems()).satisfiesExactlyInAnyOrder(
                p -> assertThat(p).isEqualTo("c2: expected labels on the image's grid of 6 × 5 × 4 voxels, found 6 × 5 × 3. The case was left out."),
                p -> assertThat(p).startsWith("c3: expected labels in the image's place and spacing"),
                p -> assertThat(p).startsWith("c4: expected its labels in labels, found none"),
                p -> assertThat(p).startsWith("c5: expected an image of its own, found a copy of that of c1"),
                p -> assertThat(p).startsWith("c6: expected a label map of its own, found a copy of that of c1"),
                p -> assertThat(p).startsWith("c7: expected the labels that dataset.json names, found a voxel labelled 9"),
                p -> assertThat(p).startsWith("c8: expected its image in images, found none"));
    }

    @Test
    void aFolderThatIsNoDatasetIsRefusedWithASentence() {
        assertThatThrownBy(() -> TrainingFolder.read(folder, Optional.empty(), Progress.NONE)).isInstanceOf(FormatException.class)
                .hasMessageContaining("imagesTr and labelsTr").hasMessageContaining("Choose the folder that holds them.");
    }

    @Test
    void theHippocampusIsReadAndItsTrapsAreFound() throws IOException, FormatException {
        Path data = SharedData.require("hippocampus");
        TrainingFolder good = TrainingFolder.read(data.resolve("train"), Optional.empty(), Progress.NONE);
        assertThat(good.problems()).isEmpty();
        assertThat(good.set().cases()).hasSize(200);
        assertThat(ids(good).getFirst()).isEqualTo("hippocampus_001");
        assertThat(good.set().labels().entries()).hasSize(2);

        Path train = data.resolve("train"), bad = data.resolve("bad");
        for (String part : List.of("images", "labels")) {
            Files.createDirectories(folder.resolve(part));
            Files.copy(train.resolve(part + "/hippocampus_011.nii.gz"), folder.resolve(part + "/011.nii.gz"));
        }
        Files.copy(bad.resolve("image_118_without_label.nii.gz"), folder.resolve("images/118.nii.gz"));
        Files.copy(train.resolve("images/hippocampus_014.nii.gz"), folder.resolve("images/010.nii.gz"));
        Files.copy(bad.resolve("label_010_without_image.nii.gz"), folder.resolve("labels/010.nii.gz"));
        Files.copy(train.resolve("images/hippocampus_015.nii.gz"), folder.resolve("images/281.nii.gz"));
        Files.copy(bad.resolve("label_281_is_512x512x94_CT_mask.nii.gz"), folder.resolve("labels/281.nii.gz"));
        TrainingFolder trapped = TrainingFolder.read(folder, Optional.empty(), Progress.NONE);
        assertThat(trapped.problems()).hasSize(3);
        assertThat(trapped.problems()).anySatisfy(p -> assertThat(p).startsWith("118: expected its labels"));
        assertThat(trapped.problems()).anySatisfy(p -> assertThat(p).startsWith("281: expected labels on the image's grid").contains("512 × 512 × 94"));
        assertThat(ids(trapped)).hasSize(1);
    }

    @Test
    void whereNoCaseCanBeUsedTheFirstReasonIsTheRemedy() throws IOException, FormatException {
        image(folder.resolve("images/a.nii.gz"), 1);
        labels(folder.resolve("labels/a.nii.gz"), GRID, 0, 7);
        Files.writeString(folder.resolve("dataset.json"), "{\"labels\": {\"background\": 0, \"liver\": 1}}");
        assertThatThrownBy(() -> TrainingFolder.read(folder, Optional.empty(), Progress.NONE)).isInstanceOf(FormatException.class)
                .hasMessageEndingWith("found a voxel labelled 7. Name it there, or correct the label map. The case was left out.").hasMessageNotContaining("Put images");
    }

    @Test
    void aMistypedCaseAmongThePatientsIsRefused() throws IOException, FormatException {
        for (int n = 1; n <= 2; n++) {
            image(folder.resolve("images/c" + n + ".nii.gz"), n);
            labels(folder.resolve("labels/c" + n + ".nii.gz"), GRID, n, 1);
        }
        Path json = folder.resolve("dataset.json");
        Files.writeString(json, "{\"patients\": {\"c1\": \"p\", \"c02\": \"p\"}}");
        assertThatThrownBy(() -> TrainingFolder.read(folder, Optional.empty(), Progress.NONE)).isInstanceOf(FormatException.class)
                .hasMessageStartingWith(folder.getFileName() + "/dataset.json, field patients").hasMessageContaining("'c02'").hasMessageContaining("'c2' is not named");
        Files.writeString(json, "{\"patients\": {\"c1\": \"p\", \"c2\": \"p\", \"gone\": \"q\"}}");
        assertThat(ids(TrainingFolder.read(folder, Optional.empty(), Progress.NONE))).containsExactly("c1", "c2");
    }

    @Test
    void regionsOfSeveralLabelsAreNotSupported() throws IOException {
        Files.createDirectories(folder.resolve("images"));
        Files.writeString(folder.resolve("dataset.json"), "{\"labels\": {\"background\": 0, \"whole\": [1, 2], \"core\": 2}}");
        assertThatThrownBy(() -> TrainingFolder.read(folder, Optional.empty(), Progress.NONE)).isInstanceOf(FormatException.class).hasMessageContaining("regions of several labels are not supported");
    }
}
