package org.maskwright.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.maskwright.algorithm.phantom.Organ;
import org.maskwright.algorithm.phantom.Phantom;
import org.maskwright.algorithm.phantom.TorsoPhantom;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;

/// Digital torsos as training cases: made when they are read, from their number alone, so that a model trained on them can be
/// trained again anywhere without any data.
public final class PhantomCases {
    /// Far from the small seeds that people and tests take, so that no case shown to a user was ever learnt from.
    private static final long FIRST_SEED = 1_000_000;
    private static final int ACROSS = 96;
    private static final double SLICE_MM = 4;

    private PhantomCases() {}

    /// The first `count` torsos, of differing field of view, length and noise.
    public static TrainingSet set(int count) {
        if (count < 1) throw new IllegalArgumentException("at least one phantom is needed, got " + count);
        var cases = new ArrayList<TrainingCase>();
        for (int number = 1; number <= count; number++) cases.add(new Torso(number));
        return new TrainingSet("Digital torso phantoms", "made by Maskwright", "Apache-2.0", "CT", Organ.table(), List.copyOf(cases));
    }

    /// @param number from 1
    private record Torso(int number) implements TrainingCase {
        @Override
        public String id() {
            return "phantom-" + "0".repeat(Math.max(0, 3 - ("" + number).length())) + number;
        }

        @Override
        public Content load() {
            RandomGenerator random = new SplittableRandom(FIRST_SEED + number);
            double fittedMm = TorsoPhantom.Spec.whole(FIRST_SEED + number, new Size(ACROSS, ACROSS, ACROSS)).spacingMm().x();
            double acrossMm = fittedMm * (0.97 + 0.28 * random.nextDouble());
            var size = new Size(ACROSS, ACROSS, 64 + random.nextInt(41));
            double noiseHu = 2 + 12 * random.nextDouble();
            var spec = new TorsoPhantom.Spec(FIRST_SEED + number, size, new Point(acrossMm, acrossMm, SLICE_MM), noiseHu);
            Phantom phantom = TorsoPhantom.of(spec, Progress.NONE);
            return new Content(phantom.volume(), phantom.labels());
        }
    }
}
