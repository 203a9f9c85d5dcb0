package org.maskwright.format.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.Contents;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.job.Progress;
import org.maskwright.testing.DicomFiles;
import org.maskwright.testing.SharedData;

/// A DICOMDIR opens as the files that it lists, in its own folder and nowhere else.
class DirectoryFileTest {
    @TempDir Path around;
    private Path folder = Path.of("");

    @BeforeEach void makeFolder() throws Exception {
        folder = Files.createDirectory(around.resolve("medium"));
    }

    /// A directory whose records all point at themselves.
    private Path directory(String... names) throws Exception {
        DicomFiles[] records = Arrays.stream(names).map(name -> DicomFiles.empty().bytes(0x00041400, VR.UL, new byte[] {1, 1, 0, 0}).bytes(0x00041420, VR.UL, new byte[] {1, 1, 0, 0})
                .shorts(Tag.RecordInUseFlag, name.startsWith("!") ? 0 : 0xFFFF).text(Tag.ReferencedFileID, VR.CS, name.replace("!", ""))).toArray(DicomFiles[]::new);
        return DicomFiles.empty().text(Tag.SOPClassUID, VR.UI, UID.MediaStorageDirectoryStorage).sequence(Tag.DirectoryRecordSequence, true, records).write(folder.resolve("DICOMDIR"));
    }

    private void slices(int count) throws Exception {
        for (int z = 0; z < count; z++) {
            Path file = folder.resolve("PAT/S" + z);
            Files.createDirectories(file.getParent());
            DicomFiles.slice(4, 3, z).write(file);
        }
    }

    @Test void theSeriesOfItsFilesAreListed() throws Exception {
        slices(4);
        Item item = Formats.open(directory("PAT\\S0", "PAT\\S2", "PAT\\S1", "!PAT\\S3", "PAT\\S1"), Progress.NONE);
        assertThat(item.header().size().z()).isEqualTo(3);
        assertThat(item.volume(Progress.NONE).value(0, 0, 2)).isEqualTo(200 - 1024);
    }

    @Test void missingFilesAreNamed() throws Exception {
        slices(3);
        Contents contents = Formats.describe(directory("PAT\\S0", "PAT\\S1", "PAT\\S2", "PAT\\S9"), Progress.NONE);
        assertThat(contents.items()).hasSize(1);
        assertThat(contents.remarks()).anyMatch(r -> r.contains("1 of the 4 files") && r.contains("PAT/S9"));
        assertThatThrownBy(() -> Formats.describe(directory("PAT\\S8", "PAT\\S9"), Progress.NONE)).isInstanceOf(FormatException.class).hasMessageContaining("2 of the 2 files");
    }

    @Test void namesInLowerCaseAreFound() throws Exception {
        Files.createDirectories(folder.resolve("pat"));
        DicomFiles.slice(4, 3, 0).write(folder.resolve("pat/s0"));
        assertThat(Formats.describe(directory("PAT\\S0"), Progress.NONE).items()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..\\secret", "PAT\\..\\..\\secret", "/etc\\passwd", "..", "PAT\\/etc/passwd", "C:\\x", "LINK\\secret"})
    void filesElsewhereAreNotTouched(String name) throws Exception {
        slices(1);
        Path outside = Files.createDirectory(around.resolve("outside"));
        DicomFiles.slice(4, 3, 0).write(outside.resolve("secret"));
        if (name.startsWith("LINK")) Files.createSymbolicLink(folder.resolve("LINK"), outside);
        assertThatThrownBy(() -> Formats.describe(directory("PAT\\S0", name), Progress.NONE)).isInstanceOf(FormatException.class)
                .hasMessageContaining("DICOMDIR").hasMessageContaining("its own folder").message().endsWith(".");
    }

    /// However the records are spelt or ordered, it is the same medium.
    @ParameterizedTest
    @ValueSource(strings = {"DICOMDIR", "DICOMDIR-nopatient", "DICOMDIR-implicit", "DICOMDIR-nooffset", "DICOMDIR-reordered", "DICOMDIR-bigEnd"})
    void realDirectoriesListWhatTheirFolderHolds(String name) throws Exception {
        Path real = SharedData.require("dicom-variety", "dev").resolve("groups/dicomdir");
        Contents listed = Formats.describe(real.resolve(name), Progress.NONE), walked = Formats.describe(real, Progress.NONE);
        assertThat(ids(listed)).isEqualTo(ids(walked)).hasSizeGreaterThan(5);
        assertThat(listed.formatTitle()).isEqualTo("DICOM directory");
        assertThat(listed.remarks()).noneMatch(r -> r.contains("not there"));
    }

    private static Set<String> ids(Contents contents) {
        return contents.items().stream().map(Item::id).collect(Collectors.toSet());
    }
}
