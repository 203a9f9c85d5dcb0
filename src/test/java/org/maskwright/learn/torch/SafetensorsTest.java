package org.maskwright.learn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    private static final Weights TWO = Weights.of(List.of(
            Tensor.of("first.weight", List.of(2, 3), new float[] {1, -2, 3.5f, 0, Float.MIN_VALUE, 1e30f}),
            Tensor.of("first.bias", List.of(1), new float[] {-7})));

    @Test
    void readingGivesBackWhatWasWritten() throws Exception {
        Safetensors.Contents read = Safetensors.readAll(written(TWO, Map.of("made", "today")));
        assertThat(read.weights().sameValues(TWO)).isTrue();
        assertThat(read.weights().tensors()).extracting(Tensor::name).containsExactly("first.weight", "first.bias");
        assertThat(read.metadata()).containsExactly(Map.entry("made", "today"));
    }

    /// Ones, subnormals, the largest of all, a signed zero.
    @Test
    void whatSixteenBitsHoldTakesHalfTheRoomAndLosesNothing() throws Exception {
        Weights halves = Weights.of(List.of(Tensor.of("half", List.of(6), new float[] {1, -2.5f, 65504, 5.9604645e-8f, -0f, 1.0009765625f})));
        Weights floats = Weights.of(List.of(Tensor.of("full", List.of(6), new float[] {1, -2.5f, 65504, 5.9604645e-8f, -0f, 1.0001f})));
        assertThat(Safetensors.read(written(halves, Map.of())).sameValues(halves)).isTrue();
        assertThat(Safetensors.read(written(floats, Map.of())).sameValues(floats)).isTrue();
        assertThat(written(halves, Map.of())).hasSizeLessThan(written(floats, Map.of()).length - 11);
    }

    @Test
    void halvingRoundsKernelsButNotBeyondTheirRange() {
        Weights weights = Weights.of(List.of(Tensor.of("kernel", List.of(1, 2), new float[] {1.0001f, 3}), Tensor.of("large", List.of(1, 2), new float[] {1.0001f, 1e6f}),
                Tensor.of("scale", List.of(2), new float[] {1.0001f, 3})));
        Weights halved = weights.halved();
        assertThat(halved.get("kernel").toArray()).containsExactly(1, 3);
        assertThat(halved.get("large").sameValues(weights.get("large"))).isTrue();
        assertThat(halved.get("scale").sameValues(weights.get("scale"))).isTrue();
    }

    @Test
    void numbersBeginAtAMultipleOfEight() throws Exception {
        byte[] file = written(TWO, Map.of());
        assertThat(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8).isZero();
    }

    @Test
    void aFileCutAtAnyByteIsRefused() throws Exception {
        byte[] file = written(TWO, Map.of());
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> Safetensors.read(cut)).as("cut at %s", length).isInstanceOf(WeightsException.class);
        }
    }

    @Test
    void bytesThatBelongToNoTensorAreRefused() throws Exception {
        byte[] file = written(TWO, Map.of());
        assertThatThrownBy(() -> Safetensors.read(Arrays.copyOf(file, file.length + 4))).hasMessageContaining("belong to none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"a\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}|only F32 and F16",
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,4]}}|needs 2 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}|needs 8 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}|above 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}|above 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}|above 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2000000000,2000000000,2000000000],\"data_offsets\":[0,4]}}|larger than 2 GiB",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|hole",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}|offsets",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}|two data offsets",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|overlaps",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|Duplicate",
        "{\"a\":7}|type none",
        "[1]|begin with",
        "{broken|not JSON"})
    void headersThatLieAreRefused(String header, String complaint) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        byte[] file = ByteBuffer.allocate(8 + json.length + 4).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).putFloat(1).array();
        assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(WeightsException.class).hasMessageContaining(complaint);
    }

    @Test
    void aHeaderLongerThanTheFileIsRefusedBeforeMemoryIsTaken() {
        byte[] file = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE).array();
        assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(WeightsException.class).hasMessageContaining("claims a length");
    }

    @Test
    void anyByteChangedEitherReadsOrIsRefused() throws Exception {
        byte[] file = written(TWO, Map.of());
        for (int at = 0; at < file.length; at++) {
            byte[] changed = file.clone();
            changed[at] ^= 0x41;
            try {
                Safetensors.read(changed);
            } catch (WeightsException expected) {
                assertThat(expected).hasMessageMatching("(?s).+");
            }
        }
    }

    private static byte[] written(Weights weights, Map<String, String> metadata) throws IOException {
        var out = new ByteArrayOutputStream();
        Safetensors.write(weights, metadata, out);
        return out.toByteArray();
    }
}
