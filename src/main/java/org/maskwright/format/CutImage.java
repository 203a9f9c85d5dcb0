package org.maskwright.format;

import java.io.IOException;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;

/// A [Section] of an image, as an image of its own: read slice by slice, so that the whole is never in memory.
record CutImage(StoredImage whole, Section section, ImageHeader header) implements StoredImage {
    static CutImage of(StoredImage whole, Section section) {
        ImageHeader h = whole.header();
        if (section.frame() >= h.frames()) throw new IllegalArgumentException("frame " + section.frame() + " of " + h.frames());
        return new CutImage(whole, section, h.withGeometry(section.of(h.geometry())).withFrames(1));
    }

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public StoredImage asSeen() {
        StoredImage seen = whole.asSeen();
        return seen == whole ? this : of(seen, section);
    }

    @Override
    public boolean readsAnySliceAtOnce() {
        return whole.readsAnySliceAtOnce();
    }

    @Override
    public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        Box box = section.in(whole.header().size());
        int nz = header.size().z(), step = section.step();
        byte[] cut = new byte[(int) header.sliceBytes()];
        // channels that do not stand side by side are runs of their own, each with its own frames
        for (int run = from / nz; run * nz < to; run++) {
            int first = Math.max(from - run * nz, 0), last = Math.min(to - run * nz, nz) - 1, done = run * nz;
            int start = (run * whole.header().frames() + section.frame()) * whole.header().size().z() + box.z0();
            whole.read(start + first * step, start + last * step + 1, (index, samples) -> {
                int z = index - start;
                if (z % step != 0) return;
                cut(samples, box, cut);
                sink.slice(done + z / step, cut);
            }, progress.part((double) Math.max(0, done + first - from) / (to - from), (double) (done + last + 1 - from) / (to - from)));
        }
    }

    private void cut(byte[] samples, Box box, byte[] cut) {
        int voxel = header.type().bytes() * (header.interleaved() ? header.channels() : 1), step = section.step();
        Size size = whole.header().size();
        for (int y = box.y0(), at = 0; y < box.y1(); y += step) {
            int row = (y * size.x() + box.x0()) * voxel;
            if (step == 1) {
                int bytes = (box.x1() - box.x0()) * voxel;
                System.arraycopy(samples, row, cut, at, bytes);
                at += bytes;
            } else {
                for (int x = box.x0(); x < box.x1(); x += step, row += step * voxel, at += voxel) System.arraycopy(samples, row, cut, at, voxel);
            }
        }
    }
}
