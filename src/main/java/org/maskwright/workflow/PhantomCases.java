package org.maskwright.workflow;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.algorithm.phantom.Organ;
import org.maskwright.algorithm.phantom.Phantom;
import org.maskwright.algorithm.phantom.TorsoPhantom;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.learn.TrainingCase;
import org.maskwright.learn.TrainingSet;

/// Digital torsos to learn from, made when they are needed: as many patients as wanted, none of them the built-in case.
final class PhantomCases {
    /// Seeds from here on; the built-in case and the ones of tests are below.
    private static final long FIRST_SEED = 1000;
    /// Coarser than a scan is read: what a network for the whole torso sees.
    private static final Size SIZE = new Size(128, 128, 96);

    private PhantomCases() {}

    private record OfSeed(long seed) implements TrainingCase {
        @Override
        public String id() {
            return "phantom-" + seed;
        }

        @Override
        public Content load() {
            Phantom phantom = TorsoPhantom.of(TorsoPhantom.Spec.whole(seed, SIZE), Progress.NONE);
            return new Content(phantom.volume(), phantom.labels());
        }
    }

    static TrainingSet set(int count) {
        List<TrainingCase> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) cases.add(new OfSeed(FIRST_SEED + i));
        return new TrainingSet("Torso phantoms of Maskwright, seeds " + FIRST_SEED + " to " + (FIRST_SEED + count - 1), "", "Apache-2.0", "CT", Organ.table(), cases);
    }
}
