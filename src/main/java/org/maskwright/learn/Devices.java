package org.maskwright.learn;

import org.maskwright.learn.torch.Torch;

/// On what networks compute here.
public final class Devices {
    private Devices() {}

    /// For people, such as `CPU, 2 threads` or `CUDA 0`. The first call loads the engine, which takes a second or two: make
    /// it in the background.
    public static String current() {
        return Torch.engine().description();
    }

    /// Leaves one core to the window while a person works in it.
    public static void shareWithWindow() {
        Torch.engine().useThreads(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    /// Takes every core, as a run at the command line may.
    public static void takeAllCores() {
        Torch.engine().useThreads(Runtime.getRuntime().availableProcessors());
    }

    /// Takes so many cores, as a run in the background should that leaves the others to people.
    public static void takeCores(int count) {
        Torch.engine().useThreads(count);
    }

    /// How many networks can compute at the same time without taking turns: one a core that was taken, one on a GPU.
    public static int networksAtOnce() {
        return Torch.engine().onCpu() ? Torch.engine().threads() : 1;
    }
}
