package org.maskwright.workflow.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.FormatException;

/// Who learns and who judges stays so, whatever comes later.
class SplitTest {
    private static Split.Member scan(int n) {
        return new Split.Member("case-" + n, "scan " + n, "patient " + n, false);
    }

    private static List<Split.Member> scans(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(SplitTest::scan).toList();
    }

    private static long judging(Split split) {
        return split.members().stream().filter(Split.Member::judges).count();
    }

    @Test
    void ofTwoPatientsOneJudgesAndOfTenTwo() {
        assertThat(judging(Split.NONE.with(scans(1, 2), ""))).isOne();
        assertThat(judging(Split.NONE.with(scans(1, 10), ""))).isEqualTo(2);
    }

    @Test
    void orderPlaysNoPart() {
        List<Split.Member> shuffled = new ArrayList<>(scans(1, 9));
        Split split = Split.NONE.with(shuffled, "");
        Collections.shuffle(shuffled, new Random(1));
        assertThat(Split.NONE.with(shuffled, "").members()).containsExactlyInAnyOrderElementsOf(split.members());
    }

    @Test
    void whoHasASideKeepsItWhenOthersComeAndGo() {
        Split first = Split.NONE.with(scans(1, 5), "old data");
        Split later = first.with(scans(3, 12), "other data");
        assertThat(later.members()).containsAll(first.members()).hasSize(12);
        assertThat(later.replay()).isEqualTo("other data");
        assertThat(judging(later)).isGreaterThan(judging(first));
    }

    @Test
    void aFurtherScanOfAPatientTakesThePatientsSide() {
        Split first = Split.NONE.with(scans(1, 5), "");
        List<Split.Member> again = first.members().stream().map(one -> new Split.Member("new " + one.caseId(), second(one), one.patient(), false)).toList();
        Split later = first.with(again, "");
        for (Split.Member one : first.members()) assertThat(later.judges(second(one))).isEqualTo(one.judges());
    }

    /// A fingerprint that stands in another order than those of the first scans.
    private static String second(Split.Member of) {
        return String.valueOf((char) ('z' - of.scan().charAt(of.scan().length() - 1)));
    }

    @Test
    void theFileGivesTheSplitBackAndADamagedOneIsRefused(@TempDir Path folder) throws Exception {
        assertThat(Split.read(folder)).isEqualTo(Split.NONE);
        Split split = Split.NONE.with(scans(1, 6), "phantom:40");
        split.write(folder);
        assertThat(Split.read(folder)).isEqualTo(split);
        Files.writeString(folder.resolve(Split.FILE), "{\"cases\": [{\"case\": \"case-1\"}]}");
        assertThatThrownBy(() -> Split.read(folder)).isInstanceOf(FormatException.class).hasMessageContaining("split.json, field cases[0].");
    }
}
