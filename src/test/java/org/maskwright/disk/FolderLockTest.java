package org.maskwright.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderLockTest {
    @TempDir Path folder;

    @Test
    void aSecondTryIsRefusedUntilTheFirstIsClosed() throws IOException {
        FolderLock first = FolderLock.tryLock(folder).orElseThrow();
        assertThat(FolderLock.tryLock(folder)).isEmpty();
        assertThat(FolderLock.tryLock(folder.resolve("../" + folder.getFileName()))).as("the same folder by another name").isEmpty();
        first.close();
        Optional<FolderLock> again = FolderLock.tryLock(folder);
        assertThat(again).isPresent();
        again.get().close();
    }

    @Test
    void anotherProcessIsRefused() throws Exception {
        try (FolderLock lock = FolderLock.tryLock(folder).orElseThrow()) {
            assertThat(triedElsewhere()).isEqualTo("refused");
        }
        assertThat(triedElsewhere()).isEqualTo("locked");
    }

    @Test
    void aRefusedTryInThisProcessDoesNotOpenTheDoorToAnother() throws Exception {
        try (FolderLock lock = FolderLock.tryLock(folder).orElseThrow()) {
            assertThat(FolderLock.tryLock(folder)).isEmpty();
            assertThat(triedElsewhere()).isEqualTo("refused");
        }
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> FolderLock.tryLock(folder.resolve("nowhere"))).isInstanceOf(IOException.class);
    }

    /// What another Java process gets that tries to lock the folder.
    private String triedElsewhere() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-cp", System.getProperty("java.class.path"), Other.class.getName(), folder.toString())
                .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return said;
    }

    /// The other process.
    static final class Other {
        private Other() {}

        public static void main(String[] folder) throws IOException {
            System.out.print(FolderLock.tryLock(Path.of(folder[0])).isPresent() ? "locked" : "refused");
        }
    }
}
