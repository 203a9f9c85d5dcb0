package org.maskwright.format.metaimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskwright.format.Damage;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredSamples;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;

/// Whatever is wrong with a file, it ends in a sentence: no other exception, no long wait, no huge allocation.
class MetaImageDamageTest {
    @TempDir Path folder;

    private static byte[] packed() throws Exception {
        return StoredSamples.random(ImageHeader.of(Geometry.upright(5, 4, 3, 1, 1, 2), SampleType.INT16), 1).fileBytes("a.mha");
    }

    private static byte[] plain(String more, String data) {
        return ("ObjectType = Image\nNDims = 3\nDimSize = 3 2 2\nElementType = MET_SHORT\nElementSpacing = 1 1 2\nTransformMatrix = 1 0 0 0 1 0 0 0 1\n"
                + "Offset = 1 2 3\nBinaryDataByteOrderMSB = True\n" + more + "ElementDataFile = " + data).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test void aFileCutAtAnyByteIsRefusedByName() throws Exception {
        Damage.cutAnywhere(folder.resolve("cut.mha"), packed());
        Damage.cutAnywhere(folder.resolve("raw.mha"), plain("", "LOCAL\nabcdefghijklmnopqrstuvwx"));
    }

    @Test void twoThousandRandomDamagesNeverSurprise() throws Exception {
        Damage.mutate(folder.resolve("raw.mha"), plain("", "LOCAL\nabcdefghijklmnopqrstuvwx"), 400, 2000);
        Damage.mutate(folder.resolve("text.mha"), plain("BinaryData = False\n", "LOCAL\n1 2 3 4 5 6 7 -8 9 10 11 12000"), 400, 2000);
    }

    @Test void aHeaderWithDataFilesIsAsRobust() throws Exception {
        Files.write(folder.resolve("a1.raw"), new byte[12]);
        Files.write(folder.resolve("a2.raw"), new byte[12]);
        Damage.mutate(folder.resolve("fuzz.mhd"), plain("HeaderSize = -1\n", "a%d.raw 1 2 1\n"), 400, 2000);
        Damage.mutate(folder.resolve("list.mhd"), plain("", "LIST\na1.raw\na2.raw\n"), 400, 2000);
    }

    @Test void numberedFilesAreReadInTheirOrder() throws Exception {
        Files.write(folder.resolve("a007.raw"), new byte[] {0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6});
        Files.write(folder.resolve("a008.raw"), new byte[] {0, 7, 0, 8, 0, 9, 0, 10, 0, 11, 0, 12});
        Path file = Files.write(folder.resolve("a.mhd"), plain("", "a%003d.raw 7 8 1\n")), back = Files.write(folder.resolve("b.mhd"), plain("", "a%03d.raw 8 7 -1\n"));
        assertThat(Formats.open(file, Progress.NONE).volume(Progress.NONE).value(2, 0, 1)).isEqualTo(9);
        assertThat(Formats.open(back, Progress.NONE).volume(Progress.NONE).value(2, 0, 1)).isEqualTo(3);
    }

    @ParameterizedTest @CsvSource(delimiter = '|', value = {
            "DimSize = 3 2 2 | DimSize = 100000 100000 100000 | less than 2 GB",
            "DimSize = 3 2 2 | DimSize = 20000 20000 20000 | cut short",
            "DimSize = 3 2 2 | DimSize = 3 2 | 3 numbers",
            "MET_SHORT | MET_WHAT | a type such as MET_SHORT",
            "1 0 0 0 1 0 | 1 0 0 1 0 0 | without volume",
            "ElementSpacing = 1 1 2 | ElementSpacing = 1 0 2 | above 0",
            "ObjectType = Image | ObjectType = Tube | no image",
            "LOCAL | ../x.raw | outside its own folder",
            "LOCAL | /etc/hostname | outside its own folder",
            "LOCAL | none.raw | which is not there"})
    void whatIsWrongIsNamed(String before, String after, String said) throws Exception {
        String whole = new String(plain("", "LOCAL\nabcdefghijklmnopqrstuvwx"), StandardCharsets.ISO_8859_1);
        Path file = Files.writeString(folder.resolve("bad.mha"), whole.replace(before, after), StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Damage.readWhole(file)).isInstanceOf(FormatException.class).hasMessageStartingWith("bad.mha").hasMessageContaining(said);
    }
}
