package org.maskwright.algorithm.phantom;

import java.util.Arrays;
import java.util.List;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;

/// Paints layers into one slice after another, mixing tissues where they share a voxel.
///
/// How much of a voxel a layer fills is read from the distance of the voxel's centre to its surface: all at half a voxel
/// within, none at half a voxel without, linear between.
final class Canvas {
    private static final int BEND_STEP = 4; // voxels between places where the bend of space is worked out exactly

    private record Part(Solid solid, int x0, int y0, int z0, int x1, int y1, int z1) {}

    private record Prepared(Layer layer, List<Part> parts) {}

    private final Geometry geometry;
    private final Pose pose;
    private final List<Prepared> layers;
    private final int nx, ny;
    private final float[] hounsfield, depth;
    private final short[] label;
    private final double[] bodyX, bodyY, bodyZ, patientX, patientY;

    Canvas(Geometry geometry, Pose pose, List<Layer> layers) {
        this.geometry = geometry;
        this.pose = pose;
        this.nx = geometry.size().x();
        this.ny = geometry.size().y();
        this.layers = layers.stream().map(l -> new Prepared(l, l.parts().stream().map(s -> part(s, l)).filter(p -> p.x0 < p.x1 && p.y0 < p.y1 && p.z0 < p.z1).toList())).toList();
        int n = nx * ny;
        hounsfield = new float[n];
        depth = new float[n];
        label = new short[n];
        bodyX = new double[n];
        bodyY = new double[n];
        bodyZ = new double[n];
        patientX = new double[nx];
        patientY = new double[ny];
        for (int x = 0; x < nx; x++) patientX[x] = geometry.toPatient(x, 0, 0).x();
        for (int y = 0; y < ny; y++) patientY[y] = geometry.toPatient(0, y, 0).y();
    }

    /// The voxels that a body may touch: the box of its corners in the patient, as large as the bend may make it.
    private Part part(Solid solid, Layer layer) {
        Solid.Extent e = solid.extent();
        Point low, high;
        if (layer.fixed()) {
            low = new Point(e.x0(), e.y0(), e.z0());
            high = new Point(e.x1(), e.y1(), e.z1());
        } else {
            Point middle = new Point((e.x0() + e.x1()) / 2, (e.y0() + e.y1()) / 2, (e.z0() + e.z1()) / 2), centre = pose.toPatient(middle);
            double reach = Math.max(e.x1() - e.x0(), Math.max(e.y1() - e.y0(), e.z1() - e.z0())) / 2;
            double slack = Math.min(2 * pose.reachMm(), 1 + 0.3 * reach); // the bend's slope is below 0.3
            Point half = new Point((e.x1() - e.x0()) / 2 / pose.scale(0) + slack, (e.y1() - e.y0()) / 2 / pose.scale(1) + slack, (e.z1() - e.z0()) / 2 / pose.scale(2) + slack);
            low = centre.minus(half);
            high = centre.plus(half);
        }
        Point a = geometry.toVoxel(low), b = geometry.toVoxel(high);
        return new Part(solid, (int) Math.max(0, Math.floor(a.x())), (int) Math.max(0, Math.floor(a.y())), (int) Math.max(0, Math.floor(a.z())),
                (int) Math.min(nx, Math.ceil(b.x()) + 1), (int) Math.min(ny, Math.ceil(b.y()) + 1), (int) Math.min(geometry.size().z(), Math.ceil(b.z()) + 1));
    }

    /// Paints slice `z`; [#hounsfield()] and [#labels()] hold it until the next.
    void paint(int z) {
        double pz = geometry.toPatient(0, 0, z).z();
        bend(pz);
        Arrays.fill(hounsfield, -1000);
        Arrays.fill(label, (short) 0);
        for (Prepared layer : layers) lay(layer, z, pz);
    }

    float[] hounsfield() {
        return hounsfield;
    }

    short[] labels() {
        return label;
    }

    private void bend(double pz) {
        int cx = (nx + BEND_STEP - 1) / BEND_STEP + 1, cy = (ny + BEND_STEP - 1) / BEND_STEP + 1;
        double stepX = patientX.length > 1 ? (patientX[1] - patientX[0]) * BEND_STEP : 0, stepY = patientY.length > 1 ? (patientY[1] - patientY[0]) * BEND_STEP : 0;
        double[] coarse = new double[cx * cy];
        for (int axis = 0; axis < 3; axis++) {
            for (int j = 0; j < cy; j++) for (int i = 0; i < cx; i++) coarse[j * cx + i] = pose.bend(axis, patientX[0] + i * stepX, patientY[0] + j * stepY, pz);
            double[] out = axis == 0 ? bodyX : axis == 1 ? bodyY : bodyZ;
            double scale = pose.scale(axis);
            for (int y = 0; y < ny; y++) {
                int j = y / BEND_STEP;
                double v = (double) (y % BEND_STEP) / BEND_STEP;
                for (int x = 0; x < nx; x++) {
                    int c = j * cx + x / BEND_STEP;
                    double u = (double) (x % BEND_STEP) / BEND_STEP;
                    double top = coarse[c] + (coarse[c + 1] - coarse[c]) * u, bottom = coarse[c + cx] + (coarse[c + cx + 1] - coarse[c + cx]) * u;
                    out[y * nx + x] = top + (bottom - top) * v + scale * (axis == 0 ? patientX[x] : axis == 1 ? patientY[y] : pz);
                }
            }
        }
    }

    private void lay(Prepared prepared, int z, double pz) {
        Layer layer = prepared.layer;
        int x0 = nx, y0 = ny, x1 = 0, y1 = 0;
        for (Part p : prepared.parts) {
            if (z < p.z0 || z >= p.z1) continue;
            x0 = Math.min(x0, p.x0);
            y0 = Math.min(y0, p.y0);
            x1 = Math.max(x1, p.x1);
            y1 = Math.max(y1, p.y1);
        }
        if (x0 >= x1) return;
        for (int y = y0; y < y1; y++) Arrays.fill(depth, y * nx + x0, y * nx + x1, Float.MAX_VALUE);
        for (Part p : prepared.parts) if (z >= p.z0 && z < p.z1) measure(p, layer, pz);
        mix(layer, x0, y0, x1, y1, pz);
    }

    private void measure(Part p, Layer layer, double pz) {
        Solid.Field field = p.solid.field();
        short only = (short) layer.only();
        boolean anywhere = layer.only() == Layer.ANYWHERE;
        for (int y = p.y0; y < p.y1; y++) {
            for (int x = p.x0, i = y * nx + p.x0; x < p.x1; x++, i++) {
                if (!anywhere && label[i] != only) continue;
                double d = layer.fixed() ? field.at(patientX[x], patientY[y], pz) : field.at(bodyX[i], bodyY[i], bodyZ[i]);
                if (d < depth[i]) depth[i] = (float) d;
            }
        }
    }

    private void mix(Layer layer, int x0, int y0, int x1, int y1, double pz) {
        double voxelMm = geometry.spacingMm().x(), half = voxelMm / 2;
        for (int y = y0; y < y1; y++) {
            for (int x = x0, i = y * nx + x0; x < x1; x++, i++) {
                float d = depth[i];
                if (d >= half) continue;
                double share = Math.min(1, 0.5 - d / voxelMm);
                double value = layer.tissue().hounsfield(patientX[x], patientY[y], pz, -d);
                hounsfield[i] += (float) (share * (value - hounsfield[i]));
                if (d < 0 && layer.label() != Layer.KEEP) label[i] = (short) layer.label();
            }
        }
    }
}
