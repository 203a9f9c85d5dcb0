package org.maskwright.learn.graph;

/// The reach of a convolution, equal along every axis; padding keeps the grid's size (divided by the stride).
///
/// @param size an odd number of voxels
/// @param stride step between outputs
/// @param dilation step between the taps
public record Kernel(int size, int stride, int dilation) {
    public Kernel {
        if (size < 1 || size % 2 == 0 || stride < 1 || dilation < 1) {
            throw new IllegalArgumentException("a kernel needs an odd size, a stride and a dilation of at least 1, got "
                    + size + ", " + stride + ", " + dilation);
        }
    }

    public static Kernel of(int size) {
        return new Kernel(size, 1, 1);
    }

    public Kernel strided(int step) {
        return new Kernel(size, step, dilation);
    }

    public Kernel dilated(int step) {
        return new Kernel(size, stride, step);
    }

    int padding() {
        return dilation * (size - 1) / 2;
    }
}
