package org.maskwright.workflow.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;

class SeeAugmentationTest {
    private static final Geometry GRID = Geometry.upright(16, 18, 16, 1, 1, 1);

    private final JobRunner jobs = new JobRunner(Runnable::run);

    @TempDir Path folder;

    @BeforeEach
    void threeCasesWithABall() throws Exception {
        for (int n = 1; n <= 3; n++) {
            var random = new SplittableRandom(n);
            short[][] grey = new short[16][16 * 18], labels = new short[16][16 * 18];
            for (int z = 0; z < 16; z++) {
                for (int i = 0; i < 16 * 18; i++) {
                    boolean inside = Math.hypot(Math.hypot(i % 16 - 6 - n, i / 16 - 9), z - 8) < 4;
                    labels[z][i] = (short) (inside ? 1 : 0);
                    grey[z][i] = (short) ((inside ? 300 : 100) + random.nextInt(40));
                }
            }
            write("images/ball-" + n + ".nii.gz", StoredImage.of(ShortVolume.adopting(GRID, grey, 1, 0, ScanInfo.UNKNOWN)));
            write("labels/ball-" + n + ".nii.gz", StoredImage.of(Labels.adopting(GRID, labels), LabelTable.EMPTY));
        }
        Files.writeString(folder.resolve("data/dataset.json"), """
                {"name": "Balls <b>", "labels": {"background": 0, "ball & chain": 1}}""");
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    private void write(String name, StoredImage image) throws Exception {
        Path file = folder.resolve("data").resolve(name);
        Files.createDirectories(file.getParent());
        try (var out = Files.newOutputStream(file)) {
            Formats.writerOf(name).write(image, name, out, Progress.NONE);
        }
    }

    private SeeAugmentation.Written see(String out, String caseId, long seed) throws Exception {
        return new SeeAugmentation(jobs).write(new SeeAugmentation.Request(folder.resolve("data").toString(), caseId, "", folder.resolve(out), seed)).await();
    }

    @Test
    void thePageNeedsNothingBesideItAndIsTheSameForTheSameSeed() throws Exception {
        SeeAugmentation.Written one = see("one", "", 1);
        String html = Files.readString(one.page());
        assertThat(html).contains("ball &amp; chain", "ball-1 as the network would see it: voxels of 1 × 1 × 1 mm", "up to 20° either way, about each axis", "in 25 % of patches", "not in this run")
                .doesNotContain("http", "<script", "<link", "<b>ball").containsPattern("src=\"data:image/png;base64,[A-Za-z0-9+/=]{100,}\"");
        assertThat(see("same", "", 1).page()).hasSameTextualContentAs(one.page());
        assertThat(Files.readString(see("other", "", 2).page())).isNotEqualTo(html);
    }

    @Test
    void everyRowBeginsWithTheUntouchedSliceAndNoDrawIsLikeIt() throws Exception {
        Gallery gallery = see("out", "ball-2", 1).gallery();
        assertThat(gallery.caseId()).isEqualTo("ball-2");
        assertThat(gallery.rows()).hasSize(12);
        int[] untouched = gallery.rows().getFirst().pictures().getFirst().raster().argb();
        for (Gallery.Row row : gallery.rows()) {
            assertThat(row.pictures()).hasSize(1 + GalleryPainter.DRAWS);
            assertThat(row.pictures().getFirst().raster().argb()).isEqualTo(untouched);
            assertThat(row.pictures().subList(1, row.pictures().size())).as(row.title()).anySatisfy(draw -> assertThat(draw.raster().argb()).isNotEqualTo(untouched));
        }
        assertThat(gallery.patches()).extracting(Gallery.Picture::caption).isNotEmpty().allMatch(caption -> caption.matches("ball-[12]"));
    }

    @Test
    void aCaseThatIsNotThereIsSaidWithThoseThatAre() {
        assertThatThrownBy(() -> see("out", "cube-1", 1)).cause().isInstanceOf(FormatException.class).hasMessageContaining("cube-1").hasMessageContaining("ball-1, ball-2, ball-3");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
