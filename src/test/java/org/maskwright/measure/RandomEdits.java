package org.maskwright.measure;

import java.util.Random;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Size;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;

/// Edits as a restless hand makes them.
final class RandomEdits {
    private RandomEdits() {}

    static LabelVolume volume(Random random) {
        return new LabelVolume(Geometry.upright(1 + random.nextInt(20), 1 + random.nextInt(12), 1 + random.nextInt(6), 1, 1, 2));
    }

    /// Fills a few random boxes, some reaching off the grid, with labels from 0 to 3.
    static void scribble(OpenEdit edit, Size size, Random random) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            int x = random.nextInt(size.x()) - 1, y = random.nextInt(size.y()) - 1, z = random.nextInt(size.z()) - 1;
            Box box = new Box(x, y, z, x + 1 + random.nextInt(8), y + 1 + random.nextInt(6), z + 1 + random.nextInt(3));
            edit.fill(Mask.of(box, b -> {
                for (int k = box.z0(); k < box.z1(); k++) for (int j = box.y0(); j < box.y1(); j++) b.run(j, k, box.x0(), box.x1());
            }), random.nextInt(4));
        }
    }

    static void commit(LabelVolume volume, Random random) {
        OpenEdit edit = volume.open(PaintRule.EVERYWHERE);
        scribble(edit, volume.geometry().size(), random);
        edit.commit("Scribble");
    }
}
