package org.maskwright.workflow.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Geometry;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.learn.Attention;

/// Five voxels in a row; what each teaches is worked out by hand.
class CorrectionTest {
    private static final Geometry ROW = Geometry.upright(5, 1, 1, 1, 1, 1);
    private static final LabelTable MODEL = table(1, "Liver", 2, "Spleen");
    private static final short ORDINARY = (short) Attention.ORDINARY.value(), CHANGED = (short) Attention.CHANGED.value(), NOTHING = (short) Attention.NOTHING.value();

    private static LabelTable table(Object... pairs) {
        LabelTable table = LabelTable.EMPTY;
        for (int i = 0; i < pairs.length; i += 2) table = table.with(new LabelTable.Entry((Integer) pairs[i], (String) pairs[i + 1], 0));
        return table;
    }

    private static Labels row(int... values) {
        short[] slice = new short[values.length];
        for (int i = 0; i < slice.length; i++) slice[i] = (short) values[i];
        return Labels.adopting(ROW, new short[][] {slice});
    }

    private static short[] read(Labels labels) {
        short[] slice = new short[5];
        labels.copySlice(0, slice);
        return slice;
    }

    @Test
    void whatWasChangedCountsMoreAndWhatNobodyKnowsNothing() {
        Labels human = row(4, 4, 0, 9, 8);
        var proposal = new Proposal(row(4, 0, 4, 0, 0), table(4, "Liver"), "m", "", Instant.EPOCH);
        Correction correction = Correction.of(human, table(4, "liver", 8, "ignore", 9, "Cyst"), Optional.of(proposal), MODEL);
        assertThat(read(correction.labels())).containsExactly((short) 1, (short) 1, (short) 0, (short) 0, (short) 0);
        assertThat(read(correction.attention())).containsExactly(ORDINARY, CHANGED, CHANGED, NOTHING, NOTHING);
        assertThat(correction.changed()).isEqualTo(4);
        assertThat(correction.strange()).as("ignore is no stranger").containsExactly("Cyst");
    }

    @Test
    void aProposedLabelThatNobodyTookUpSaysNothing() {
        var proposal = new Proposal(row(4, 5, 5, 0, 0), table(4, "Liver", 5, "Spleen"), "m", "", Instant.EPOCH);
        Correction correction = Correction.of(row(4, 0, 4, 0, 0), table(4, "Liver"), Optional.of(proposal), MODEL);
        assertThat(read(correction.attention())).containsExactly(ORDINARY, NOTHING, CHANGED, ORDINARY, ORDINARY);
    }

    @Test
    void aRenamedLabelIsStillTheModels() {
        var proposal = new Proposal(row(4, 0, 0, 0, 0), table(4, "Liver"), "m", "", Instant.EPOCH);
        assertThat(read(Correction.of(row(4, 4, 0, 0, 0), table(4, "Leber"), Optional.of(proposal), MODEL).labels())).startsWith((short) 1, (short) 1);
    }

    @Test
    void withoutAProposalEveryVoxelCountsAlike() {
        Correction correction = Correction.of(row(4, 4, 0, 0, 0), table(4, "Liver"), Optional.empty(), MODEL);
        assertThat(read(correction.attention())).containsOnly(ORDINARY);
        assertThat(correction.drawn()).isTrue();
    }

    @Test
    void whoJudgedOnceNeverTeachesAndPatientsStayTogether() {
        List<Split.Member> five = java.util.stream.IntStream.range(0, 5).mapToObj(i -> new Split.Member("case-00" + i, "scan" + i, i < 2 ? "twin" : "p" + i, false)).toList();
        Split split = Split.NONE.with(five, "");
        assertThat(split.judges("scan0")).isEqualTo(split.judges("scan1"));
        assertThat(split.members()).filteredOn(Split.Member::judges).isNotEmpty().hasSizeLessThan(5);
        Split later = split.with(List.of(new Split.Member("case-9", "scan9", "p9", false), new Split.Member("case-7", "scan7", "twin", false), five.get(2)), "");
        for (Split.Member one : split.members()) assertThat(later.judges(one.scan())).isEqualTo(one.judges());
        assertThat(later.judges("scan7")).isEqualTo(split.judges("scan0"));
    }
}
