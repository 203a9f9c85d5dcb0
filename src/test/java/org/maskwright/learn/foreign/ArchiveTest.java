package org.maskwright.learn.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An archive made to deceive is refused by a sentence, and no bytes whatever lead to another kind of failure.
class ArchiveTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasPackedIsReadBack(boolean stored) throws Exception {
        var entries = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i < 20; i++) {
            byte[] content = new byte[i * 37];
            new Random(i).nextBytes(content);
            entries.put("net/data/" + i, content);
        }
        Archive archive = Archive.open("a.zip", Programs.zip(stored, entries));
        assertThat(archive.entries()).hasSize(20);
        for (var entry : entries.entrySet()) assertThat(archive.read(archive.find(entry.getKey()).orElseThrow(), 1000)).isEqualTo(entry.getValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "net/../../evil", "/etc/passwd", "C:evil", "net\\evil", "net/a\nb"})
    void aNameThatLeavesTheArchiveIsRefused(String name) throws Exception {
        assertRefused(Programs.zip(true, Map.of(name, new byte[3])), "expected a name inside the archive");
    }

    @Test
    void aNameThatStandsTwiceIsRefusedEvenInOtherCase() throws Exception {
        var entries = new LinkedHashMap<String, byte[]>();
        entries.put("net/code.py", text("a"));
        entries.put("NET/code.py", text("b"));
        assertRefused(Programs.zip(true, entries), "expected each name once");
    }

    @Test
    void aSmallArchiveThatBecomesHugeIsRefusedBeforeItIsUnpacked() throws Exception {
        assertRefused(Programs.zip(false, Map.of("bomb", new byte[16 << 20])), "expected to unpack to at most 200 times");
    }

    @Test
    void entriesThatShareBytesAreRefused() throws Exception {
        var entries = new LinkedHashMap<String, byte[]>();
        entries.put("a", new byte[64]);
        entries.put("b", new byte[64]);
        byte[] zip = Programs.zip(true, entries);
        // Let the second entry of the table of contents lead to the first one's bytes, under the first one's name.
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int second = lastIndexOf(zip, new byte[] {'P', 'K', 1, 2});
        bytes.putInt(second + 42, 0);
        assertRefused(zip, "found another");
        zip[second + 46] = 'a';
        assertRefused(zip, "expected each name once");
    }

    @Test
    void aSizeThatIsNotTrueIsRefused() throws Exception {
        byte[] zip = Programs.zip(false, Map.of("a", text("hello hello hello hello")));
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int table = lastIndexOf(zip, new byte[] {'P', 'K', 1, 2});
        bytes.putInt(table + 24, 22);
        Archive shorter = Archive.open("a.zip", zip);
        assertThatThrownBy(() -> shorter.read(shorter.entries().getFirst(), 100)).isInstanceOf(ForeignException.class).hasMessageContaining("found more");
        bytes.putInt(table + 24, 24);
        Archive longer = Archive.open("a.zip", zip);
        assertThatThrownBy(() -> longer.read(longer.entries().getFirst(), 100)).isInstanceOf(ForeignException.class).hasMessageContaining("found 23");
        assertThatThrownBy(() -> longer.read(longer.entries().getFirst(), 10)).isInstanceOf(ForeignException.class).hasMessageContaining("at most 10 bytes");
    }

    @Test
    void aDamagedByteIsFoundByTheChecksum() throws Exception {
        byte[] zip = Programs.zip(true, Map.of("a", new byte[64]));
        zip[40] ^= 1;
        Archive archive = Archive.open("a.zip", zip);
        assertThatThrownBy(() -> archive.read(archive.entries().getFirst(), 100)).isInstanceOf(ForeignException.class).hasMessageContaining("expected checksum");
    }

    @Test
    void anArchiveCutAnywhereIsRefused() throws Exception {
        byte[] zip = Programs.brightIsOne();
        for (int length = 0; length < zip.length; length += 11) assertRefused(Arrays.copyOf(zip, length), "");
    }

    @Test
    void noBytesWhateverLeadToAnotherFailure() throws Exception {
        byte[] whole = Programs.brightIsOne();
        var random = new Random(4);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = whole.clone();
            if (i % 10 == 0) random.nextBytes(bytes);
            for (int k = 0; k < 1 + i % 5; k++) bytes[i % 2 == 0 ? bytes.length - 1 - random.nextInt(600) : random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                Archive archive = Archive.open("a.ts", bytes);
                for (Archive.Entry entry : archive.entries()) archive.read(entry, 1 << 20);
                TorchFile.read(archive);
            } catch (ForeignException e) {
                assertThat(e).hasMessageStartingWith("a.ts");
            }
        }
    }

    private static void assertRefused(byte[] zip, String complaint) {
        assertThatThrownBy(() -> Archive.open("a.zip", zip)).isInstanceOf(ForeignException.class).hasMessageStartingWith("a.zip, byte ").hasMessageContaining(complaint);
    }

    private static int lastIndexOf(byte[] bytes, byte[] wanted) {
        for (int i = bytes.length - wanted.length; i >= 0; i--) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) return i;
        }
        throw new AssertionError("not there");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
