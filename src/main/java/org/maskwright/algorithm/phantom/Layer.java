package org.maskwright.algorithm.phantom;

import java.util.List;

/// One tissue laid over what is there already, in the painter's order.
///
/// @param parts bodies whose union the tissue fills
/// @param tissue its grey value
/// @param label given to the voxels whose centre it holds; [#KEEP] leaves the label that is there
/// @param only laid only where this label is already; [#ANYWHERE] everywhere
/// @param fixed whether the parts stand in scanner space, unmoved by the body's own shape
record Layer(List<Solid> parts, Tissue tissue, int label, int only, boolean fixed) {
    static final int KEEP = -1, ANYWHERE = -1;

    /// The Hounsfield value of a place of a tissue.
    @FunctionalInterface
    interface Tissue {
        /// @param x patient millimetres, as `y` and `z`
        /// @param depth under the tissue's own surface, in mm
        double hounsfield(double x, double y, double z, double depth);

        static Tissue flat(double hounsfield) {
            return (x, y, z, depth) -> hounsfield;
        }

        /// A mean with an even grain.
        static Tissue grained(double hounsfield, Noise noise, double amplitude, double lengthMm) {
            double f = 1 / lengthMm;
            return (x, y, z, depth) -> hounsfield + amplitude * noise.at(x * f, y * f, z * f);
        }
    }

    Layer {
        parts = List.copyOf(parts);
    }

    static Layer of(Solid solid, Tissue tissue) {
        return new Layer(List.of(solid), tissue, KEEP, ANYWHERE, false);
    }

    /// A tube, each of its pieces drawn in its own box.
    static Layer of(Tube tube, Tissue tissue) {
        return new Layer(tube.pieces().stream().map(p -> new Solid(p.extent(), p::at)).toList(), tissue, KEEP, ANYWHERE, false);
    }

    /// Fine vessels, whose radius may be below a voxel: widths are changed so that each fills as much of a voxel as it would.
    static Layer fine(Tube tube, double voxelMm, Tissue tissue) {
        return of(new Tube(tube.pieces().stream().map(p -> p.withRadii(seen(p.ra(), voxelMm), seen(p.rb(), voxelMm))).toList()), tissue);
    }

    /// The radius at which the renderer's linear edge gives a centred voxel the share π·r²/v² of a thin vessel.
    private static double seen(double r, double v) {
        return Math.min(r, Math.PI * r * r / v - v / 2);
    }

    Layer labelled(Organ organ) {
        return new Layer(parts, tissue, organ.label(), only, fixed);
    }

    Layer unlabelled() {
        return new Layer(parts, tissue, 0, only, fixed);
    }

    Layer inside(Organ organ) {
        return new Layer(parts, tissue, label, organ.label(), fixed);
    }

    Layer inScannerSpace() {
        return new Layer(parts, tissue, label, only, true);
    }
}
