package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.FormatException;

/// What the system's words become.
class TroubleTest {
    @TempDir Path folder;

    @Test
    void aDiskThatIsFullSaysWhatToDo() {
        assertThat(Trouble.sentence(new FileSystemException("out/model.bin", null, "No space left on device")))
                .isEqualTo("out/model.bin: No space left on device. Free some space, then resume or repeat.");
        assertThat(Trouble.sentence(new IOException("File too large"))).startsWith("File too large. ").contains("choose another disk");
        assertThat(Trouble.sentence(new FileSystemException("a", null, "Is a directory"))).isEqualTo("a: is a folder, and no file can take its place.");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // where making a link is for administrators
    void aLinkThatLeadsNowhereIsNotCalledAFile() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("out"), folder.resolve("nowhere"));
        assertThat(Trouble.sentence(new FileAlreadyExistsException(link.toString()))).contains("a link that leads nowhere").doesNotContain("is a file");
        Files.createDirectory(folder.resolve("nowhere"));
        assertThat(Trouble.sentence(new FileAlreadyExistsException(link.toString()))).contains("is a file");
    }

    @Test
    void whatIsNoListOfCasesIsSaidAsWhatItIs() throws IOException {
        assertThatThrownBy(() -> Train.ids(folder)).isInstanceOf(FormatException.class).hasMessageContaining("found a folder");
        assertThatThrownBy(() -> Train.ids(folder.resolve("no"))).isInstanceOf(FormatException.class).hasMessageContaining("found no such file");
        Path latin = Files.write(folder.resolve("list"), "Müller".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Train.ids(latin)).isInstanceOf(FormatException.class).hasMessageContaining("found what is no text");
    }
}
