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
import org.maskwright.testing.TestToolContext;
import org.maskwright.tool.Gesture;
import org.maskwright.tool.Pointer;
import org.maskwright.tool.Setting;
import org.maskwright.tool.Tool;
import org.maskwright.tool.Tool.Refused;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.Range;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;

class PreviewToolsTest {
    private final RegionGrowing growing = new RegionGrowing();
    private final Threshold threshold = new Threshold();

    /// 20 × 10 × 4 voxels of 1 × 1 × 5 mm: 0 HU for x < 8, 100 HU up to x = 13, then 200 HU.
    private static TestToolContext steps(Tool tool) {
        short[][] slices = new short[4][200];
        for (short[] slice : slices) for (int i = 0; i < 200; i++) slice[i] = (short) (i % 20 < 8 ? 0 : i % 20 < 14 ? 100 : 200);
        return new TestToolContext(ShortVolume.adopting(Geometry.upright(20, 10, 4, 1, 1, 5), slices, 1, 0, ScanInfo.CT)).with(tool);
    }

    private static Pointer at(double x, double y, double z) {
        return Pointer.at(x, y, z, Plane.AXIAL);
    }

    @Test
    void clickGrowsAPreviewThatEnterTakes() throws Refused {
        TestToolContext context = steps(growing).set("tolerance", 20.0);
        Gesture gesture = growing.begin(context, at(10, 5, 1));
        assertThat(gesture.release(at(10, 5, 1))).isEmpty();
        assertThat(gesture.state()).isEqualTo(Gesture.State.PENDING);
        assertThat(context.preview.count()).isEqualTo(6 * 10 * 4);
        assertThat(context.said.getLast()).isEqualTo("Tolerance ±20 HU: 240 voxels, 1.2 ml");
        assertThat(context.labels().at(10, 5, 1)).isZero();
        context.activeLabel = 2;
        LabelEdit edit = gesture.accept().orElseThrow();
        assertThat(edit.name()).isEqualTo("Region growing, Left kidney");
        assertThat(edit.voxels()).isEqualTo(240);
        assertThat(context.labels().at(10, 5, 1)).isEqualTo(2);
    }

    @Test
    void tenMillimetresToTheRightDoubleTheToleranceAndTenDownHalveIt() throws Refused {
        TestToolContext context = steps(growing).set("tolerance", 60.0);
        Gesture gesture = growing.begin(context, at(5, 0, 1));
        gesture.drag(at(15, 0, 1));
        assertThat(context.said.getLast()).startsWith("Tolerance ±120 HU: 560 voxels");
        gesture.drag(at(5, 10, 1));
        assertThat(context.said.getLast()).startsWith("Tolerance ±30 HU: 320 voxels");
        gesture.cancel();
    }

    @Test
    void sliderTakesOverFromTheDrag() throws Refused {
        TestToolContext context = steps(growing).set("tolerance", 60.0);
        Gesture gesture = growing.begin(context, at(5, 0, 1));
        gesture.release(at(15, 0, 1));
        context.set("extent", "This slice");
        gesture.settingsChanged();
        assertThat(context.said.getLast()).startsWith("Tolerance ±120 HU: 140 voxels");
        context.set("tolerance", 30.0);
        gesture.settingsChanged();
        assertThat(context.said.getLast()).startsWith("Tolerance ±30 HU: 80 voxels");
    }

    @Test
    void reachIsBounded() throws Refused {
        TestToolContext context = steps(growing).set("tolerance", 20.0).set("reachMm", 2.0);
        growing.begin(context, at(3, 5, 1));
        assertThat(context.preview.count()).isEqualTo(13);
    }

    @Test
    void erasingTakesTheRegionAway() throws Refused {
        TestToolContext context = steps(growing).set("tolerance", 20.0);
        context.fill(Mask.of(context.labels().geometry().size().box(), b -> b.run(5, 1, 0, 20)), 3);
        Gesture gesture = growing.begin(context, new Pointer(new Point(3, 5, 1), Plane.AXIAL, 1, Set.of(Pointer.Modifier.ERASE)));
        gesture.release(at(3, 5, 1));
        LabelEdit edit = gesture.accept().orElseThrow();
        assertThat(edit.name()).isEqualTo("Erase");
        assertThat(edit.voxels()).isEqualTo(8);
    }

    @Test
    void seedWithoutAValueIsRefusedInWords() {
        TestToolContext context = new TestToolContext(FloatVolume.adopting(Geometry.upright(2, 1, 1, 1, 1, 1), new float[][] {{Float.NaN, 1}}, ScanInfo.MR)).with(growing);
        assertThatThrownBy(() -> growing.begin(context, at(0, 0, 0))).hasMessage("The scan holds no value here.");
        assertThatThrownBy(() -> growing.begin(context, at(-4, 0, 0))).hasMessage("Click inside the scan.");
    }

    @Test
    void acceptWaitsForTheMaskOfTheLastSetting() throws Refused {
        TestToolContext context = steps(growing).set("tolerance", 20.0);
        context.computesLater = true;
        Gesture gesture = growing.begin(context, at(10, 5, 1));
        assertThat(gesture.accept().orElseThrow().voxels()).isEqualTo(240);
    }

    @Test
    void thresholdBeginsAtOtsuAndPaintsTheScan() throws Refused {
        TestToolContext context = steps(threshold);
        context.activeLabel = 3;
        Gesture gesture = threshold.begin(context, at(0, 0, 2));
        assertThat(gesture.state()).isEqualTo(Gesture.State.PENDING);
        Range begun = context.settings.range("range");
        assertThat(begun.low()).isBetween(1.0, 199.0);
        context.set("range", new Range(100, 240));
        gesture.settingsChanged();
        assertThat(context.said.getLast()).isEqualTo("100…240 HU: 480 voxels, 2.4 ml");
        LabelEdit edit = gesture.accept().orElseThrow();
        assertThat(edit.name()).isEqualTo("Threshold, Spine");
        assertThat(edit.voxels()).isEqualTo(12 * 10 * 4);
    }

    @Test
    void thresholdOfThisSliceFollowsThePointer() throws Refused {
        TestToolContext context = steps(threshold).set("extent", "This slice").set("range", new Range(150, 200));
        Gesture gesture = threshold.begin(context, at(0, 0, 2));
        assertThat(context.preview.count()).isEqualTo(60);
        assertThat(context.preview.contains(15, 0, 2)).isTrue();
        gesture.drag(Pointer.at(15, 3, 1, Plane.CORONAL));
        assertThat(context.preview.contains(15, 3, 0)).isTrue();
        assertThat(context.preview.count()).isEqualTo(6 * 4);
        gesture.drag(at(0, 0, 99));
        assertThat(context.preview.isEmpty()).isTrue();
    }

    @Test
    void rangeCanConfineAllPainting() {
        TestToolContext context = steps(threshold).set("range", new Range(50, 150));
        assertThat(threshold.paintLimit(context.settings)).isEmpty();
        assertThat(threshold.paintLimit(context.set("limitPainting", true).settings)).isEqualTo(Optional.of(new Range(50, 150)));
    }

    @Test
    void lockSetMeanwhileIsSaid() throws Refused {
        TestToolContext context = steps(threshold);
        Gesture gesture = threshold.begin(context, at(0, 0, 2));
        context.rule = context.rule.withLocked(Set.of(1));
        assertThat(gesture.accept()).isEmpty();
        assertThat(gesture.refusal()).isEqualTo("Liver is locked: K unlocks it.");
    }

    @Test
    void toleranceBeginsNearTheNoiseNotTheMetal() {
        short[][] slices = new short[1][10_000];
        for (int i = 0; i < 10_000; i++) slices[0][i] = (short) (i == 77 ? 30_000 : i < 5_000 ? -1000 : 200);
        TestToolContext context = new TestToolContext(ShortVolume.adopting(Geometry.upright(100, 100, 1, 1, 1, 1), slices, 1, 0, ScanInfo.CT));
        assertThat(growing.settings(context).getFirst()).isInstanceOfSatisfying(Setting.Slider.class, s -> assertThat(s.initial()).isBetween(20.0, 80.0));
    }
}
