package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.testing.DicomFiles;
import org.maskwright.testing.StructureSetFiles;

/// A folder goes out without its patients, whole or not at all, and the ledger says so.
class DeidentifyTest {
    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void begin() {
        bench = new Bench(folder);
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private static DicomFiles of(DicomFiles file, String name, String id) {
        return file.text(Tag.PatientName, VR.PN, name).text(Tag.PatientID, VR.LO, id).text(Tag.StudyInstanceUID, VR.UI, "1.2.3.9").text(Tag.StudyDate, VR.DA, "20240229");
    }

    private Path study() throws Exception {
        Path in = folder.resolve("Doe Jane");
        List<DicomFiles> slices = DicomFiles.stack(12, 10, 4);
        slices.forEach(slice -> of(slice, "Doe^Jane", "4711-0815"));
        DicomFiles.series(in.resolve("ct"), slices);
        of(StructureSetFiles.on(Geometry.upright(12, 10, 4, 1, 1, 1), "1.2.3").roi(1, "Liver of Jane").box(2, 3, 4, 6, 6).file(), "Doe^Jane", "4711-0815").text(Tag.SeriesInstanceUID, VR.UI, "1.2.4").write(in.resolve("rt").resolve("set.dcm"));
        Files.writeString(in.resolve("notes.txt"), "Jane Doe");
        return in;
    }

    private Deidentify.Result run(Path in, Path out, Deidentify.Options options) throws Exception {
        return Bench.wait(bench.workbench.deidentify().run(in, out, options));
    }

    @Test void aStudyKeepsItsVolumeAndItsStructureSetAndLosesThePatient() throws Exception {
        Path in = study(), out = folder.resolve("out");
        Deidentify.Result result = run(in, out, Deidentify.Options.STRICT);
        assertThat(result.files()).isEqualTo(5);
        assertThat(result.pseudonyms()).singleElement().asString().startsWith("MW-");
        assertThat(result.leftOut()).isEmpty();
        Path patient = out.resolve(result.pseudonyms().getFirst());
        Item before = Formats.open(in.resolve("ct"), Progress.NONE), after = Formats.open(patient.resolve("series-001"), Progress.NONE);
        assertThat(after.statistics(Progress.NONE)).isEqualTo(before.statistics(Progress.NONE));
        assertThat(after.header().geometry()).isEqualTo(before.header().geometry());
        Item labels = Formats.open(patient.resolve("series-002").resolve("00001.dcm"), Progress.NONE);
        assertThat(labels.header().geometry().sameGrid(after.header().geometry(), 1e-9)).as("the structure set finds its series").isTrue();
        assertThat(labels.labels(Progress.NONE).counts()).containsOnly(java.util.Map.entry(1, 6L));
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : all.toList()) {
                assertThat(file.toString()).doesNotContain("Jane");
                if (Files.isRegularFile(file)) assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).doesNotContain("Jane", "Doe", "4711", "20240229", "1.2.3.9");
            }
        }
    }

    @Test void theLedgerSaysWhatLeftAndNotWho() throws Exception {
        Path in = study(), out = folder.resolve("out");
        Deidentify.Result result = run(in, out, new Deidentify.Options(Deidentify.DateChoice.SHIFT, "trial-007"));
        assertThat(result.pseudonyms()).containsExactly("trial-007");
        List<Ledger.Entry> entries = bench.workbench.ledger().entries();
        assertThat(entries).hasSize(1);
        Ledger.Entry entry = entries.getFirst();
        assertThat(entry.verb()).isEqualTo("deidentify");
        assertThat(entry.files()).isEqualTo(5);
        assertThat(entry.pseudonyms()).containsExactly("trial-007");
        assertThat(entry.options()).contains("dates shifted");
        assertThat(entry.target()).isEqualTo(out.toAbsolutePath().normalize().toString());
        assertThat(entry.sha256()).hasSize(64);
        assertThat(Files.readString(folder.resolve("home").resolve("ledger").resolve("ledger.log"), StandardCharsets.ISO_8859_1)).contains("trial-007").doesNotContain("Jane", "4711");
        run(in, folder.resolve("again"), new Deidentify.Options(Deidentify.DateChoice.SHIFT, "trial-007"));
        assertThat(bench.workbench.ledger().entries()).hasSize(2).allSatisfy(e -> assertThat(e.sha256()).as("the same key gives the same files").isEqualTo(entry.sha256()));
    }

    @Test void severalPatientsAreToldApart() throws Exception {
        Path in = folder.resolve("in");
        of(DicomFiles.slice(4, 4, 0), "A^A", "1").write(in.resolve("a.dcm"));
        of(DicomFiles.slice(4, 4, 1), "B^B", "2").write(in.resolve("b.dcm"));
        of(DicomFiles.slice(4, 4, 2), "A^A", "1").text(Tag.Modality, VR.CS, "US").write(in.resolve("c.dcm"));
        Deidentify.Result result = run(in, folder.resolve("out"), new Deidentify.Options(Deidentify.DateChoice.REMOVE, "P"));
        assertThat(result.pseudonyms()).containsExactly("P-1", "P-2");
        assertThat(folder.resolve("out/P-1/series-001/00002.dcm")).exists();
        assertThat(folder.resolve("out/P-2/series-001/00001.dcm")).exists();
        assertThat(result.warnings()).containsExactly("P-1/series-001/00002.dcm: pictures of modality US often have writing in their pixels. Look at it before it goes out.");
    }

    @Test void theSeriesOfAnOpenCaseLeavesWithoutItsNeighbours() throws Exception {
        Path in = study(), scan = bench.scan("plain.nii", Bench.GRID, 1);
        CaseSession session = bench.open(new CaseSource.Series(in, "1.2.3"));
        Deidentify.Source series = Bench.wait(bench.workbench.deidentify().seriesOf(session)).orElseThrow();
        assertThat(series).isEqualTo(new Deidentify.Source(in.toRealPath(), "1.2.3"));
        assertThat(Bench.wait(bench.workbench.deidentify().run(series, folder.resolve("out"), Deidentify.Options.STRICT)).files()).isEqualTo(4);
        Bench.wait(session.close());
        CaseSession plain = bench.open(scan);
        assertThat(Bench.wait(bench.workbench.deidentify().seriesOf(plain))).isEmpty();
        Bench.wait(plain.close());
    }

    @Test void whatWouldLeaveIsSeenBeforeItDoes() throws Exception {
        Path in = study();
        of(DicomFiles.slice(6, 5, 1), "B^B", "2").text(Tag.Modality, VR.CS, "US").text(Tag.SeriesInstanceUID, VR.UI, "1.2.5").write(in.resolve("us.dcm"));
        DicomFiles.slice(4, 4, 8).without(Tag.PixelData).sequence(0x0040A730, true, DicomFiles.empty()).write(in.resolve("report.dcm"));
        Deidentify.Preview preview = Bench.wait(bench.workbench.deidentify().look(Deidentify.Source.all(in)));
        assertThat(preview.files()).isEqualTo(6);
        assertThat(preview.patients()).isEqualTo(2);
        assertThat(preview.leftOut()).containsExactly("report.dcm: it is a report, whose text may name the patient anywhere.");
        assertThat(preview.warnings()).containsExactly("One file: pictures of modality US often have writing in their pixels.");
        assertThat(preview.middles()).extracting(middle -> middle.slice().geometry().size().toString()).containsExactlyInAnyOrder("12 × 10 × 1", "6 × 5 × 1");
        assertThat(bench.workbench.ledger().entries()).as("nothing has left").isEmpty();
    }

    @Test void brokenFilesAndReportsAreNamedAndLeftOut() throws Exception {
        Path in = study();
        byte[] whole = Files.readAllBytes(DicomFiles.slice(4, 4, 9).write(folder.resolve("whole.dcm")));
        Files.write(in.resolve("cut.dcm"), java.util.Arrays.copyOf(whole, 300));
        Files.write(in.resolve("pixels.dcm"), java.util.Arrays.copyOf(whole, whole.length - 8));
        DicomFiles.slice(4, 4, 8).sequence(0x0040A730, true, DicomFiles.empty()).write(in.resolve("report.dcm"));
        Deidentify.Result result = run(in, folder.resolve("out"), Deidentify.Options.STRICT);
        assertThat(result.files()).isEqualTo(5);
        assertThat(result.leftOut()).hasSize(3).anyMatch(why -> why.startsWith("cut.dcm")).anyMatch(why -> why.startsWith("pixels.dcm")).anyMatch(why -> why.equals("report.dcm: it is a report, whose text may name the patient anywhere."));
    }

    @Test void aFolderWithFilesInItAndOneWithNothingToPassOnAreRefused() throws Exception {
        Path in = study(), full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("x"), "x");
        assertThatThrownBy(() -> run(in, full, Deidentify.Options.STRICT)).rootCause().isInstanceOf(FormatException.class).hasMessageContaining("a new or empty folder");
        assertThatThrownBy(() -> run(full, folder.resolve("out"), Deidentify.Options.STRICT)).rootCause().isInstanceOf(FormatException.class).hasMessageContaining("DICOM images");
        assertThat(bench.workbench.ledger().entries()).isEmpty();
    }

    @Test void whatCannotBeRecordedDoesNotLeave() throws Exception {
        Files.createDirectories(folder.resolve("home").resolve("ledger").resolve("ledger.log"));
        Path in = study(), out = folder.resolve("out");
        assertThatThrownBy(() -> run(in, out, Deidentify.Options.STRICT)).rootCause().isInstanceOf(java.io.IOException.class);
        assertThat(out).doesNotExist();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test void aPseudonymMustBeOneWord() {
        for (String wrong : List.of("a b", "../x", "x^y", "-", "x".repeat(33)))
            assertThatThrownBy(() -> new Deidentify.Options(Deidentify.DateChoice.REMOVE, wrong)).isInstanceOf(IllegalArgumentException.class);
    }
}
