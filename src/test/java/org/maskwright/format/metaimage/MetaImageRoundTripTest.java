package org.maskwright.format.metaimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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
import org.maskwright.job.Progress;

/// Reading is the inverse of writing, for any samples on any grid.
class MetaImageRoundTripTest {
    private static final Path FOLDER = Path.of("target", "metaimage-round-trip");

    @BeforeContainer static void makeFolder() throws Exception {
        Files.createDirectories(FOLDER);
    }

    @AfterContainer static void emptyFolder() throws Exception {
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.toList()) Files.delete(file);
        }
    }

    @Property(tries = 150) void readingGivesBackWhatWasWritten(@ForAll("images") StoredSamples image, @ForAll boolean apart) throws Exception {
        String name = apart ? "a.mhd" : "a.mha";
        Formats.writerOf(name).writeFiles(image, name, Into.folder(FOLDER), Progress.NONE);
        Item item = Formats.open(FOLDER.resolve(name), Progress.NONE);
        ImageHeader written = image.header(), read = item.header();
        // directions and spacings are written apart, which costs a bit or two of the last digit
        assertThat(read.geometry().sameGrid(written.geometry(), 1e-9)).isTrue();
        assertThat(new ImageHeader(written.geometry(), read.type(), read.channels(), read.interleaved(), read.frames(), read.slope(), read.intercept(), read.kind(), read.info(), read.table())).isEqualTo(written);
        assertThat(item.statistics(Progress.NONE)).isEqualTo(Statistics.of(image, Progress.NONE));
    }

    @Provide Arbitrary<StoredSamples> images() {
        Arbitrary<Integer> frames = Arbitraries.integers().between(1, 3), channels = Arbitraries.integers().between(1, 5);
        return Combinators.combine(ObliqueGrids.any(), Arbitraries.of(SampleType.class), frames, channels, Arbitraries.longs()).as((grid, type, f, c, seed) ->
                StoredSamples.random(ImageHeader.of(grid, type).withFrames(f).withChannels(c, type == SampleType.UINT8 && (c == 3 || c == 4)), seed));
    }
}
