package org.maskwright.render;

/// A painted part of a picture: opaque ARGB pixels of `box`, row by row. The array is the receiver's to keep.
public record Raster(PixelBox box, int[] argb) {
    public Raster {
        if (argb.length != box.width() * box.height()) throw new IllegalArgumentException(argb.length + " pixels do not fill " + box);
    }
}
