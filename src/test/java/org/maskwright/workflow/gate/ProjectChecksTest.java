package org.maskwright.workflow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.maskwright.label.LabelTable;

/// What only shows when cases are laid side by side.
class ProjectChecksTest {
    private static final LabelTable LIVER = Cases.table("Liver");

    private static List<Finding> look(Check.OfProject check, LabelTable table, CaseFacts... cases) {
        return check.look(Cases.project(table, cases));
    }

    private static CaseFacts[] ofMl(double... ml) {
        CaseFacts[] cases = new CaseFacts[ml.length];
        for (int i = 0; i < ml.length; i++) cases[i] = Cases.facts("case-00" + (i + 1), ml[i]);
        return cases;
    }

    @Test
    void namesAreMissingTwiceOrTaken() {
        LabelTable table = Cases.table("Liver", "liver ", "Background", "Label 4", "Left kidney", "kidney_left", "Spleen\tupper", "Spleen");
        assertThat(look(new NameCheck(), table)).extracting(Finding::label, Finding::severity, f -> f.fix().orElse(null)).containsExactly(
                org.assertj.core.groups.Tuple.tuple(2, Severity.BLOCKS, new Fix.Rename(2, "liver (2)")),
                org.assertj.core.groups.Tuple.tuple(3, Severity.BLOCKS, new Fix.Rename(3, "Background 3")),
                org.assertj.core.groups.Tuple.tuple(4, Severity.LOOK, null),
                org.assertj.core.groups.Tuple.tuple(6, Severity.LOOK, null),
                org.assertj.core.groups.Tuple.tuple(7, Severity.BLOCKS, new Fix.Rename(7, "Spleen upper")));
        assertThat(look(new NameCheck(), Cases.table("Liver", "Spleen"))).isEmpty();
    }

    @Test
    void aNameThatStandsTwiceIsToldWithBothNumbers() {
        assertThat(look(new NameCheck(), Cases.table("Liver", "LIVER")).getFirst().sentence()).isEqualTo("Labels 1 and 2 are both called “LIVER”, so readers take them for one. Give one another name.");
    }

    @Test
    void numbersWithAGapAreRenumberedAndThatIsSaid() {
        LabelTable gap = new LabelTable(List.of(new LabelTable.Entry(1, "Liver", 0), new LabelTable.Entry(9, "Spleen", 0)));
        assertThat(look(new ConsecutiveCheck(), gap)).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.NOTE);
            assertThat(found.sentence()).startsWith("The labels are numbered 1 and 9; the data set wants 1 to 2");
        });
        assertThat(look(new ConsecutiveCheck(), Cases.table("Liver", "Spleen"))).isEmpty();
        assertThat(new ConsecutiveCheck().look(new CheckedProject(List.of(), gap, new Rules(false, 0, 0), Plan.ALL))).isEmpty();
    }

    @Test
    void aNameThatNoCaseHasCanBeTakenOffTheList() {
        assertThat(look(new UnusedNameCheck(), Cases.table("Liver", "Spleen"), ofMl(1, 2))).singleElement().satisfies(found -> assertThat(found.fix()).contains(new Fix.RemoveName(2)));
        assertThat(look(new UnusedNameCheck(), LIVER, ofMl(1))).isEmpty();
    }

    @Test
    void aCaseWithoutLabelsIsNamed() {
        CaseFacts empty = Cases.facts("case-002", "b", "", Map.of());
        assertThat(look(new EmptyCaseCheck(), LIVER, Cases.facts("case-001", 1), empty)).singleElement().satisfies(found -> assertThat(found.fix()).contains(new Fix.LeaveOut("case-002")));
    }

    @Test
    void aLabelThatMostOthersHaveIsMissed() {
        CaseFacts without = Cases.facts("case-004", "d", "", Map.of(2, 5L));
        List<Finding> found = look(new MissingLabelCheck(), Cases.table("Liver", "Cyst"), Cases.facts("case-001", 1), Cases.facts("case-002", 1), Cases.facts("case-003", 1), without);
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.caseId()).isEqualTo("case-004");
            assertThat(one.label()).isEqualTo(1);
            assertThat(one.sentence()).isEqualTo("It has no “Liver”, which 3 of the 3 other cases have. Paint it, unless it is truly not in this scan.");
        });
        assertThat(look(new MissingLabelCheck(), Cases.table("Liver", "Cyst"), Cases.facts("case-001", 1), without)).as("one other case proves nothing").isEmpty();
    }

    @Test
    void aVolumeFarFromTheOthersIsAnOutlierAndASpreadOfTenPercentIsNot() {
        // ln(16/1.6) = 2.303; the others' deviations from ln 1.6 are below 10 %, so one standard deviation is ln 1.1 = 0.0953: z = 24.2
        assertThat(look(new VolumeCheck(), LIVER, ofMl(1.5, 1.6, 1.6, 1.6, 1.7, 16))).singleElement().satisfies(found -> {
            assertThat(found.caseId()).isEqualTo("case-006");
            assertThat(found.sentence()).isEqualTo("“Liver” measures 16.0 ml, where half of the other 5 cases have less than 1.6 ml (24.2 robust standard deviations above). Check its outline.");
        });
        assertThat(look(new VolumeCheck(), LIVER, ofMl(1.5, 1.6, 1.6, 1.6, 1.7, 1.9))).isEmpty();
        assertThat(look(new VolumeCheck(), LIVER, ofMl(1, 1, 1, 16))).as("four cases are too few").isEmpty();
    }

    @Test
    void oneScanTwiceIsPartedByASplitUntilKeptTogether() {
        CaseFacts a = Cases.facts("case-001", "same", "", Map.of(1, 9L)), b = Cases.facts("case-002", "same", "", Map.of(1, 9L)), c = Cases.facts("case-003", "other", "", Map.of(1, 9L));
        Finding found = look(new SamePatientCheck(), LIVER, a, b, c).getFirst();
        assertThat(found.severity()).isEqualTo(Severity.BLOCKS);
        assertThat(found.sentence()).startsWith("case-001 and case-002 hold the same scan, and a split would part them");
        Plan plan = Plan.ALL.with((Fix.OfExport) found.fix().orElseThrow());
        assertThat(new SamePatientCheck().look(new CheckedProject(List.of(a, b, c), LIVER, Cases.RULES, plan))).singleElement()
                .satisfies(rest -> assertThat(rest.sentence()).contains("counts double"));
    }

    @Test
    void scansOfOnePatientAreKeptOnOneSideOfASplitAndTheHashIsNeverSpelt() {
        String hash = "0badc0de".repeat(8);
        CaseFacts a = Cases.facts("case-001", "a", hash, Map.of(1, 9L)), b = Cases.facts("case-002", "b", hash, Map.of(1, 9L)), c = Cases.facts("case-003", "c", "", Map.of(1, 9L));
        Finding found = look(new SamePatientCheck(), LIVER, a, b, c).getFirst();
        assertThat(found.fix()).contains(new Fix.KeepTogether(List.of("case-001", "case-002")));
        assertThat(found.toString() + a).doesNotContain(hash.substring(0, 8));
        assertThat(new SamePatientCheck().look(new CheckedProject(List.of(a, b, c), LIVER, Cases.RULES, Plan.ALL.with((Fix.OfExport) found.fix().orElseThrow())))).isEmpty();
        assertThat(new SamePatientCheck().look(new CheckedProject(List.of(a, b, c), LIVER, new Rules(false, 0, 100), Plan.ALL))).as("without splits nothing is parted").isEmpty();
    }

    @Test
    void whereAllScansSayOnePatientTheNamesWereTakenOff() {
        List<CaseFacts> all = new ArrayList<>();
        for (int i = 1; i <= 4; i++) all.add(Cases.facts("case-00" + i, "scan " + i, "one", Map.of(1, 9L)));
        assertThat(look(new SamePatientCheck(), LIVER, all.toArray(new CaseFacts[0]))).singleElement().satisfies(found -> assertThat(found.severity()).isEqualTo(Severity.LOOK));
    }

    @Test
    void aScanThatChangedIsToBeLookedAt() {
        CaseFacts was = Cases.facts("case-001", 1);
        CaseFacts now = new CaseFacts(was.id(), "new", "old", "", was.voxels(), 2, was.somewhere(), Map.of(), Optional.empty(), Optional.empty());
        assertThat(look(new ChangedScanCheck(), LIVER, now)).hasSize(1);
        assertThat(look(new ChangedScanCheck(), LIVER, was)).isEmpty();
    }

    @Test
    void aProposalNewerThanTheLabelsAwaitsAnAnswer() {
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");
        assertThat(look(new WaitingProposalCheck(), LIVER, waiting(noon, noon.minusSeconds(60)))).hasSize(1);
        assertThat(look(new WaitingProposalCheck(), LIVER, waiting(noon, noon.plusSeconds(60)))).as("painted since").isEmpty();
        assertThat(look(new WaitingProposalCheck(), LIVER, Cases.facts("case-001", 1))).isEmpty();
    }

    private static CaseFacts waiting(Instant proposed, Instant touched) {
        CaseFacts plain = Cases.facts("case-001", 1);
        return new CaseFacts(plain.id(), plain.scan(), plain.scan(), "", plain.voxels(), 2, plain.somewhere(), Map.of(1, "Hepar"), Optional.of(proposed), Optional.of(touched));
    }

    @Test
    void aProposalThatCallsALabelOtherwiseIsNoted() {
        assertThat(look(new OtherNameCheck(), LIVER, waiting(Instant.EPOCH, Instant.EPOCH))).singleElement()
                .satisfies(found -> assertThat(found.sentence()).startsWith("Label 1 is “Liver” on the list, and a proposal calls it “Hepar”."));
        assertThat(look(new OtherNameCheck(), Cases.table("HEPAR"), waiting(Instant.EPOCH, Instant.EPOCH))).isEmpty();
    }

    @Test
    void foldsShareOutGroupsAndWithoutGroupsCases() {
        List<String> cases = List.of("a", "b", "c", "d", "e", "f");
        assertThat(Folds.of(cases, List.of(), 5).fold()).isEqualTo(Map.of("a", 0, "b", 1, "c", 2, "d", 3, "e", 4, "f", 0));
        Folds together = Folds.of(cases, List.of(List.of("b", "e"), List.of("e", "f"), List.of("gone", "a")), 5);
        assertThat(together.count()).isEqualTo(4);
        assertThat(together.fold()).isEqualTo(Map.of("a", 0, "b", 1, "c", 2, "d", 3, "e", 1, "f", 1));
        assertThat(together.part("b", "f")).isFalse();
        assertThat(Folds.of(List.of(), List.of(), 5).count()).isZero();
    }

    @Test
    void aPlanTakesCasesOutAndBackIn() {
        Plan plan = Plan.ALL.with(new Fix.LeaveOut("a")).with(new Fix.LeaveOut("b")).including("a");
        assertThat(plan.leftOut()).isEqualTo(Set.of("b"));
    }
}
