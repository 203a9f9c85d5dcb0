package org.maskwright.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Volume;

class SectionTest {
    private static final Geometry GRID = Geometry.upright(7, 6, 5, 1, 1.5, 3);

    @TempDir Path folder;

    private static Volume numbered() {
        short[][] slices = new short[5][42];
        for (int z = 0; z < 5; z++) for (int i = 0; i < 42; i++) slices[z][i] = (short) (i + 100 * z);
        return ShortVolume.adopting(GRID, slices, 1, 0, ScanInfo.CT);
    }

    private Item item(String name) throws Exception {
        Path file = folder.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            Formats.writerOf(name).write(StoredImage.of(numbered()), name, out, Progress.NONE);
        }
        return Formats.open(file, Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan.nii", "scan.nii.gz", "scan.nrrd"})
    void aPartHoldsTheVoxelsOfTheWholeInTheirPlace(String name) throws Exception {
        Section section = new Section(0, Optional.of(new Box(1, 0, 2, 6, 5, 5)), 2);
        Volume whole = item(name).volume(Progress.NONE), part = item(name).part(section).volume(Progress.NONE);
        assertThat(part.geometry().size()).isEqualTo(new Size(3, 3, 2));
        for (int z = 0; z < 2; z++) for (int y = 0; y < 3; y++) for (int x = 0; x < 3; x++) {
            assertThat(part.value(x, y, z)).isEqualTo(whole.value(1 + 2 * x, 2 * y, 2 + 2 * z));
            assertThat(part.geometry().toPatient(x, y, z).distanceTo(whole.geometry().toPatient(1 + 2 * x, 2 * y, 2 + 2 * z))).isLessThan(1e-6);
        }
    }

    @Test
    void anyRunOfSlicesOfAPartIsThatOfTheWholeRead() throws Exception {
        StoredImage part = item("scan.nii").part(new Section(0, Optional.empty(), 2)).image();
        List<byte[]> all = new java.util.ArrayList<>(), last = new java.util.ArrayList<>();
        part.read(0, 3, (index, samples) -> all.add(samples.clone()), Progress.NONE);
        part.read(2, 3, (index, samples) -> {
            assertThat(index).isEqualTo(2);
            last.add(samples.clone());
        }, Progress.NONE);
        assertThat(last).hasSize(1);
        assertThat(last.getFirst()).isEqualTo(all.get(2));
    }

    @Test
    void thePartIsReadBackFromItsId() {
        for (Section section : List.of(Section.WHOLE, Section.ofFrame(3), Section.WHOLE.withStep(4), Section.WHOLE.withSlices(GRID.size(), 1, 4), new Section(2, Optional.of(new Box(1, 2, 3, 4, 5, 6)), 2))) {
            assertThat(Section.ofId(section.id("1.2.3/4"))).isEqualTo(section);
            assertThat(Section.wholeId(section.id("1.2.3/4"))).isEqualTo("1.2.3/4");
            assertThat(Section.wholeId(section.id(""))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a?part:", "a?part:frame=0;step=0", "a?part:frame=1;step=1;box=3,3,3,1,1,1", "a?part:frame=99999999999;step=1"})
    void anIdThatOnlyLooksLikeAPartMeansItself(String id) {
        assertThat(Section.ofId(id)).isEqualTo(Section.WHOLE);
        assertThat(Section.wholeId(id)).isEqualTo(id);
    }

    @Test
    void theWholeIsTheImageItself() throws Exception {
        Item item = item("scan.nii");
        assertThat(item.part(Section.WHOLE)).isSameAs(item);
        assertThat(item.volumeBytes()).isEqualTo(7 * 6 * 5 * 2);
    }
}
