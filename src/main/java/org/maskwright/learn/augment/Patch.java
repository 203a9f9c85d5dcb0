package org.maskwright.learn.augment;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.learn.image.Block;

/// A block cut out of a sample, varied, interpolated once. What lies outside the sample is background of grey level 0.
///
/// @param weights how much each voxel counts; empty where all count 1
@SuppressWarnings("ArrayRecordComponent")
public record Patch(Block image, short[] classes, float[] weights) {
    /// @param centre in the sample's voxel coordinates
    public static Patch cut(Sample sample, Point centre, Size size, Variation variation, RandomGenerator random) {
        Point mm = sample.spacingMm();
        Affine toMm = Affine.scaling(mm.x(), mm.y(), mm.z()).after(
                Affine.translation(-(size.x() - 1) / 2.0, -(size.y() - 1) / 2.0, -(size.z() - 1) / 2.0));
        Affine toVoxel = Affine.translation(centre.x(), centre.y(), centre.z()).after(Affine.scaling(1 / mm.x(), 1 / mm.y(), 1 / mm.z()));
        float[] image = new float[Math.toIntExact(size.voxels())];
        short[] classes = new short[image.length];
        float[][] shift = shift(variation, size, mm, random);
        float[] weights = new float[sample.weights().length == 0 ? 0 : image.length];
        Arrays.fill(weights, 1);
        new Interpolation(sample, weights).fill(toVoxel.after(variation.place()).after(toMm), shift, size, image, classes);
        for (GreyChange change : variation.grey()) change.apply(image, size, random);
        return new Patch(new Block(size, image), classes, weights);
    }

    /// How far each voxel of the patch is bent along x, y and z, in voxels of the patch; empty where nothing bends.
    private static float[][] shift(Variation variation, Size size, Point mm, RandomGenerator random) {
        if (variation.warp().isEmpty()) return new float[0][];
        Warp warp = variation.warp().get();
        float[][] shift = new float[size.z() == 1 ? 2 : 3][];
        for (int axis = 0; axis < shift.length; axis++) {
            shift[axis] = SmoothField.draw(size, mm, warp.nodeMm(), random);
            float amount = (float) (warp.amountMm() / mm.along(axis));
            for (int i = 0; i < shift[axis].length; i++) shift[axis][i] *= amount;
        }
        return shift;
    }

    /// Looks between a sample's voxels: grey levels and weights linearly, classes by the largest share of the
    /// eight neighbours. Beside a voxel that counts as nothing nothing counts.
    private static final class Interpolation {
        /// A share by which a voxel is touched at all: what comes of rounding is less.
        private static final float TOUCH = 1e-3f;

        private final Sample sample;
        private final float[] weights;
        private final int nx;
        private final int ny;
        private final int nz;
        private final short[] corner = new short[8];
        private final float[] share = new float[8];

        Interpolation(Sample sample, float[] weights) {
            this.sample = sample;
            this.weights = weights;
            nx = sample.size().x();
            ny = sample.size().y();
            nz = sample.size().z();
        }

        void fill(Affine toSample, float[][] shift, Size size, float[] image, short[] classes) {
            Point stepX = toSample.column(0);
            int i = 0;
            for (int z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    Point at = toSample.apply(0, y, z);
                    double px = at.x();
                    double py = at.y();
                    double pz = at.z();
                    for (int x = 0; x < size.x(); x++, i++) {
                        if (shift.length == 0) look(px, py, pz, image, classes, i);
                        else bent(toSample, shift, px, py, pz, image, classes, i);
                        px += stepX.x();
                        py += stepX.y();
                        pz += stepX.z();
                    }
                }
            }
        }

        private void bent(Affine toSample, float[][] shift, double px, double py, double pz, float[] image, short[] classes, int to) {
            double x = shift[0][to];
            double y = shift[1][to];
            double z = shift.length > 2 ? shift[2][to] : 0;
            look(px + toSample.xx() * x + toSample.xy() * y + toSample.xz() * z, py + toSample.yx() * x + toSample.yy() * y + toSample.yz() * z,
                    pz + toSample.zx() * x + toSample.zy() * y + toSample.zz() * z, image, classes, to);
        }

        private void look(double px, double py, double pz, float[] image, short[] classes, int to) {
            int x = (int) Math.floor(px);
            int y = (int) Math.floor(py);
            int z = (int) Math.floor(pz);
            if (x < -1 || y < -1 || z < -1 || x >= nx || y >= ny || z >= nz) return;
            float fx = (float) (px - x);
            float fy = (float) (py - y);
            float fz = (float) (pz - z);
            float[] values = sample.image().values();
            float sum = 0;
            float counts = 0;
            boolean ignored = false;
            boolean mixed = false;
            for (int k = 0; k < 8; k++) {
                int cx = x + (k & 1);
                int cy = y + (k >> 1 & 1);
                int cz = z + (k >> 2);
                float weight = ((k & 1) == 0 ? 1 - fx : fx) * ((k >> 1 & 1) == 0 ? 1 - fy : fy) * (k >> 2 == 0 ? 1 - fz : fz);
                short found = 0;
                if (weight > 0 && cx >= 0 && cy >= 0 && cz >= 0 && cx < nx && cy < ny && cz < nz) {
                    int index = (cz * ny + cy) * nx + cx;
                    sum += weight * values[index];
                    found = sample.classes()[index];
                    if (weights.length > 0) {
                        counts += weight * sample.weights()[index];
                        ignored |= weight > TOUCH && sample.weights()[index] == 0;
                    }
                } else {
                    counts += weight;
                }
                corner[k] = found;
                share[k] = weight;
                mixed |= found != corner[0];
            }
            image[to] = sum;
            classes[to] = mixed ? largestShare() : corner[0];
            if (weights.length > 0) weights[to] = ignored ? 0 : counts;
        }

        private short largestShare() {
            short best = 0;
            float most = -1;
            for (int k = 0; k < 8; k++) {
                float total = 0;
                for (int other = 0; other < 8; other++) {
                    if (corner[other] == corner[k]) total += share[other];
                }
                if (total > most) {
                    most = total;
                    best = corner[k];
                }
            }
            return best;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Patch patch && image.equals(patch.image) && Arrays.equals(classes, patch.classes) && Arrays.equals(weights, patch.weights);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * image.hashCode() + Arrays.hashCode(classes)) + Arrays.hashCode(weights);
    }
}
