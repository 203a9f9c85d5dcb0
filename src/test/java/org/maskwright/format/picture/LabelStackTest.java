package org.maskwright.format.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.maskwright.format.FormatException;
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

/// Reading is the inverse of writing, for any labels on any grid, to the last bit of its place.
class LabelStackTest {
    private static final LabelTable TABLE = new LabelTable(List.of(new LabelTable.Entry(1, "Zellkern \"A\"", 0x102030), new LabelTable.Entry(70, "\u7d30\u80de", 0xFFFFFF)));
    private static final Path FOLDER = Path.of("target", "label-stack");

    @BeforeTry void makeFolder() throws Exception {
        Files.createDirectories(FOLDER);
    }

    @AfterTry void emptyFolder() throws Exception {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) Files.delete(file);
        }
    }

    @Property(tries = 60) void readingGivesBackWhatWasWritten(@ForAll("labels") StoredSamples labels, @ForAll boolean byTheDescription) throws Exception {
        LabelStack.write(labels, Into.folder(FOLDER), Progress.NONE);
        Item item = Formats.open(byTheDescription ? FOLDER.resolve(LabelStack.NAME) : FOLDER, Progress.NONE);
        assertThat(item.header()).isEqualTo(labels.header());
        assertThat(item.statistics(Progress.NONE)).isEqualTo(Statistics.of(labels, Progress.NONE));
    }

    @Provide Arbitrary<StoredSamples> labels() {
        return Combinators.combine(ObliqueGrids.any(), Arbitraries.of(SampleType.UINT8, SampleType.UINT16), Arbitraries.of(TABLE, LabelTable.EMPTY), Arbitraries.longs()).as((grid, type, table, seed) ->
                StoredSamples.random(ImageHeader.of(grid, type).withKind(ImageHeader.Kind.LABELS).withTable(table), seed));
    }

    private static void write() throws Exception {
        LabelStack.write(StoredSamples.random(ImageHeader.of(Geometry.upright(4, 3, 2, 1, 1, 1), SampleType.UINT8).withKind(ImageHeader.Kind.LABELS).withTable(TABLE), 1), Into.folder(FOLDER), Progress.NONE);
    }

    private static void replace(String from, String to) throws Exception {
        Path file = FOLDER.resolve(LabelStack.NAME);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    @Example void aPictureOutsideTheFolderIsNotOpened() throws Exception {
        write();
        replace("slice-0001.png", "../../pom.xml");
        assertThatThrownBy(() -> Formats.open(FOLDER, Progress.NONE)).isInstanceOf(FormatException.class).hasMessageContaining("outside its own folder");
    }

    @Example void aMissingSliceIsSaid() throws Exception {
        write();
        Files.delete(FOLDER.resolve("slice-0002.png"));
        assertThatThrownBy(() -> Formats.open(FOLDER, Progress.NONE)).isInstanceOf(FormatException.class).hasMessageContaining("slice-0002.png, which is not there");
    }

    @Example void aDescriptionThatLiesIsRefused() throws Exception {
        write();
        byte[] good = Files.readAllBytes(FOLDER.resolve(LabelStack.NAME));
        for (String[] lie : new String[][] {{"\"size\" : [ 4, 3, 2 ]", "\"size\" : [ 4, 3, 3 ]"}, {"\"size\" : [ 4, 3, 2 ]", "\"size\" : [ 4, 4, 2 ]"}, {"\"value\" : 70", "\"value\" : 70000"}, {"#FFFFFF", "white"}}) {
            Files.write(FOLDER.resolve(LabelStack.NAME), good);
            replace(lie[0], lie[1]);
            assertThatThrownBy(() -> Formats.open(FOLDER, Progress.NONE)).as(lie[1]).isInstanceOf(FormatException.class);
        }
        Files.write(FOLDER.resolve(LabelStack.NAME), new String(good, StandardCharsets.UTF_8).substring(0, good.length / 2).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Formats.open(FOLDER, Progress.NONE)).isInstanceOf(FormatException.class).hasMessageStartingWith("stack.json, line ");
    }
}
