package org.maskwright.format.raw;

import java.io.IOException;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Memory;
import org.maskwright.format.StoredImage;
import org.maskwright.job.Progress;

/// An image whose components stand side by side in the file, handed out one component after another.
///
/// @param stored interleaved
/// @param first the first component that is taken
/// @param header what is handed out: as many components as it has slices for, each a run of its own
public record Components(StoredImage stored, int first, ImageHeader header) implements StoredImage {
    /// How much is held to take several components out of one pass.
    private static final long BATCH_BYTES = 256L << 20;

    @Override
    public String name() {
        return stored.name();
    }

    @Override
    public boolean readsAnySliceAtOnce() {
        return stored.readsAnySliceAtOnce();
    }

    @Override
    public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        int run = Math.toIntExact(stored.header().sliceCount());
        long runBytes = run * header.sliceBytes();
        int batch = (int) Math.clamp(BATCH_BYTES / runBytes, 1, 65_536);
        for (int at = from; at < to; ) {
            int component = at / run, start = at % run, components = Math.min(batch, (to - 1) / run - component + 1);
            int end = Math.min(to, (component + components) * run);
            Progress part = progress.part((double) (at - from) / (to - from), (double) (end - from) / (to - from));
            if (components == 1) one(component, start, start + end - at, sink, part);
            else several(component, components, at, end, sink, part);
            at = end;
        }
    }

    private void one(int component, int start, int end, SliceSink sink, Progress progress) throws IOException, FormatException {
        int run = Math.toIntExact(stored.header().sliceCount());
        byte[] taken = new byte[Math.toIntExact(header.sliceBytes())];
        stored.read(start, end, (index, samples) -> {
            take(samples, component, taken);
            sink.slice(component * run + index, taken);
        }, progress);
    }

    private void several(int component, int components, int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        int run = Math.toIntExact(stored.header().sliceCount()), bytes = Math.toIntExact(header.sliceBytes());
        Memory.require(name(), (long) components * run * bytes);
        byte[][] held = new byte[components * run][];
        stored.read(0, run, (index, samples) -> {
            for (int c = 0; c < components; c++) take(samples, component + c, held[c * run + index] = new byte[bytes]);
        }, progress);
        for (int i = from; i < to; i++) sink.slice(i, held[i - component * run]);
    }

    private void take(byte[] samples, int component, byte[] out) {
        int width = header.type().bytes(), step = stored.header().channels() * width;
        for (int i = (first + component) * width, o = 0; o < out.length; i += step) for (int b = 0; b < width; b++) out[o++] = samples[i + b];
    }
}
