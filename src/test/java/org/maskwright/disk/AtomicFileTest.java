package org.maskwright.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir Path folder;

    private Path target() {
        return folder.resolve("labels.nii");
    }

    private void write(String text) throws IOException {
        AtomicFile.write(target(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    @Test
    void theContentIsWrittenAndReplaced() throws IOException {
        write("one");
        assertThat(target()).hasContent("one");
        write("second");
        assertThat(target()).hasContent("second");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void contentThatFailsLeavesTheOldFileAndNothingElse() throws IOException {
        write("old");
        assertThatThrownBy(() -> AtomicFile.write(target(), out -> {
            out.write(new byte[200_000]); // more than the buffer, so that some of it reached the disk
            throw new IOException("no space left on device");
        })).hasMessage("no space left on device");
        assertThat(target()).hasContent("old");
        assertThat(files()).isEqualTo(1);
        assertThatThrownBy(() -> AtomicFile.write(target(), out -> {
            throw new IllegalStateException("bug");
        })).hasMessage("bug");
        assertThat(target()).hasContent("old");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void nothingIsSeenUnderTheNameUntilItIsWhole() throws IOException {
        AtomicFile.write(target(), out -> {
            out.write(new byte[200_000]);
            out.flush();
            assertThat(target()).doesNotExist();
        });
        assertThat(Files.size(target())).isEqualTo(200_000);
    }

    @Test
    void missingFoldersAreMade() throws IOException {
        Path deep = folder.resolve("a/b/c.txt");
        AtomicFile.write(deep, out -> out.write('x'));
        assertThat(deep).hasContent("x");
    }

    @Test
    void aFolderInTheWayIsAnErrorAndStays() throws IOException {
        Files.createDirectories(target().resolve("inside"));
        assertThatThrownBy(() -> write("x")).isInstanceOf(IOException.class)
                .hasMessageStartingWith(target().toString()).hasMessageNotContaining(AtomicFile.TEMPORARY_SUFFIX);
        assertThat(target().resolve("inside")).isDirectory();
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void aDiskThatIsFullIsToldOfTheFile() {
        assertThatThrownBy(() -> AtomicFile.write(target(), _ -> {
            throw new IOException("No space left on device");
        })).isInstanceOf(FileSystemException.class).hasMessage(target() + ": No space left on device");
        assertThatThrownBy(() -> AtomicFile.write(target(), _ -> {
            throw new IOException("the image is damaged");
        })).hasMessage("the image is damaged");
    }
}
