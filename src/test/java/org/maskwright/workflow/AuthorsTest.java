package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.geometry.Box;
import org.maskwright.label.Authorship;
import org.maskwright.label.Authorship.Algorithm;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.testing.DicomFiles;

/// Who is said to have drawn what.
class AuthorsTest {
    private static final Box PROPOSED = new Box(2, 2, 1, 6, 5, 3), BESIDE = new Box(8, 2, 1, 10, 5, 3), ACROSS = new Box(5, 2, 1, 8, 5, 3);
    private static final Algorithm TOY = new Algorithm("toy", "cd".repeat(32), true);

    @TempDir Path folder;
    private Bench bench;
    private CaseSession session;

    @BeforeEach
    void begin() throws Exception {
        bench = new Bench(folder);
        session = bench.open(bench.scan("scan.nii.gz", Bench.GRID, 1));
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private Map<Integer, Authorship> authors() {
        return Authors.of(session, "1.2");
    }

    private void reopen() {
        Bench.wait(session.close());
        session = bench.open(folder.resolve("scan.nii.gz"));
    }

    private void edit(Box box, int label, String name) {
        OpenEdit edit = session.labels().open(PaintRule.EVERYWHERE);
        edit.fill(Bench.box(box), label);
        edit.commit(name);
    }

    @Test void whatBrushAndEraserMadeIsManualAlsoAfterTheCaseWasClosed() {
        Bench.paint(session, PROPOSED, 1);
        edit(new Box(2, 2, 1, 3, 5, 3), 0, "Erase");
        assertThat(authors()).isEqualTo(Map.of(1, Authorship.MANUAL));
        reopen();
        assertThat(authors()).isEqualTo(Map.of(1, Authorship.MANUAL));
    }

    @Test void anAcceptedProposalIsAutomaticUntilItIsCorrected() throws Exception {
        Bench.propose(session, PROPOSED, 1, "Liver");
        bench.workbench.acceptProposal().whole(session);
        Bench.paint(session, BESIDE, 2);
        assertThat(authors()).isEqualTo(Map.of(1, Authorship.automatic(TOY), 2, Authorship.MANUAL));
        reopen();
        assertThat(authors()).isEqualTo(Map.of(1, Authorship.automatic(TOY), 2, Authorship.MANUAL));
        Bench.paint(session, ACROSS, 1);
        assertThat(authors().get(1)).isEqualTo(Authorship.semiAutomatic(TOY));
        reopen();
        assertThat(authors().get(1)).isEqualTo(Authorship.semiAutomatic(TOY));
    }

    /// Painting over it changes it too.
    @Test void aProposalThatAnotherLabelWasPaintedOverIsCorrected() throws Exception {
        Bench.propose(session, PROPOSED, 1, "Liver");
        bench.workbench.acceptProposal().whole(session);
        Bench.paint(session, ACROSS, 2);
        assertThat(authors()).isEqualTo(Map.of(1, Authorship.semiAutomatic(TOY), 2, Authorship.MANUAL));
    }

    @Test void aCorrectionThatWasTakenBackIsNone() throws Exception {
        Bench.propose(session, PROPOSED, 1, "Liver");
        bench.workbench.acceptProposal().label(session, 1);
        Bench.paint(session, ACROSS, 1);
        session.history().undo();
        assertThat(authors().get(1)).isEqualTo(Authorship.automatic(TOY));
        session.history().redo();
        assertThat(authors().get(1)).isEqualTo(Authorship.semiAutomatic(TOY));
    }

    @Test void aToolThatFindsVoxelsIsNamed() {
        edit(PROPOSED, 1, "Region growing, Liver");
        Bench.paint(session, ACROSS, 1);
        edit(BESIDE, 2, "Threshold, a patient's name");
        session.history().undo();
        Bench.paint(session, BESIDE, 2);
        assertThat(authors()).isEqualTo(Map.of(1, Authorship.semiAutomatic(new Algorithm("Region growing", "1.2", false)), 2, Authorship.MANUAL));
        reopen();
        assertThat(authors().get(1)).isEqualTo(Authorship.semiAutomatic(new Algorithm("Region growing", "1.2", false)));
    }

    @Test void aModelThatIsAskedLaterTakesNoCredit() throws Exception {
        Bench.paint(session, PROPOSED, 1);
        Bench.propose(session, BESIDE, 1, "Liver");
        bench.workbench.acceptProposal().reject(session);
        assertThat(authors().get(1)).isEqualTo(Authorship.MANUAL);
    }

    @Test void labelsOfBeforeNotesWereTakenAreNotCalledManual() throws Exception {
        Bench.paint(session, PROPOSED, 1);
        Bench.wait(session.close());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) if (file.endsWith("deeds.json")) Files.delete(file);
        }
        session = bench.open(folder.resolve("scan.nii.gz"));
        assertThat(authors().get(1)).isEqualTo(Authorship.semiAutomatic(new Algorithm("Not recorded", "1.2", false)));
    }

    @Test void strokesThatACrashLeftInTheJournalCount() {
        Bench.paint(session, PROPOSED, 1);
        Bench.wait(session.save());
        edit(ACROSS, 1, "Threshold, Liver");
        bench.settle();
        bench.close();
        bench = new Bench(folder);
        session = bench.open(folder.resolve("scan.nii.gz"));
        assertThat(authors().get(1).kind()).isEqualTo(Authorship.Kind.SEMIAUTOMATIC);
    }

    @Test void aLabelDrawnAnewForgetsWhatItWas() {
        edit(PROPOSED, 1, "Threshold, Liver");
        edit(PROPOSED, 0, "Erase");
        reopen();
        Bench.paint(session, PROPOSED, 1);
        assertThat(authors().get(1)).isEqualTo(Authorship.MANUAL);
    }

    @Test void aDicomSegmentationTellsWhoDrewWhat() throws Exception {
        Path series = DicomFiles.series(folder.resolve("ct"), IntStream.range(0, 4).mapToObj(z -> DicomFiles.slice(12, 10, z)).toList());
        session = bench.open(series);
        Bench.propose(session, PROPOSED, 1, "Liver");
        bench.workbench.acceptProposal().whole(session);
        edit(BESIDE, 2, "Region growing, Spleen");
        Bench.paint(session, new Box(0, 8, 0, 2, 9, 1), 3);
        Path out = folder.resolve("seg.dcm");
        Bench.wait(bench.workbench.exportLabels().export(session, ExportLabels.Kind.DICOM_SEG, out));
        try (DicomFile file = DicomFile.open(out)) {
            assertThat(file.attributes().getSequence(Tag.SegmentSequence)).extracting(s -> s.getString(Tag.SegmentAlgorithmType, "") + " " + s.getString(Tag.SegmentAlgorithmName, ""))
                    .containsExactly("AUTOMATIC toy", "SEMIAUTOMATIC Region growing", "MANUAL ");
        }
    }
}
