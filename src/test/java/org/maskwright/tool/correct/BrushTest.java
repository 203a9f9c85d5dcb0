package org.maskwright.tool.correct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.testing.TestToolContext;
import org.maskwright.tool.Gesture;
import org.maskwright.tool.IntensityLimit;
import org.maskwright.tool.Pointer;
import org.maskwright.tool.Tool.Refused;
import org.maskwright.volume.Range;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;

class BrushTest {
    private final Brush brush = new Brush();
    private final TestToolContext context = new TestToolContext(ramp()).with(brush).set("radiusMm", 1.0);

    /// 16 × 16 × 4 voxels of 1 mm; the value is x · 10.
    private static ShortVolume ramp() {
        short[][] slices = new short[4][256];
        for (short[] slice : slices) for (int i = 0; i < 256; i++) slice[i] = (short) (i % 16 * 10);
        return ShortVolume.adopting(Geometry.upright(16, 16, 4, 1, 1, 1), slices, 1, 0, ScanInfo.CT);
    }

    private static Pointer at(double x, double y, double z) {
        return Pointer.at(x, y, z, Plane.AXIAL);
    }

    private Optional<LabelEdit> stroke(Pointer from, Pointer to) throws Refused {
        Gesture gesture = brush.begin(context, from);
        gesture.drag(to);
        return gesture.release(to);
    }

    @Test
    void strokeIsOneEditNamedAfterItsLabel() throws Refused {
        LabelEdit edit = stroke(at(3, 3, 1), at(10, 3, 1)).orElseThrow();
        assertThat(edit.name()).isEqualTo("Brush, Liver");
        assertThat(edit.voxels()).isEqualTo(8 * 3 + 2); // three rows of eight, and the two round ends
        assertThat(context.labels().at(6, 4, 1)).isEqualTo(1);
        assertThat(context.labels().at(6, 4, 2)).isZero();
    }

    @Test
    void ballReachesIntoTheNextSlices() throws Refused {
        context.set("shape", "Ball");
        assertThat(stroke(at(3, 3, 1), at(3, 3, 1)).orElseThrow().voxels()).isEqualTo(7);
    }

    @Test
    void rightButtonErases() throws Refused {
        stroke(at(3, 3, 1), at(10, 3, 1));
        Gesture eraser = brush.begin(context, new Pointer(new Point(3, 3, 1), Plane.AXIAL, 1, Set.of(Pointer.Modifier.ERASE)));
        LabelEdit edit = eraser.release(at(3, 3, 1)).orElseThrow();
        assertThat(edit.name()).isEqualTo("Erase");
        assertThat(context.labels().at(3, 3, 1)).isZero();
    }

    @Test
    void eraserSetToTheActiveLabelLeavesOthers() throws Refused {
        context.fill(Mask.of(context.labels().geometry().size().box(), b -> b.run(3, 1, 0, 8)), 2);
        context.set("erase", true).set("onlyActiveLabel", true);
        Gesture eraser = brush.begin(context, at(3, 3, 1));
        assertThat(eraser.release(at(5, 3, 1))).isEmpty();
        assertThat(eraser.refusal()).isEqualTo("Only Liver may be erased here.");
    }

    @Test
    void eraserWorksWhereOnlyBackgroundMayBePaintedOver() throws Refused {
        stroke(at(3, 3, 1), at(10, 3, 1));
        context.rule = context.rule.withOver(new PaintRule.Over.Background());
        context.set("erase", true);
        assertThat(stroke(at(3, 3, 1), at(3, 3, 1))).isPresent();
    }

    @Test
    void lockedActiveLabelIsRefusedInWords() {
        context.rule = context.rule.withLocked(Set.of(1));
        assertThatThrownBy(() -> brush.begin(context, at(3, 3, 1))).isInstanceOf(Refused.class).hasMessage("Liver is locked: K unlocks it.");
        assertThat(context.labels().isEditOpen()).isFalse();
    }

    @Test
    void missingLabelIsRefusedInWords() {
        context.activeLabel = 9;
        assertThatThrownBy(() -> brush.begin(context, at(3, 3, 1))).hasMessage("No label is chosen: pick one in the list first.");
    }

    @Test
    void lockedNeighbourIsNamed() throws Refused {
        context.fill(Mask.of(context.labels().geometry().size().box(), b -> b.run(3, 1, 0, 16)), 2);
        context.rule = context.rule.withLocked(Set.of(2));
        Gesture gesture = brush.begin(context, at(3, 3, 1));
        assertThat(gesture.refusal()).isEqualTo("Left kidney is locked: K unlocks it.");
        gesture.cancel();
    }

    @Test
    void intensityLimitIsSpelt() throws Refused {
        context.rule = context.rule.withLimit(new IntensityLimit(context.volume(), new Range(-100, 240)));
        assertThat(stroke(at(3, 3, 1), at(3, 3, 1))).isPresent();
        context.rule = context.rule.withLimit(new IntensityLimit(context.volume(), new Range(-100, 24.5)));
        Gesture gesture = brush.begin(context, at(9, 9, 1));
        assertThat(gesture.release(at(9, 9, 1))).isEmpty();
        assertThat(gesture.refusal()).isEqualTo("Outside the intensity limit −100…24.5 HU.");
    }

    @Test
    void strokeThatCrossesSlicesDoesNotSmearBetweenThem() throws Refused {
        stroke(at(3, 3, 1), at(10, 10, 2));
        assertThat(context.labels().at(3, 3, 1)).isEqualTo(1);
        assertThat(context.labels().at(10, 10, 2)).isEqualTo(1);
        assertThat(context.labels().at(6, 6, 2)).isZero();
    }
}
