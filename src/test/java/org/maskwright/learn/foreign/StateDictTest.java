package org.maskwright.learn.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.learn.torch.Safetensors;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Weights;
import org.maskwright.testing.Python;

/// A state dict is numbers and names. A pickle that wants more gets nothing.
class StateDictTest {
    @TempDir Path folder;

    @Test
    void tensorsAreReadWhateverTheirLayout() throws Exception {
        float[] numbers = {0, 1, 2, 3, 4, 5, 6, 7};
        Weights weights = read(pickle("a.weight", 1, new int[] {2, 3}, new int[] {1, 2}), numbers);
        assertThat(weights.get("a.weight").shape()).isEqualTo(List.of(2, 3));
        assertThat(weights.get("a.weight").toArray()).containsExactly(1, 3, 5, 2, 4, 6);
    }

    @Test
    void numbersBeyondTheStorageAreRefused() {
        assertRefused(pickle("a", 0, new int[] {3, 3}, new int[] {3, 1}), "expected 36 bytes of numbers, found 32");
        assertRefused(pickle("a", 0, new int[] {1 << 30, 1 << 30}, new int[] {1, 1}), "expected at most");
        assertRefused(pickle("a", 0, new int[] {0}, new int[] {1}), "expected sizes above 0");
    }

    @Test
    void aPickleThatCallsAnythingElseIsRefusedAndCallsNothing() {
        byte[] evil = "\u0080\u0002cos\nsystem\n(X\u0004\u0000\u0000\u0000evil\u0085R.".getBytes(StandardCharsets.ISO_8859_1);
        assertRefused("\u0080\u0002cos\nsystem\nX\u0004\u0000\u0000\u0000evil\u0085R.".getBytes(StandardCharsets.ISO_8859_1), "found a call of os.system, which is not made");
        assertRefused(evil, "");
        assertRefused("\u0080\u0002c__main__\nNet\n)\u0081.".getBytes(StandardCharsets.ISO_8859_1), "expected the words of a state dict, found 0x81");
    }

    @Test
    void noBytesWhateverLeadToAnotherFailure() throws Exception {
        byte[] whole = pickle("a.weight", 1, new int[] {2, 3}, new int[] {1, 2});
        var random = new Random(5);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = i % 3 == 0 ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int k = 0; k < i % 4 && bytes.length > 0; k++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                read(bytes, new float[8]);
            } catch (ForeignException e) {
                assertThat(e).hasMessageStartingWith("w.pt");
            }
        }
    }

    @Test
    void whatPythonSavesIsRead() throws Exception {
        Path file = folder.resolve("python.pt");
        Python.with("torch").python().run("-c", """
                import sys, torch
                net = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2))
                net[0].weight.data = torch.arange(18, dtype=torch.float32).reshape(2, 1, 3, 3)
                torch.save({"state_dict": net.state_dict(), "epoch": 3, "half": torch.ones(2).half()}, sys.argv[1])
                """, file.toString());
        Weights weights = WeightsFile.read(file);
        assertThat(weights.names()).containsExactlyInAnyOrder("0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var");
        assertThat(weights.get("0.weight").toArray()).startsWith(0, 1, 2).endsWith(17);
    }

    @Test
    void safetensorsAreReadAndOthersRefused() throws Exception {
        Path file = folder.resolve("w.safetensors");
        try (var out = Files.newOutputStream(file)) {
            Safetensors.write(Weights.of(List.of(Tensor.of("a", List.of(2), new float[] {1, 2}))), Map.of(), out);
        }
        assertThat(WeightsFile.read(file).get("a").toArray()).containsExactly(1, 2);
        Files.write(folder.resolve("old.pt"), new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10, 1, 2, 3, 4, 5, 6});
        assertThatThrownBy(() -> WeightsFile.read(folder.resolve("old.pt"))).isInstanceOf(ForeignException.class).hasMessageContaining("a bare pickle");
        Files.write(folder.resolve("net.ts"), Programs.brightIsOne());
        assertThatThrownBy(() -> WeightsFile.read(folder.resolve("net.ts"))).isInstanceOf(ForeignException.class).hasMessageContaining("without --like");
    }

    private static void assertRefused(byte[] pickle, String complaint) {
        assertThatThrownBy(() -> read(pickle, new float[8])).isInstanceOf(ForeignException.class).hasMessageStartingWith("w.pt").hasMessageContaining(complaint);
    }

    private static Weights read(byte[] pickle, float[] numbers) throws ForeignException, IOException {
        ByteBuffer data = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(numbers);
        var entries = new LinkedHashMap<String, byte[]>();
        entries.put("w/data.pkl", pickle);
        entries.put("w/data/0", data.array());
        return StateDict.read(Archive.open("w.pt", Programs.zip(true, entries)), "w/");
    }

    /// A dictionary of one tensor of 32-bit floats, as `torch.save` spells it.
    private static byte[] pickle(String name, int offset, int[] shape, int[] strides) {
        var out = new ByteArrayOutputStream();
        ascii(out, "\u0080\u0002}q\u0000");
        text(out, name);
        ascii(out, "ctorch._utils\n_rebuild_tensor_v2\n((");
        text(out, "storage");
        ascii(out, "ctorch\nFloatStorage\n");
        text(out, "0");
        text(out, "cpu");
        ascii(out, "K\u0008tQK");
        out.write(offset);
        numbers(out, shape);
        numbers(out, strides);
        ascii(out, "\u0089ccollections\nOrderedDict\n)RtRs.");
        return out.toByteArray();
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void text(ByteArrayOutputStream out, String text) {
        ascii(out, "X" + (char) text.length() + "\u0000\u0000\u0000" + text);
    }

    private static void numbers(ByteArrayOutputStream out, int[] numbers) {
        ascii(out, "(");
        for (int number : numbers) {
            out.write('J');
            for (int i = 0; i < 4; i++) out.write(number >>> 8 * i);
        }
        ascii(out, "t");
    }
}
