package org.maskwright.learn.torch;

import ai.djl.Device;

/// A graphics processor that is not there: whatever is asked of it fails, as it does where a driver has crashed.
public final class BrokenGpu {
    private BrokenGpu() {}

    public static Torch torch() {
        return Torch.on(Device.gpu(7));
    }
}
