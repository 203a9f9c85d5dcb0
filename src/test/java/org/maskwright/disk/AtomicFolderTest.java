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
        })).hasMessage(folder.resolve("data") + ": No space left on device");
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

    @Test
    void filesOfAFolderAppearTogetherBesideOthers() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        Files.writeString(folder.resolve("b"), "old");
        AtomicFolder.fill(folder, inside -> {
            for (String name : new String[] {"a", "b"}) AtomicFile.write(inside.resolve(name), out -> out.write(65));
            assertThat(folder.resolve("a")).doesNotExist();
            assertThat(folder.resolve("b")).hasContent("old");
        });
        assertThat(folder.resolve("a")).hasContent("A");
        assertThat(folder.resolve("b")).hasContent("A");
        try (var files = Files.list(folder)) {
            assertThat(files.count()).isEqualTo(3);
        }
    }

    @Test
    void aFailureWhileFillingLeavesWhatWasThereAndSpeaksOfThePlaceThatWasAskedFor() throws IOException {
        Files.writeString(folder.resolve("a"), "old");
        assertThatThrownBy(() -> AtomicFolder.fill(folder, inside -> {
            AtomicFile.write(inside.resolve("a"), out -> out.write(65));
            Files.createDirectories(inside.resolve("b/in"));
            AtomicFile.write(inside.resolve("b"), out -> out.write(65));
        })).isInstanceOf(IOException.class).hasMessageStartingWith(folder.resolve("b").toString()).hasMessageNotContaining(AtomicFile.TEMPORARY_SUFFIX);
        assertThat(folder.resolve("a")).hasContent("old");
        try (var files = Files.list(folder)) {
            assertThat(files.count()).isEqualTo(1);
        }
    }
}
