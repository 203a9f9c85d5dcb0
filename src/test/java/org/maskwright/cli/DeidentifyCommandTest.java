package org.maskwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.testing.DicomFiles;

/// The commands `deidentify` and `ledger`, as a person types them.
class DeidentifyCommandTest {
    @TempDir Path folder;

    private Terminal.Said run(Object... words) {
        return new Terminal(folder.resolve("home")).run(words);
    }

    private Path patient() throws Exception {
        DicomFiles.slice(4, 4, 0).text(Tag.PatientName, VR.PN, "Doe^Jane").text(Tag.PatientID, VR.LO, "4711").text(Tag.BurnedInAnnotation, VR.CS, "YES").write(folder.resolve("in/a.dcm"));
        return folder.resolve("in");
    }

    @Test void whatWasDoneIsSaidAndStandsInTheLedger() throws Exception {
        assertThat(run("ledger").out().strip()).isEqualTo("Nothing has left this machine yet.");
        Terminal.Said said = run("deidentify", patient(), folder.resolve("out"), "--dates", "shift", "--pseudonym", "trial-7");
        assertThat(said.exit()).isZero();
        assertThat(said.out()).startsWith("1 file is in " + folder.resolve("out") + ", of trial-7.").contains("Look: trial-7/series-001/00001.dcm: it says itself that there is writing in its pixels");
        assertThat(folder.resolve("out/trial-7/series-001/00001.dcm")).exists();
        assertThat(run("ledger").out()).contains("deidentify: 1 file of trial-7 to " + folder.resolve("out"), "dates shifted").doesNotContain("Jane");
        assertThat(new ObjectMapper().readTree(run("ledger", "--json").out()).path("pseudonyms").path(0).asText()).isEqualTo("trial-7");
    }

    @Test void whatIsLeftOutIsNamedAndEndsInOne() throws Exception {
        Path in = patient();
        DicomFiles.slice(4, 4, 1).without(Tag.PixelData).write(in.resolve("b.dcm"));
        Terminal.Said said = run("deidentify", in, folder.resolve("out"));
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err().strip()).isEqualTo("maskwright: left out: b.dcm: it holds no image.");
    }

    @Test void wrongWordsAreSaidBeforeAnythingIsWritten() throws Exception {
        Path in = patient(), out = folder.resolve("out");
        assertThat(run("deidentify", in, out, "--dates", "keep").err()).contains("--dates is remove or shift, got 'keep'");
        assertThat(run("deidentify", in, out, "--pseudonym", "Jane Doe").exit()).isEqualTo(2);
        assertThat(run("deidentify", folder.resolve("absent"), out).err()).contains("absent").doesNotContain("fault");
        assertThat(Files.exists(out)).isFalse();
    }
}
