package org.maskwright.learn;

import java.util.List;
import java.util.Optional;
import org.maskwright.learn.net.UNet2d;
import org.maskwright.learn.net.UNet3d;

/// Every architecture, in the order in which they are offered.
public final class Architectures {
    private Architectures() {}

    public static List<Architecture> all() {
        return List.of(new UNet3d(), new UNet2d());
    }

    public static Optional<Architecture> find(String id) {
        return all().stream().filter(architecture -> architecture.id().equals(id)).findFirst();
    }
}
