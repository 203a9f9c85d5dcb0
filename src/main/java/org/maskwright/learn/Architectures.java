package org.maskwright.learn;

import java.util.List;
import java.util.Optional;
import org.maskwright.learn.net.AttentionUNet2d;
import org.maskwright.learn.net.AttentionUNet3d;
import org.maskwright.learn.net.DeepLabV3Plus2d;
import org.maskwright.learn.net.Fcn2d;
import org.maskwright.learn.net.HrNet2d;
import org.maskwright.learn.net.PspNet2d;
import org.maskwright.learn.net.SegNet2d;
import org.maskwright.learn.net.UNet2d;
import org.maskwright.learn.net.UNet3d;

/// Every architecture, in the order in which they are offered.
public final class Architectures {
    private Architectures() {}

    public static List<Architecture> all() {
        return List.of(new UNet3d(), new UNet2d(), new AttentionUNet3d(), new AttentionUNet2d(), new Fcn2d(), new SegNet2d(),
                new DeepLabV3Plus2d(16), new DeepLabV3Plus2d(8), new DeepLabV3Plus2d(4), new PspNet2d(8), new PspNet2d(4), new HrNet2d());
    }

    public static Optional<Architecture> find(String id) {
        return all().stream().filter(architecture -> architecture.id().equals(id)).findFirst();
    }
}
