package org.maskwright.format;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;

/// Grids that lie anyhow in the patient.
public final class ObliqueGrids {
    private ObliqueGrids() {}

    /// Any rotation, either handedness, spacing from 0.3 to 6 mm, one to nine voxels a side.
    public static Arbitrary<Geometry> any() {
        Arbitrary<Integer> length = Arbitraries.integers().between(1, 9);
        return Combinators.combine(Combinators.combine(length, length, length).as(Size::new), affines()).as(Geometry::new);
    }

    /// One of them, for tests that draw no examples.
    public static Geometry random(Random random) {
        Size size = new Size(random.nextInt(1, 10), random.nextInt(1, 10), random.nextInt(1, 10));
        return new Geometry(size, affine(random.nextDouble(-3, 3), random.nextDouble(-3, 3), random.nextDouble(-3, 3),
                random.nextDouble(0.3, 6), random.nextDouble(0.3, 6), random.nextDouble(0.3, 6), random.nextDouble(-300, 300), random.nextBoolean() ? 1 : -1));
    }

    private static Arbitrary<Affine> affines() {
        Arbitrary<Double> angle = Arbitraries.doubles().between(-180, 180).map(Math::toRadians), spacing = Arbitraries.doubles().between(0.3, 6);
        Arbitrary<Double> place = Arbitraries.doubles().between(-300, 300);
        return Combinators.combine(angle, angle, angle, spacing, spacing, spacing, place, Arbitraries.of(-1, 1)).as(ObliqueGrids::affine);
    }

    private static Affine affine(double a, double b, double c, double x, double y, double z, double t, int hand) {
        double[][] m = Affine.translation(t, -t / 2, t / 3).after(aboutZ(a)).after(aboutX(b)).after(aboutZ(c)).after(Affine.scaling(x, y, z * hand)).rows();
        for (double[] row : m) for (int i = 0; i < 4; i++) row[i] += 0.0; // no negative zeros
        return Affine.ofRows(m);
    }

    private static Affine aboutZ(double a) {
        return new Affine(Math.cos(a), -Math.sin(a), 0, 0, Math.sin(a), Math.cos(a), 0, 0, 0, 0, 1, 0);
    }

    private static Affine aboutX(double a) {
        return new Affine(1, 0, 0, 0, 0, Math.cos(a), -Math.sin(a), 0, 0, Math.sin(a), Math.cos(a), 0);
    }
}
