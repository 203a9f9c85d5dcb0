package org.maskwright.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {
    @TempDir Path folder;

    @Test
    void aFolderAppearsWithAllItsFiles() throws IOException {
        AtomicFolder.write(folder.resolve("a/data"), inside -> AtomicFile.write(inside.resolve("deep/file.txt"), out -> out.write(65)));
        assertThat(folder.resolve("a/data/deep/file.txt")).hasContent("A");
        assertThat(folder.resolve("a")).isDirectoryNotContaining(path -> path.toString().endsWith(AtomicFile.TEMPORARY_SUFFIX));
    }

    @Test
    void aFailureHalfWayLeavesNothing() {
        assertThatThrownBy(() -> AtomicFolder.write(folder.resolve("data"), inside -> {
            AtomicFile.write(inside.resolve("deep/file.txt"), out -> out.write(65));
            throw new IOException("No space left on device");
        })).hasMessage("No space left on device");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFullFolderIsNotReplaced() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/mine.txt"), "mine");
        assertThatThrownBy(() -> AtomicFolder.write(folder.resolve("data"), inside -> AtomicFile.write(inside.resolve("x"), out -> out.write(65)))).isInstanceOf(IOException.class);
        assertThat(folder.resolve("data")).isDirectoryContaining("glob:**mine.txt");
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(AtomicFile.TEMPORARY_SUFFIX));
    }
}
