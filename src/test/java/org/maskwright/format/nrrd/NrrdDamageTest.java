package org.maskwright.format.nrrd;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.Damage;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredSamples;
import org.maskwright.geometry.Geometry;

/// Whatever is wrong with a file, it ends in a sentence: no other exception, no long wait, no huge allocation.
class NrrdDamageTest {
    @TempDir Path folder;

    private static byte[] packed() throws Exception {
        return StoredSamples.random(ImageHeader.of(Geometry.upright(5, 4, 3, 1, 1, 2), SampleType.INT16), 1).fileBytes("a.nrrd");
    }

    private static byte[] text(String encoding, String more, String samples) {
        return ("NRRD0004\ntype: short\ndimension: 3\nspace: RAS\nsizes: 3 2 2\nspace directions: (1,0,0) (0,1,0) (0,0,2)\nendian: big\nencoding: "
                + encoding + "\nspace origin: (1,2,3)\n" + more + "\n" + samples).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bzip2() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(text("bzip2", "", ""));
        try (OutputStream packed = new BZip2CompressorOutputStream(out)) {
            packed.write("abcdefghijklmnopqrstuvwx".getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    private static byte[] of(String encoding) throws Exception {
        return switch (encoding) {
            case "gzip" -> packed();
            case "bzip2" -> bzip2();
            case "ascii" -> text("ascii", "", "1 -2 3,4\n5 6\t7 8 9 10 11 12000");
            case "hex" -> text("hex", "", "0001 ffFE 0003 0004\n0005 00060007 0008 0009 000a 000b 2ee0");
            default -> text("raw", "", "abcdefghijklmnopqrstuvwx");
        };
    }

    @ParameterizedTest @ValueSource(strings = {"gzip", "bzip2", "raw", "hex"})
    void aFileCutAtAnyByteIsRefusedByName(String encoding) throws Exception {
        Damage.cutAnywhere(folder.resolve("cut.nrrd"), of(encoding));
    }

    @ParameterizedTest @ValueSource(strings = {"bzip2", "raw", "ascii", "hex"})
    void twoThousandRandomDamagesNeverSurprise(String encoding) throws Exception {
        byte[] whole = of(encoding);
        Damage.mutate(folder.resolve("fuzz.nrrd"), whole, whole.length, 2000);
    }

    @Test void aDetachedHeaderIsAsRobust() throws Exception {
        Files.write(folder.resolve("a1.raw"), new byte[12]);
        Files.write(folder.resolve("a2.raw"), new byte[12]);
        Damage.mutate(folder.resolve("fuzz.nhdr"), text("raw", "data file: a%d.raw 1 2 1\n", ""), 1000, 2000);
        Damage.mutate(folder.resolve("list.nhdr"), text("raw", "byte skip: -1\ndata file: LIST\na1.raw\na2.raw\n", ""), 1000, 2000);
    }

    @ParameterizedTest @CsvSource(delimiter = '|', value = {
            "sizes: 3 2 2 | sizes: 100000 100000 100000 | less than 2 GB",
            "sizes: 3 2 2 | sizes: 20000 20000 20000 | truncated",
            "encoding: raw | encoding: zrl | packed as zrl",
            "encoding: raw | encoding: bzip2 | compressed data is damaged",
            "encoding: raw | encoding: lzma | raw, gzip, bzip2, ascii or hex",
            "type: short | type: block | opaque blocks",
            "(0,1,0) | (2,0,0) | without volume",
            "space: RAS | space: up | a space of NRRD",
            "endian: big | # none | \"endian\"",
            "space origin | space urigin | unknown one",
            "endian: big | data file: ../x.raw | outside its own folder",
            "endian: big | data file: /etc/hostname | outside its own folder",
            "endian: big | data file: none.raw | which is not there"})
    void whatIsWrongIsNamed(String before, String after, String said) throws Exception {
        String whole = new String(of("raw"), StandardCharsets.ISO_8859_1);
        Path file = Files.writeString(folder.resolve("bad.nrrd"), whole.replace(before, after), StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Damage.readWhole(file)).isInstanceOf(FormatException.class).hasMessageStartingWith("bad.nrrd")
                .hasMessageContaining(said.equals("truncated") ? "cut short" : said);
    }

    @Test void aSeriesIsNumberedWithAnyWidth() throws Exception {
        for (String name : List.of("b1.raw", "b2.raw", "b01.raw", "b02.raw")) Files.write(folder.resolve(name), new byte[12]);
        for (String pattern : List.of("b%d.raw", "b%0d.raw", "b%002d.raw", "b%02d.raw", "b%1d.raw"))
            Damage.readWhole(Files.write(folder.resolve("b.nhdr"), text("raw", "data file: " + pattern + " 1 2 1\n", "")));
    }

    @Test void aLinkOutOfTheFolderIsRefused() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.write(folder.resolve("secret.raw"), new byte[24]);
        Files.createSymbolicLink(inner.resolve("a.raw"), folder.resolve("secret.raw"));
        Path file = Files.write(inner.resolve("a.nhdr"), text("raw", "data file: a.raw\n", ""));
        assertThatThrownBy(() -> Damage.readWhole(file)).isInstanceOf(FormatException.class).hasMessageContaining("outside its own folder");
    }
}
