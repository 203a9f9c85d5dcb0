package org.maskwright.render;

/// A box of pixels, half open.
public record PixelBox(int x0, int y0, int x1, int y1) {
    public static final PixelBox EMPTY = new PixelBox(0, 0, 0, 0);

    public PixelBox {
        if (x1 <= x0 || y1 <= y0) x0 = y0 = x1 = y1 = 0;
    }

    public boolean isEmpty() {
        return x1 == x0;
    }

    public int width() {
        return x1 - x0;
    }

    public int height() {
        return y1 - y0;
    }

    public PixelBox union(PixelBox o) {
        if (isEmpty()) return o;
        if (o.isEmpty()) return this;
        return new PixelBox(Math.min(x0, o.x0), Math.min(y0, o.y0), Math.max(x1, o.x1), Math.max(y1, o.y1));
    }

    public PixelBox intersect(PixelBox o) {
        return new PixelBox(Math.max(x0, o.x0), Math.max(y0, o.y0), Math.min(x1, o.x1), Math.min(y1, o.y1));
    }
}
