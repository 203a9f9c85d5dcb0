package org.maskwright.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendLogTest {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("test.log");
    }

    private Path written(byte[]... records) throws IOException {
        try (AppendLog log = AppendLog.open(file())) {
            for (byte[] record : records) log.append(record);
        }
        return file();
    }

    @Test
    void recordsComeBackInOrder() throws IOException {
        List<byte[]> back = AppendLog.readAll(written(new byte[] {1}, new byte[] {2, 3}, new byte[300]));
        assertThat(back).hasSize(3);
        assertThat(back.get(1)).containsExactly(2, 3);
    }

    @Test
    void aLogCutAtAnyByteGivesItsWholeRecords() throws IOException {
        byte[] all = Files.readAllBytes(written(new byte[] {1}, new byte[] {2, 3}, new byte[] {4, 5, 6}));
        int[] ends = {9, 19, 30}; // 8 bytes of header each
        for (int cut = 0; cut <= all.length; cut++) {
            Files.write(file(), Arrays.copyOf(all, cut));
            int whole = 0;
            for (int end : ends) if (cut >= end) whole++;
            assertThat(AppendLog.readAll(file())).as("cut at byte %d", cut).hasSize(whole);
            assertThat(AppendLog.isDamagedInTheMiddle(file())).isFalse();
            try (AppendLog log = AppendLog.open(file())) {
                log.append(new byte[] {9});
            }
            assertThat(AppendLog.readAll(file())).as("appended after a cut at byte %d", cut).hasSize(whole + 1);
        }
    }

    @Test
    void zerosAtTheEndAreNoRecords() throws IOException {
        byte[] all = Files.readAllBytes(written(new byte[] {1}));
        Files.write(file(), Arrays.copyOf(all, all.length + 4096));
        assertThat(AppendLog.readAll(file())).hasSize(1);
        try (AppendLog log = AppendLog.open(file())) {
            log.append(new byte[] {2});
        }
        assertThat(AppendLog.readAll(file())).hasSize(2);
        assertThatThrownBy(() -> AppendLog.open(file()).append(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void damageBeforeAWholeRecordIsToldFromATornEnd() throws IOException {
        byte[] all = Files.readAllBytes(written(new byte[] {1, 1, 1}, new byte[] {2, 2, 2}, new byte[] {3, 3, 3}));
        for (int at = 11; at < 22; at++) { // every byte of the second record
            byte[] damaged = all.clone();
            damaged[at] ^= 0x55;
            Files.write(file(), damaged);
            assertThat(AppendLog.readAll(file())).as("byte %d", at).hasSize(1);
            assertThat(AppendLog.isDamagedInTheMiddle(file())).as("byte %d", at).isTrue();
        }
    }
}
