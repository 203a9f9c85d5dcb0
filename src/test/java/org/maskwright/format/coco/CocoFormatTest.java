package org.maskwright.format.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskwright.format.Damage;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;

class CocoFormatTest {
    private static final String SQUARE = "[[1, 1, 4, 1, 4, 3, 1, 3]]";

    @TempDir Path folder;

    private Path file(String annotations) throws Exception {
        return Files.writeString(folder.resolve("coco.json"), """
                {"images": [{"id": 7, "file_name": "a_2.png", "width": 6, "height": 4}, {"id": 8, "file_name": "a_10.png", "width": 6, "height": 4}],
                 "categories": [{"id": 1, "name": "cat", "supercategory": "animal"}, {"id": 3, "name": "dog"}],
                 "annotations": [%s]}""".formatted(annotations));
    }

    private static String object(int id, int image, int category, String segmentation) {
        return "{\"id\": %d, \"image_id\": %d, \"category_id\": %d, \"iscrowd\": 0, \"segmentation\": %s}".formatted(id, image, category, segmentation);
    }

    @Test void polygonsAndBothKindsOfRunLengthsGiveTheSamePixels() throws Exception {
        // pixels (1 … 3, 1 … 2): columns of four, so 5 zeros, 2 ones, 2 zeros, 2 ones, 2 zeros, 2 ones, 9 zeros
        for (String spelt : List.of(SQUARE, "{\"size\": [4, 6], \"counts\": [5, 2, 2, 2, 2, 2, 9]}", "{\"size\": [4, 6], \"counts\": \"52" + "2000" + "7\"}")) {
            Labels labels = Formats.open(file(object(1, 7, 3, spelt)), Progress.NONE).labels(Progress.NONE);
            assertThat(labels.geometry().size().z()).isEqualTo(2);
            for (int y = 0; y < 4; y++) for (int x = 0; x < 6; x++) assertThat(labels.at(x, y, 0)).as("%s (%d, %d)", spelt, x, y).isEqualTo(x >= 1 && x < 4 && y >= 1 && y < 3 ? 3 : 0);
        }
    }

    @Test void categoriesThatOverlapComeAsLayersAndNothingIsLost() throws Exception {
        List<Item> items = Formats.describe(file(object(1, 7, 1, SQUARE) + "," + object(2, 7, 3, "[[2, 0, 6, 0, 6, 2, 2, 2]]") + "," + object(3, 8, 3, SQUARE)), Progress.NONE).items();
        assertThat(items).hasSize(2);
        assertThat(items.get(0).labels(Progress.NONE).counts()).containsOnly(java.util.Map.entry(1, 6L), java.util.Map.entry(3, 6L));
        assertThat(items.get(1).labels(Progress.NONE).counts()).containsOnly(java.util.Map.entry(3, 8L));
        assertThat(items.get(0).header().table().name(1)).isEqualTo("cat");
    }

    @Test void picturesThatAreMissingAreCounted() throws Exception {
        assertThat(Formats.describe(file(""), Progress.NONE).remarks()).containsExactly("2 of its 2 pictures are not beside it.");
    }

    @ParameterizedTest @CsvSource(delimiter = '|', value = {
            "\"id\": 8 | \"id\": 7 | an id of its own",
            "\"width\": 6 | \"width\": 0 | a whole number from 1",
            "\"category_id\": 1 | \"category_id\": 2 | the id of a category",
            "\"image_id\": 7 | \"image_id\": 9 | the id of an image",
            "[[1, 1, 4, 1, 4, 3, 1, 3]] | [[1, 1, 4, 1]] | three points or more",
            "[[1, 1, 4, 1, 4, 3, 1, 3]] | {\"size\": [6, 4], \"counts\": [24]} | as its picture has",
            "[[1, 1, 4, 1, 4, 3, 1, 3]] | {\"size\": [4, 6], \"counts\": [25]} | runs that fill 6 × 4 pixels",
            "[[1, 1, 4, 1, 4, 3, 1, 3]] | {\"size\": [4, 6], \"counts\": \"zz\"} | packed runs"})
    void whatIsWrongIsNamed(String before, String after, String said) throws Exception {
        Path file = file(object(1, 7, 1, SQUARE));
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
        assertThatThrownBy(() -> Damage.readWhole(file)).isInstanceOf(FormatException.class).hasMessageStartingWith("coco.json, ").hasMessageContaining(said);
    }

    @Test void damagedFilesEndInASentence() throws Exception {
        byte[] whole = Files.readAllBytes(file(object(1, 7, 1, SQUARE) + "," + object(2, 8, 3, "{\"size\": [4, 6], \"counts\": [5, 2, 2, 2, 2, 2, 9]}")));
        Damage.mutate(folder.resolve("coco.json"), whole, whole.length, 1500);
    }

    @Test void runLengthsAreTheInverseOfTheirReading() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            int width = 1 + random.nextInt(9), height = 1 + random.nextInt(9);
            BitSet mask = new BitSet();
            for (int i = 0; i < width * height; i++) mask.set(i, random.nextInt(3) == 0);
            long[] counts = RunLengths.of(mask, width, height).stream().mapToLong(Integer::longValue).toArray();
            assertThat(RunLengths.mask(counts, width, height)).isEqualTo(mask);
        }
    }
}
