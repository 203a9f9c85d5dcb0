package org.maskwright.workflow.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Geometry;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// Corrections of 600 voxels in two minutes, 200 in one, 400 in one; one drawn by hand in nine, one nobody timed.
class EditTimeTest {
    private static final Geometry GRID = Geometry.upright(10, 10, 4, 1, 1, 1);
    private static final List<EditTime.One> TIMED = List.of(one("a", 600, 2), one("b", 200, 1), one("c", 400, 1));
    private static final EditTime.One DRAWN = new EditTime.One("d", 900, true, OptionalDouble.of(9)), UNTIMED = new EditTime.One("e", 50, false, OptionalDouble.empty());

    private static EditTime.One one(String id, long changed, double minutes) {
        return new EditTime.One(id, changed, false, OptionalDouble.of(minutes));
    }

    private static EditTime with(EditTime.One... more) {
        List<EditTime.One> all = new ArrayList<>(TIMED);
        all.addAll(List.of(more));
        return new EditTime(all);
    }

    /// A box of `voxels`, at most 100, in the first slice.
    private static Labels voxels(int voxels) {
        short[][] slices = new short[4][100];
        for (int i = 0; i < voxels; i++) slices[0][i] = 1;
        return Labels.adopting(GRID, slices);
    }

    private static ReportCard card(EditTime time) {
        ReportCard.Row own = ReportCard.Row.of("a", "a", true, voxels(100), voxels(40), voxels(70)), old = ReportCard.Row.of("o", "o", false, voxels(100), voxels(0), voxels(0));
        return ReportCard.of("base", "base-2", new LabelTable(List.of(new LabelTable.Entry(1, "Box", 0xFF0000))), List.of(own, old), time);
    }

    @Test
    void thePaceIsThatOfTimedCorrectionsAlone() {
        assertThat(with(DRAWN, UNTIMED).pace()).hasValue(300);
        assertThat(with(DRAWN, UNTIMED).meanMinutes()).as("drawn ones took time too").hasValue(13 / 4.0);
        assertThat(with(DRAWN, UNTIMED).sentence()).isEqualTo("Correcting took 3.3 min a case, measured on 4 of 5 cases.");
    }

    @Test
    void noPaceIsMadeUpOfTooLittle() {
        assertThat(new EditTime(TIMED.subList(0, 2)).pace()).isEmpty();
        assertThat(new EditTime(List.of(one("a", 600, 0.2), one("b", 200, 0.1), one("c", 400, 0.1))).pace()).as("half a minute in all").isEmpty();
        assertThat(new EditTime(List.of(UNTIMED)).sentence()).isEqualTo("How long correcting took was not measured on any of 1 case.");
        assertThat(card(EditTime.NONE).estimatedMinutes()).isEmpty();
        assertThat(card(EditTime.NONE).minutes()).contains("cannot be said");
    }

    @Test
    void voxelsToCorrectBecomeMinutesAtThatPaceOnTheProjectsOwnCases() {
        ReportCard card = card(with(UNTIMED));
        assertThat(card.estimatedMinutes()).contains(new ReportCard.Minutes(0.2, 0.1));
        assertThat(card.minutes()).contains("300 voxels a minute, 3 cases").contains("about 0.2 min after the old model and 0.1 min after the new: an estimate");
        assertThat(new ReportCardPage(card, List.of(), List.of()).html()).contains("measured on 3 of 4 cases", ">Edit minutes</th>", ">2.0</td>", "an estimate from voxels alone");
    }
}
