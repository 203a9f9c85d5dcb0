package org.maskwright.algorithm.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;

/// Makes digital torso CT scans: from the collar bones to the pelvis, arms raised, in the portal venous phase.
///
/// Anatomy is a plan of smooth bodies, drawn anew for every seed (sizes, places, fat, filling, findings) and bent by a
/// smooth deformation of space. The same seed gives the same patient in every grid, and the same scan in the same grid.
///
/// The grid is upright in LPS+: voxel x to the patient's left, y to the back, z to the head.
public final class TorsoPhantom {
    /// The height, in body millimetres, that the middle of the grid shows: between the dome of the diaphragm and the kidneys.
    private static final double MIDDLE_Z = -32, MIDDLE_Y = 10;

    private TorsoPhantom() {}

    /// What to make.
    ///
    /// @param seed the patient
    /// @param size voxels
    /// @param spacingMm between voxel centres
    /// @param noiseHu standard deviation of the noise in soft tissue; 0 for none
    public record Spec(long seed, Size size, Point spacingMm, double noiseHu) {
        private static final double LENGTH_MM = 400;

        public Spec {
            if (!(noiseHu >= 0)) throw new IllegalArgumentException("noise must be 0 or above, got " + noiseHu);
        }

        /// Low-dose noise in voxels of `spacingMm`.
        public Spec(long seed, Size size, Point spacingMm) {
            this(seed, size, spacingMm, 14);
        }

        /// The whole torso in `size` voxels: 400 mm long, the field of view fitted to the patient as a radiographer would.
        public static Spec whole(long seed, Size size) {
            SplittableRandom random = patient(seed);
            Pose pose = new Pose(random.split());
            double widthMm = new Outline(new Frame(random.split()), pose).fieldOfViewMm();
            return new Spec(seed, size, new Point(widthMm / size.x(), widthMm / size.y(), LENGTH_MM / size.z()));
        }

        Geometry geometry() {
            Point origin = new Point(-(size.x() - 1) / 2.0 * spacingMm.x(), MIDDLE_Y - (size.y() - 1) / 2.0 * spacingMm.y(), MIDDLE_Z - (size.z() - 1) / 2.0 * spacingMm.z());
            return new Geometry(size, Affine.ofColumns(new Point(spacingMm.x(), 0, 0), new Point(0, spacingMm.y(), 0), new Point(0, 0, spacingMm.z()), origin));
        }
    }

    /// Makes the scan; about 1 µs a voxel. Reports slice by slice.
    public static Phantom of(Spec spec, Progress progress) {
        progress.at(0, "patient " + spec.seed());
        SplittableRandom random = patient(spec.seed());
        Geometry geometry = spec.geometry();
        double voxelMm = spec.spacingMm().x();
        Pose pose = new Pose(random.split());
        Frame frame = new Frame(random.split());
        Trunk trunk = new Trunk(frame, random.split());
        Skeleton skeleton = new Skeleton(frame, random.split());
        Chest chest = new Chest(frame, skeleton.discs(), random.split());
        Abdomen abdomen = new Abdomen(frame, skeleton.discs(), chest, random.split());
        Bowel bowel = new Bowel(frame, random.split());
        Findings findings = new Findings(chest, abdomen, pose, random.split());

        List<Layer> layers = new ArrayList<>(Trunk.couch(new Outline(frame, pose).couchY()));
        layers.addAll(trunk.layers());
        layers.addAll(trunk.spinalMuscles());
        layers.addAll(bowel.layers(voxelMm, abdomen));
        layers.addAll(abdomen.layers(voxelMm));
        layers.addAll(chest.mediastinalLayers());
        layers.addAll(chest.lungLayers(voxelMm));
        layers.addAll(skeleton.layers());
        layers.addAll(findings.layers());

        Canvas canvas = new Canvas(geometry, pose, layers);
        Size size = spec.size();
        Detector detector = new Detector(size.x(), size.y(), spec.noiseHu());
        short[][] stored = new short[size.z()][size.sliceVoxels()], labels = new short[size.z()][];
        for (int z = 0; z < size.z(); z++) {
            progress.at((double) z / size.z(), "slice " + (z + 1) + " of " + size.z());
            canvas.paint(z);
            detector.expose(canvas.hounsfield(), new SplittableRandom(spec.seed() * 31 + z), stored[z]);
            labels[z] = canvas.labels().clone();
        }
        return new Phantom(ShortVolume.adopting(geometry, stored, 1, 0, ScanInfo.CT), Labels.adopting(geometry, labels), Organ.table(), findings.lesions());
    }

    private static SplittableRandom patient(long seed) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 7);
    }
}
