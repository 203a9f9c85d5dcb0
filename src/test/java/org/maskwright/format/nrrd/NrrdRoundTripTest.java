package org.maskwright.format.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Into;
import org.maskwright.format.Item;
import org.maskwright.format.ObliqueGrids;
import org.maskwright.format.SampleType;
import org.maskwright.format.Statistics;
import org.maskwright.format.StoredSamples;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;

/// Reading is the inverse of writing, for any samples on any grid.
class NrrdRoundTripTest {
    private static final Path FOLDER = Path.of("target", "nrrd-round-trip");

    @BeforeContainer static void makeFolder() throws Exception {
        Files.createDirectories(FOLDER);
    }

    @AfterContainer static void emptyFolder() throws Exception {
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.toList()) Files.delete(file);
        }
    }

    @Property(tries = 150) void readingGivesBackWhatWasWritten(@ForAll("images") StoredSamples image) throws Exception {
        Item item = Formats.open(image.writeTo(FOLDER.resolve("a.nrrd")), Progress.NONE);
        assertThat(item.header()).isEqualTo(image.header());
        assertThat(item.statistics(Progress.NONE)).isEqualTo(Statistics.of(image, Progress.NONE));
    }

    @Property(tries = 40) void aHeaderWithItsSamplesApartIsReadTheSame(@ForAll("images") StoredSamples image) throws Exception {
        Formats.writerOf("d.nhdr").writeFiles(image, "d.nhdr", Into.folder(FOLDER), Progress.NONE);
        Item item = Formats.open(FOLDER.resolve("d.nhdr"), Progress.NONE);
        assertThat(item.header()).isEqualTo(image.header());
        assertThat(item.statistics(Progress.NONE)).isEqualTo(Statistics.of(image, Progress.NONE));
    }

    @Property(tries = 60) void aScaleIsMultipliedOut(@ForAll("images") StoredSamples image, @ForAll("slopes") double slope, @ForAll("intercepts") double intercept) throws Exception {
        if (image.header().interleaved() && image.header().channels() > 1) return;
        StoredSamples scaled = new StoredSamples(image.header().withScale(slope, intercept), image.slices());
        Item item = Formats.open(scaled.writeTo(FOLDER.resolve("s.nrrd")), Progress.NONE);
        Statistics written = Statistics.of(scaled, Progress.NONE), read = item.statistics(Progress.NONE);
        assertThat(item.header().isUnscaled()).isTrue();
        assertThat(read.min()).isCloseTo(written.min(), within(Math.abs(written.min()) * 1e-7));
        assertThat(read.max()).isCloseTo(written.max(), within(Math.abs(written.max()) * 1e-7));
    }

    @Example void segmentsKeepTheirNamesAndColours() throws Exception {
        LabelTable table = new LabelTable(List.of(new LabelTable.Entry(2, "left lung", 0x123456), new LabelTable.Entry(300, "Tumour µ", 0xFF8001)));
        ImageHeader header = ImageHeader.of(Geometry.upright(4, 3, 2, 1, 1, 1), SampleType.UINT16).withKind(ImageHeader.Kind.LABELS).withTable(table);
        Item item = Formats.open(StoredSamples.random(header, 1).writeTo(FOLDER.resolve("a.seg.nrrd")), Progress.NONE);
        assertThat(item.header()).isEqualTo(header);
        assertThat(item.title()).isEqualTo("a");
    }

    @Provide Arbitrary<Double> slopes() {
        return Arbitraries.of(1.0, 2.0, -1.0, 0.5);
    }

    @Provide Arbitrary<Double> intercepts() {
        return Arbitraries.of(-1024.0, 3.0, 0.25);
    }

    @Provide Arbitrary<StoredSamples> images() {
        Arbitrary<Integer> frames = Arbitraries.integers().between(1, 3), channels = Arbitraries.integers().between(1, 4);
        return Combinators.combine(ObliqueGrids.any(), Arbitraries.of(SampleType.class), frames, channels, Arbitraries.longs()).as((grid, type, f, c, seed) ->
                StoredSamples.random(ImageHeader.of(grid, type).withFrames(f).withChannels(c, type == SampleType.UINT8 && c > 2), seed));
    }
}
