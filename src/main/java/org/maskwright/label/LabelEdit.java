package org.maskwright.label;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Size;

/// One finished change of labels: the runs of voxels with their label before and after. Immutable, small, exact.
///
/// Undo applies it inverted, the screen repaints its box, the journal keeps its bytes, the live score counts its runs.
/// Runs are packed as variable-length integers, so a brush stroke takes one or two kilobytes.
public final class LabelEdit {
    /// Told of each run: `length` voxels of slice `z` from index `start` (y · width + x) on; a run may go on over the end of
    /// a row.
    @FunctionalInterface
    public interface RunVisitor {
        void run(int z, int start, int length, int before, int after);
    }

    private static final byte VERSION = 1;

    private final String name;
    private final Box box;
    private final long voxels;
    private final byte[] runs;

    private LabelEdit(String name, Box box, long voxels, byte[] runs) {
        this.name = name;
        this.box = box;
        this.voxels = voxels;
        this.runs = runs;
    }

    /// What undo shows, such as "Brush".
    public String name() {
        return name;
    }

    /// The smallest box that holds every changed voxel.
    public Box box() {
        return box;
    }

    /// How many voxels changed.
    public long voxels() {
        return voxels;
    }

    /// What it takes in memory, about.
    public int bytes() {
        return runs.length + name.length() + 64;
    }

    /// Visits every run, by rising slice and index.
    public void forEachRun(RunVisitor visitor) {
        ByteBuffer in = ByteBuffer.wrap(runs);
        int z = 0, at = 0;
        while (in.hasRemaining()) {
            int dz = readVarint(in);
            if (dz > 0) at = 0;
            z += dz;
            int start = at + readVarint(in), length = readVarint(in), before = readVarint(in), after = readVarint(in);
            visitor.run(z, start, length, before, after);
            at = start + length;
        }
    }

    /// The edit that takes this one back, under the name `inverseName`.
    public LabelEdit inverse(String inverseName) {
        ByteBuffer in = ByteBuffer.wrap(runs), out = ByteBuffer.allocate(runs.length);
        while (in.hasRemaining()) {
            for (int i = 0; i < 3; i++) writeVarint(out, readVarint(in));
            int before = readVarint(in), after = readVarint(in);
            writeVarint(out, after);
            writeVarint(out, before);
        }
        return new LabelEdit(inverseName, box, voxels, out.array());
    }

    /// This edit as bytes for a journal; [#ofBytes] reads them.
    public byte[] toBytes() {
        byte[] title = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(1 + 6 * 5 + 5 + title.length + runs.length);
        out.put(VERSION);
        for (int n : new int[] {box.x0(), box.y0(), box.z0(), box.x1(), box.y1(), box.z1(), title.length}) writeVarint(out, n);
        out.put(title).put(runs);
        return Arrays.copyOf(out.array(), out.position());
    }

    /// Reads what [#toBytes] wrote, for a grid of `size`.
    ///
    /// @throws IllegalArgumentException if the bytes are no edit, or one that reaches outside the grid
    public static LabelEdit ofBytes(byte[] bytes, Size size) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            int version = in.get();
            if (version != VERSION) throw new IllegalArgumentException("edit of version " + version + ", this program reads version " + VERSION);
            Box box = new Box(readVarint(in), readVarint(in), readVarint(in), readVarint(in), readVarint(in), readVarint(in));
            int length = readVarint(in);
            if (length < 0 || length > in.remaining()) throw new IllegalArgumentException("the edit's name is cut short");
            byte[] title = new byte[length];
            in.get(title);
            byte[] runs = new byte[in.remaining()];
            in.get(runs);
            if (!size.box().contains(box)) throw new IllegalArgumentException("the edit reaches outside the grid of " + size);
            long[] voxels = {0};
            Box[] seen = {Box.EMPTY};
            LabelEdit edit = new LabelEdit(new String(title, StandardCharsets.UTF_8), box, 0, runs);
            edit.forEachRun((z, start, count, before, after) -> {
                if (z < 0 || z >= size.z() || start < 0 || count < 1 || (long) start + count > size.sliceVoxels())
                    throw new IllegalArgumentException("a run of the edit reaches outside the grid of " + size);
                if (before < 0 || before > Labels.MAX || after < 0 || after > Labels.MAX) throw new IllegalArgumentException("a label of the edit is not 0 to 65535");
                voxels[0] += count;
                seen[0] = seen[0].union(boxOf(z, start, count, size.x()));
            });
            if (!seen[0].equals(box)) throw new IllegalArgumentException("the edit's runs fill " + seen[0] + ", its head says " + box);
            return new LabelEdit(edit.name, box, voxels[0], runs);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the edit is cut short", e);
        }
    }

    /// The box of a run; of one that goes on over the end of a row, whole rows.
    private static Box boxOf(int z, int start, int length, int nx) {
        int firstY = start / nx, lastY = (start + length - 1) / nx;
        return firstY == lastY ? new Box(start % nx, firstY, z, start % nx + length, firstY + 1, z + 1) : new Box(0, firstY, z, nx, lastY + 1, z + 1);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof LabelEdit other && name.equals(other.name) && box.equals(other.box) && Arrays.equals(runs, other.runs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(runs);
    }

    @Override
    public String toString() {
        return name + ": " + voxels + " voxels in " + box;
    }

    private static void writeVarint(ByteBuffer out, int value) {
        while ((value & ~0x7F) != 0) {
            out.put((byte) (value | 0x80));
            value >>>= 7;
        }
        out.put((byte) value);
    }

    private static int readVarint(ByteBuffer in) {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            byte b = in.get();
            value |= (b & 0x7F) << shift;
            if (b >= 0) return value;
        }
        throw new IllegalArgumentException("a number of the edit is too long");
    }

    /// Compares slices and packs what differs.
    static final class Packer {
        private final Size size;
        private ByteBuffer out = ByteBuffer.allocate(512);
        private Box box = Box.EMPTY;
        private long voxels;
        private int lastZ, at;

        Packer(Size size) {
            this.size = size;
        }

        boolean isEmpty() {
            return voxels == 0;
        }

        /// Packs the voxels of slice `z`, rows `y0` up to but without `y1`, that differ; slices must come in rising order.
        void compare(int z, short @Nullable [] before, short @Nullable [] after, int y0, int y1) {
            if (before == after) return;
            int nx = size.x(), to = y1 * nx;
            short[] a = before != null ? before : new short[size.sliceVoxels()];
            short[] b = after != null ? after : new short[size.sliceVoxels()];
            int i = y0 * nx;
            while (i < to) {
                int skip = Arrays.mismatch(a, i, to, b, i, to);
                if (skip < 0) return;
                int start = i + skip;
                short old = a[start], now = b[start];
                int end = start + 1;
                while (end < to && a[end] == old && b[end] == now) end++;
                run(z, start, end - start, old & 0xFFFF, now & 0xFFFF);
                i = end;
            }
        }

        private void run(int z, int start, int length, int before, int after) {
            if (out.remaining() < 32) out = ByteBuffer.allocate(out.capacity() * 2).put(out.flip());
            int dz = z - lastZ;
            if (dz > 0) at = 0;
            writeVarint(out, dz);
            writeVarint(out, start - at);
            writeVarint(out, length);
            writeVarint(out, before);
            writeVarint(out, after);
            lastZ = z;
            at = start + length;
            voxels += length;
            box = box.union(boxOf(z, start, length, size.x()));
        }

        LabelEdit pack(String name) {
            return new LabelEdit(name, box, voxels, Arrays.copyOf(out.array(), out.position()));
        }
    }
}
