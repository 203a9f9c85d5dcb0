package org.maskwright.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.label.EditHistory;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.Labels;
import org.maskwright.label.PaintRule;
import org.maskwright.testing.TestToolContext;
import org.maskwright.tool.Gesture;
import org.maskwright.tool.IntensityLimit;
import org.maskwright.tool.Pointer;
import org.maskwright.tool.Setting;
import org.maskwright.tool.Tool;
import org.maskwright.tool.Tool.Refused;
import org.maskwright.tool.Tools;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.Range;
import org.maskwright.volume.RgbVolume;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Volume;

/// What every tool owes, whatever it does: held for each by standing in the catalogue.
class ToolContractTest {
    private static final int TRIES = 60;

    /// A tool in a random case: labels 1 to 3 painted somewhere, a random rule, random settings.
    private static final class Case {
        final Random random;
        final Tool tool;
        final TestToolContext context;
        final EditHistory history;
        final List<LabelEdit> edits = new ArrayList<>();
        final Labels before;

        Case(Tool tool, long seed) {
            this.random = new Random(seed);
            this.tool = tool;
            this.context = new TestToolContext(volume(random)).with(tool);
            Size size = context.labels().geometry().size();
            for (int label = 1; label <= 3; label++) {
                context.fill(Mask.of(size.box(), b -> {
                    for (int i = 0; i < 40; i++) b.run(random.nextInt(size.y()), random.nextInt(size.z()), random.nextInt(size.x()), random.nextInt(size.x() + 4));
                }), label);
            }
            context.activeLabel = 1 + random.nextInt(3);
            PaintRule.Over over = switch (random.nextInt(3)) {
                case 0 -> new PaintRule.Over.Background();
                case 1 -> new PaintRule.Over.Only(1 + random.nextInt(3));
                default -> new PaintRule.Over.Everything();
            };
            context.rule = context.rule.withOver(over);
            if (random.nextInt(3) == 0) context.rule = context.rule.withLimit(new IntensityLimit(context.volume(), new Range(-50, 50)));
            context.computesLater = random.nextInt(3) == 0;
            this.history = new EditHistory(context.labels(), 1 << 24);
            context.labels().onEdit(edits::add);
            this.before = context.labels().snapshot();
        }

        /// A small oblique volume with a few values, so that regions have a shape.
        private static Volume volume(Random random) {
            double a = random.nextDouble();
            Affine turn = new Affine(Math.cos(a), -Math.sin(a), 0, 5, Math.sin(a), Math.cos(a), 0, -3, 0, 0, 1, 9);
            Geometry geometry = new Geometry(new Size(24, 20, 8), turn.after(Affine.scaling(0.8, 0.8, 2.5)));
            short[][] slices = new short[8][24 * 20];
            for (short[] slice : slices) for (int i = 0; i < slice.length; i++) slice[i] = (short) (i / 40 % 5 * 40 - 80 + random.nextInt(30));
            return ShortVolume.adopting(geometry, slices, 1, 0, ScanInfo.CT);
        }

        Pointer pointer() {
            return new Pointer(new Point(random.nextDouble() * 30 - 3, random.nextDouble() * 26 - 3, random.nextDouble() * 10 - 1),
                    Plane.values()[random.nextInt(3)], random.nextDouble(), random.nextInt(4) == 0 ? Set.of(Pointer.Modifier.ERASE) : Set.of());
        }

        void changeASetting() {
            List<Setting> settings = tool.settings(context);
            Setting setting = settings.get(random.nextInt(settings.size()));
            context.set(setting.id(), switch (setting) {
                case Setting.Slider s -> s.low() + random.nextDouble() * (s.high() - s.low()) * (random.nextBoolean() ? 0.1 : 1);
                case Setting.Span s -> {
                    double p = s.low() + random.nextDouble() * (s.high() - s.low()), q = s.low() + random.nextDouble() * (s.high() - s.low());
                    yield new Range(Math.min(p, q), Math.max(p, q));
                }
                case Setting.Choice c -> c.options().get(random.nextInt(c.options().size()));
                case Setting.Toggle _ -> random.nextBoolean();
                case Setting.LabelPick _ -> random.nextInt(4);
            });
        }

        /// Begins a gesture and does a random part of it; nothing if the tool refuses.
        @Nullable Gesture someOfAGesture() {
            for (int i = random.nextInt(4); i > 0; i--) changeASetting();
            Gesture gesture;
            try {
                gesture = tool.begin(context, pointer());
            } catch (Refused refused) {
                assertThat(refused.reason()).endsWith(".").doesNotContain("null");
                assertThat(context.labels().isEditOpen()).isFalse();
                return null;
            }
            for (int i = random.nextInt(6); i > 0 && gesture.state() != Gesture.State.OVER; i--) {
                switch (random.nextInt(5)) {
                    case 0 -> {
                        changeASetting();
                        gesture.settingsChanged();
                    }
                    case 1 -> context.arrive();
                    case 2 -> {
                        if (random.nextInt(3) == 0) gesture.release(pointer());
                    }
                    default -> gesture.drag(pointer());
                }
            }
            return gesture;
        }

        Labels now() {
            return context.labels().snapshot();
        }
    }

    static Stream<Tool> tools() {
        return Tools.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("tools")
    void cancelAtAnyMomentLeavesLabelsByteForByte(Tool tool) {
        int cancelled = 0;
        for (long seed = 0; seed < TRIES; seed++) {
            Case c = new Case(tool, seed);
            Gesture gesture = c.someOfAGesture();
            if (gesture == null || gesture.state() == Gesture.State.OVER) continue;
            gesture.cancel();
            c.context.arrive();
            assertThat(c.now().sameVoxels(c.before)).isTrue();
            assertThat(c.edits).isEmpty();
            assertThat(c.context.preview.isEmpty()).isTrue();
            assertThat(c.context.labels().isEditOpen()).isFalse();
            assertThat(gesture.state()).isEqualTo(Gesture.State.OVER);
            cancelled++;
        }
        assertThat(cancelled).isGreaterThan(TRIES / 4);
    }

    @ParameterizedTest
    @MethodSource("tools")
    void takenGestureIsOneEditThatUndoTakesBackAndRedoDoesAgain(Tool tool) {
        int changed = 0;
        for (long seed = 0; seed < TRIES; seed++) {
            Case c = new Case(tool, seed);
            Gesture gesture = c.someOfAGesture();
            if (gesture == null) continue;
            Optional<LabelEdit> edit = gesture.accept();
            c.context.arrive();
            assertThat(gesture.state()).isEqualTo(Gesture.State.OVER);
            assertThat(c.context.labels().isEditOpen()).isFalse();
            assertThat(c.context.preview.isEmpty()).isTrue();
            assertThat(c.edits.size()).isLessThanOrEqualTo(1);
            edit.ifPresent(e -> assertThat(c.edits).containsExactly(e));
            if (c.edits.isEmpty()) {
                assertThat(c.now().sameVoxels(c.before)).isTrue(); // nothing changed, no edit
                assertThat(c.history.undo()).isEmpty();
                continue;
            }
            changed++;
            Labels after = c.now();
            assertThat(after.sameVoxels(c.before)).isFalse();
            c.history.undo();
            assertThat(c.now().sameVoxels(c.before)).isTrue();
            c.history.redo();
            assertThat(c.now().sameVoxels(after)).isTrue();
        }
        assertThat(changed).as("gestures that changed a voxel").isGreaterThan(TRIES / 6);
    }

    @ParameterizedTest
    @MethodSource("tools")
    void lockedLabelNeverChanges(Tool tool) {
        int kept = 0;
        for (long seed = 0; seed < TRIES; seed++) {
            Case c = new Case(tool, seed);
            int locked = 1 + c.random.nextInt(3);
            c.context.rule = c.context.rule.withLocked(Set.of(locked));
            Gesture gesture = c.someOfAGesture();
            if (gesture == null) continue;
            gesture.accept();
            assertThat(c.now().mask(locked)).isEqualTo(c.before.mask(locked));
            if (!gesture.refusal().isEmpty()) kept++;
        }
        assertThat(kept).as("refusals that were said").isGreaterThan(0);
    }

    @ParameterizedTest
    @MethodSource("tools")
    void lockSetWhileThePreviewWaitsIsObeyed(Tool tool) {
        for (long seed = 0; seed < TRIES; seed++) {
            Case c = new Case(tool, seed);
            Gesture gesture = c.someOfAGesture();
            if (gesture == null || gesture.state() != Gesture.State.PENDING) continue;
            c.context.rule = c.context.rule.withLocked(Set.of(c.context.activeLabel));
            gesture.accept();
            assertThat(c.now().mask(c.context.activeLabel)).isEqualTo(c.before.mask(c.context.activeLabel));
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void repeatedGestureChangesNothingMore(Tool tool) throws Refused {
        Case c = new Case(tool, 1);
        c.context.rule = PaintRule.EVERYWHERE;
        for (int time = 0; time < 2; time++) {
            Gesture gesture = tool.begin(c.context, Pointer.at(7, 6, 3, Plane.AXIAL));
            Optional<LabelEdit> edit = gesture.release(Pointer.at(15, 12, 3, Plane.AXIAL));
            if (edit.isEmpty()) edit = gesture.accept();
            assertThat(edit.isPresent()).isEqualTo(time == 0);
        }
        assertThat(c.edits).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("tools")
    void pointersOffTheGridNeverThrow(Tool tool) {
        double[] far = {-1, 1e3, -1e9, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (double p : far) {
            for (double q : new double[] {5, p}) {
                for (Plane plane : Plane.values()) {
                    Case c = new Case(tool, 3);
                    try {
                        Gesture gesture = tool.begin(c.context, Pointer.at(p, q, 2, plane));
                        gesture.drag(Pointer.at(q, p, p, plane));
                        gesture.release(Pointer.at(5, 5, 2, plane));
                        gesture.accept();
                    } catch (Refused refused) {
                        assertThat(refused.reason()).isNotEmpty();
                    }
                    Case d = new Case(tool, 3);
                    try {
                        Gesture gesture = tool.begin(d.context, Pointer.at(5, 5, 2, plane));
                        gesture.drag(Pointer.at(p, q, p, plane));
                        gesture.drag(Pointer.at(6, 6, 2, plane));
                        gesture.release(Pointer.at(q, p, q, plane));
                        gesture.accept();
                    } catch (Refused refused) {
                        assertThat(refused.reason()).isNotEmpty();
                    }
                    assertThat(c.context.labels().isEditOpen() || d.context.labels().isEditOpen()).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void gestureThatIsOverStaysOver(Tool tool) {
        for (long seed = 0; seed < TRIES; seed++) {
            Case c = new Case(tool, seed);
            Gesture gesture = c.someOfAGesture();
            if (gesture == null) continue;
            gesture.accept();
            Labels after = c.now();
            int edits = c.edits.size();
            gesture.drag(c.pointer());
            gesture.settingsChanged();
            assertThat(gesture.release(c.pointer())).isEmpty();
            assertThat(gesture.accept()).isEmpty();
            gesture.cancel();
            c.context.arrive();
            assertThat(c.now().sameVoxels(after)).isTrue();
            assertThat(c.edits).hasSize(edits);
            assertThat(c.context.preview.isEmpty()).isTrue();
            assertThat(gesture.state()).isEqualTo(Gesture.State.OVER);
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void refusesWhileAnotherChangeIsUnderWay(Tool tool) {
        Case c = new Case(tool, 5);
        c.context.labels().open(PaintRule.EVERYWHERE);
        try {
            tool.begin(c.context, Pointer.at(5, 5, 2, Plane.AXIAL));
            assertThat(false).as("begun in spite of an open edit").isTrue();
        } catch (Refused refused) {
            assertThat(refused).hasMessageContaining("under way");
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void settingsBeginInsideTheirLimitsOnEveryKindOfScan(Tool tool) {
        Geometry one = Geometry.upright(1, 1, 1, 1, 1, 1), two = Geometry.upright(2, 1, 1, 0.001, 0.001, 0.001);
        List<Volume> scans = List.of(
                ShortVolume.adopting(one, new short[][] {{7}}, 1, 0, ScanInfo.CT),
                ShortVolume.adopting(two, new short[][] {{Short.MIN_VALUE, Short.MAX_VALUE}}, -2.5, 1000, ScanInfo.CT),
                FloatVolume.adopting(one, new float[][] {{Float.NaN}}, ScanInfo.UNKNOWN),
                FloatVolume.adopting(two, new float[][] {{-1e-6f, 3e-6f}}, ScanInfo.MR),
                FloatVolume.adopting(two, new float[][] {{-1e30f, 1e30f}}, ScanInfo.MR),
                RgbVolume.adopting(two, new int[][] {{0, 0xFFFFFF}}, ScanInfo.UNKNOWN));
        for (Volume scan : scans) {
            TestToolContext context = new TestToolContext(scan).with(tool);
            Set<String> ids = new HashSet<>();
            for (Setting setting : tool.settings(context)) {
                assertThat(ids.add(setting.id())).as("setting %s stands once", setting.id()).isTrue();
                assertThat(setting.title()).isNotBlank();
                switch (setting) {
                    case Setting.Slider s -> {
                        assertThat(s.low()).isLessThan(s.high());
                        assertThat(s.initial()).isBetween(s.low(), s.high());
                        assertThat(s.step()).isPositive();
                        if (s.logarithmic()) assertThat(s.low()).isPositive();
                    }
                    case Setting.Span s -> {
                        assertThat(s.low()).isLessThan(s.high());
                        assertThat(s.initialLow()).isBetween(s.low(), s.high());
                        assertThat(s.initialHigh()).isBetween(s.initialLow(), s.high());
                        assertThat(s.step()).isPositive();
                    }
                    case Setting.Choice c -> assertThat(c.options()).contains(c.initial()).doesNotHaveDuplicates();
                    case Setting.Toggle _ -> {}
                    case Setting.LabelPick l -> assertThat(l.initial()).isBetween(0, Labels.MAX);
                }
            }
            assertThat(tool.outlineRadiusMm(context.settings())).isNotNegative();
            try {
                Gesture gesture = tool.begin(context, Pointer.at(0, 0, 0, Plane.AXIAL));
                gesture.release(Pointer.at(0, 0, 0, Plane.AXIAL));
                gesture.accept();
            } catch (Refused refused) {
                assertThat(refused.reason()).isNotEmpty();
            }
        }
    }

    @Test
    void namesAndKeysAreTakenOnce() {
        assertThat(Tools.ALL).extracting(Tool::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z-]+"));
        assertThat(Tools.ALL).extracting(Tool::title).doesNotHaveDuplicates();
        assertThat(Tools.ALL).extracting(Tool::key).doesNotHaveDuplicates().allMatch(Character::isUpperCase);
        assertThat(Tools.ALL).extracting(Tool::hint).allMatch(hint -> hint.endsWith("."));
    }
}
