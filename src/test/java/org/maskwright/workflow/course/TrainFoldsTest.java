package org.maskwright.workflow.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.FormatException;
import org.maskwright.job.Progress;
import org.maskwright.learn.ModelCard;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.Models;
import org.maskwright.learn.TrainingCase;
import org.maskwright.learn.ValidationScores;
import org.maskwright.measure.CaseScore;
import org.maskwright.workflow.Train;
import org.maskwright.workflow.Workbench;
import org.xml.sax.InputSource;

/// Two folds of three patients with two cases each, stopped in the second and resumed; then both put side by side.
class TrainFoldsTest {
    @TempDir static Path folder;
    private static Workbench bench;
    private static Path out;
    private static TrainFolds.Folded folded;

    @BeforeAll
    static void stoppedInTheSecondFoldAndResumed() throws Exception {
        bench = SmallFolder.workbench(folder.resolve("home"));
        SmallFolder.write(folder.resolve("data"), 3);
        out = folder.resolve("folds");
        var folds = new TrainFolds(bench.turn(), bench.train());
        assertThatThrownBy(() -> folds.run(request(false), 2, (_, what) -> {
            if (what.contains("fold 2 of 2, epoch 1")) throw new Progress.Cancelled();
        })).isInstanceOf(Progress.Cancelled.class);
        folded = folds.run(request(true), 2, Progress.NONE);
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    private static Train.Request request(boolean resume) {
        return new Train.Request(folder.resolve("data").toString(), Optional.empty(), out, "", "unet2d", Train.Method.USUAL.withWidths(List.of(4, 8)), 1, 0, resume, Optional.empty(), Optional.empty(),
                Optional.empty(), 1, "maskwright train --folds 2");
    }

    @Test
    void everyCaseIsJudgedOnceByAModelThatNeverSawIt() throws Exception {
        List<String> judged = new ArrayList<>();
        for (String fold : List.of("fold-1", "fold-2")) {
            ModelCard card = Models.read(out.resolve(fold)).card();
            assertThat(card.id()).isEqualTo("folds-" + fold);
            List<String> scored = ValidationScores.read(out.resolve(fold)).stream().map(CaseScore::caseId).toList();
            assertThat(scored).isEqualTo(card.data().validationCases()).doesNotContainAnyElementsOf(card.data().trainingCases());
            Set<String> learners = new HashSet<>(card.data().trainingCases().stream().map(id -> id.substring(0, 2)).toList());
            assertThat(scored).as("no patient on both sides").noneMatch(id -> learners.contains(id.substring(0, 2)));
            judged.addAll(scored);
        }
        assertThat(judged).containsExactlyInAnyOrder("c1a", "c1b", "c2a", "c2b", "c3a", "c3b");
    }

    @Test
    void whatAllFoldsSayOfTheirSettingsIsSaidOnce() throws Exception {
        List<String> first = Models.read(out.resolve("fold-1")).card().training().reasons(), second = Models.read(out.resolve("fold-2")).card().training().reasons();
        assertThat(first).isNotEmpty().as("folds are planned alike, or nearly so").containsAnyElementsOf(second);
        for (String reason : first) assertThat(folded.reasons()).containsOnlyOnce(second.contains(reason) ? reason : "fold 1: " + reason);
        for (String reason : second) if (!first.contains(reason)) assertThat(folded.reasons()).contains("fold 2: " + reason);
        assertThat(folded.notes()).isEmpty();
    }

    @Test
    void aRunOfOtherFoldsIsNotGoneOnWith() {
        assertThatThrownBy(() -> new TrainFolds(bench.turn(), bench.train()).run(request(true), 3, Progress.NONE)).isInstanceOf(ModelException.class).hasMessageContaining("was begun with 2 folds");
    }

    @Test
    void theReportHasEveryCaseAndSaysWhoJudged() throws Exception {
        assertThat(folded.words()).matches("2 folds: mean Dice 0\\.\\d{3} \\(standard deviation over folds 0\\.\\d{3}\\), each of 6 cases judged by the one model that never saw it");
        assertThat(Files.readString(out.resolve(TrainFolds.TABLE)).lines()).hasSize(1 + 6 * 2).anyMatch(row -> row.matches("[12],c3a,2,Dark,[0-9.]*,\\d+,\\d+,\\d+"));
        String page = Files.readString(out.resolve(TrainFolds.PAGE));
        assertThat(page).contains("c1a", "c2b", "never saw it", "Fold 2", "<th>Dice<br><small>2TP/(2TP+FP+FN)</small></th>", "<br>6 of 6 defined</small>");
        wellFormed(page);
        assertThat(out.resolve(TrainFolds.CURVES)).exists();
    }

    private static void wellFormed(String page) throws Exception {
        String body = page.substring(page.indexOf("<main>"), page.indexOf("</main>") + 7).replace("<br>", "<br/>");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(body)));
    }

    @Test
    void bothFoldsStandSideBySideAndAreNotComparedForOtherCasesJudgedThem() throws Exception {
        Path compared = folder.resolve("compared");
        assertThat(CompareRuns.write(List.of(out), compared)).hasSize(2).allMatch(line -> line.matches("fold-[12]: 1 epoch, mean Dice 0\\.\\d{3} on [24] cases"));
        String page = Files.readString(compared.resolve(CompareRuns.PAGE));
        assertThat(page).contains("Judged by other cases, and so not compared: fold-", "cases learnt from").doesNotContain("<th>seed</th>");
        wellFormed(page);
        assertThat(Files.readString(compared.resolve(CompareRuns.TABLE)).lines()).hasSize(1 + 6 * 2);
        assertThat(compared.resolve(CompareRuns.CURVES)).exists();
        assertThatThrownBy(() -> CompareRuns.write(List.of(folder.resolve("data")), folder.resolve("nothing"))).isInstanceOf(FormatException.class).hasMessageContaining("a folder of a training");
    }

    @Test
    void aRunBesideItselfDiffersInNothing() throws Exception {
        List<Run> twice = Run.read(List.of(out.resolve("fold-1"), out.resolve("fold-1")));
        assertThat(twice).as("named twice it is one").hasSize(1);
        assertThat(Run.differences(List.of(twice.getFirst(), twice.getFirst()))).isEmpty();
        assertThat(twice.getFirst().settings()).containsEntry("network", "unet2d").containsEntry("widths", "4, 8").containsEntry("--folds", "2");
    }

    @Test
    void theSplitIsReadBackAndRefusesOtherCases() throws Exception {
        List<TrainingCase> cases = new ArrayList<>();
        for (String id : List.of("c1a", "c1b", "c2a", "c2b", "c3a", "c3b")) cases.add(aCase(id, id.substring(0, 2)));
        FoldSplit split = FoldSplit.of(cases, 3, 7);
        assertThat(split).isEqualTo(FoldSplit.of(cases, 3, 7));
        assertThat(split.judging()).hasSize(3).allMatch(judging -> judging.size() == 2);
        split.write(folder.resolve("split"), 7);
        assertThat(FoldSplit.read(folder.resolve("split"), cases)).isEqualTo(split);
        assertThatThrownBy(() -> FoldSplit.read(folder.resolve("split"), cases.subList(1, 6))).isInstanceOf(FormatException.class).hasMessageContaining("the 5 cases of the data");
        assertThatThrownBy(() -> FoldSplit.of(cases, 4, 7)).isInstanceOf(ModelException.class).hasMessageContaining("4 folds need as many patients, found 3");
    }

    private static TrainingCase aCase(String id, String patient) {
        return new TrainingCase() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public String patient() {
                return patient;
            }

            @Override
            public Content load() {
                throw new IllegalStateException("nobody reads it");
            }
        };
    }
}
