package org.maskwright.format.dicom.seg;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;

/// Frames as the bytes of pixel data, one after another.
///
/// @param layers on one grid
record FramePixels(List<Labels> layers, List<FramePlan.Planned> frames, Progress progress) {
    private int pixels() {
        return layers.getFirst().geometry().size().sliceVoxels();
    }

    /// How many bytes [#writeBits] writes.
    long bitsLength() {
        return even(((long) pixels() * frames.size() + 7) / 8);
    }

    /// How many bytes [#writeSamples] writes.
    long samplesLength(int bytesPerSample) {
        return even((long) pixels() * frames.size() * bytesPerSample);
    }

    private static long even(long length) {
        return length + length % 2;
    }

    /// A bit a pixel, the lowest bit of a byte first; a frame begins at the bit behind the one before (PS3.5, 8.1.1).
    void writeBits(OutputStream out) throws IOException {
        short[] slice = new short[pixels()];
        byte[] packed = new byte[slice.length / 8 + 2];
        int carry = 0, carried = 0; // bits of a byte that is not full yet
        for (int f = 0; f < frames.size(); f++) {
            report(f);
            FramePlan.Planned frame = frames.get(f);
            Arrays.fill(packed, (byte) 0);
            packed[0] = (byte) carry;
            for (Labels layer : layers) {
                if (layer.isUntouched(frame.z())) continue;
                layer.copySlice(frame.z(), slice);
                short value = (short) frame.value();
                for (int i = 0, at = carried; i < slice.length; i++, at++) if (slice[i] == value) packed[at >> 3] |= (byte) (1 << (at & 7));
            }
            int bits = carried + slice.length;
            out.write(packed, 0, bits / 8);
            carried = bits % 8;
            carry = carried == 0 ? 0 : packed[bits / 8] & 0xFF;
        }
        if (carried > 0) out.write(carry);
        if (((long) pixels() * frames.size() + 7) / 8 % 2 == 1) out.write(0);
    }

    /// The label of each pixel in one or two bytes, little-endian.
    void writeSamples(int bytesPerSample, OutputStream out) throws IOException {
        Labels layer = layers.getFirst();
        short[] slice = new short[pixels()];
        byte[] samples = new byte[slice.length * bytesPerSample];
        for (int f = 0; f < frames.size(); f++) {
            report(f);
            layer.copySlice(frames.get(f).z(), slice);
            for (int i = 0, o = 0; i < slice.length; i++) {
                samples[o++] = (byte) slice[i];
                if (bytesPerSample == 2) samples[o++] = (byte) (slice[i] >> 8);
            }
            out.write(samples);
        }
        if ((long) pixels() * frames.size() * bytesPerSample % 2 == 1) out.write(0);
    }

    private void report(int frame) {
        progress.at((double) frame / frames.size(), "Writing frame " + (frame + 1) + " of " + frames.size());
    }
}
