package org.maskwright.format.raw;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.Statistics;
import org.maskwright.format.StoredImage;
import org.maskwright.job.Progress;

/// An image with its scale multiplied out, for formats that cannot spell a scale: in the smallest type that holds the values.
public final class Unscaled implements StoredImage {
    private final StoredImage image;
    private final ImageHeader header;

    private Unscaled(StoredImage image, ImageHeader header) {
        this.image = image;
        this.header = header;
    }

    /// `image` itself if it has no scale. Else its values, read once to learn their range: whole ones stay whole.
    public static StoredImage of(StoredImage image, Progress progress) throws IOException, FormatException {
        ImageHeader header = image.header();
        if (header.isUnscaled()) return image;
        SampleType type = type(header, Statistics.of(image, progress));
        ImageHeader plain = new ImageHeader(header.geometry(), type, header.channels(), header.interleaved(), header.frames(), 1, 0, header.kind(), header.info(), header.table());
        return new Unscaled(image, plain);
    }

    private static SampleType type(ImageHeader header, Statistics seen) {
        boolean whole = !header.type().isFloat() && header.type().bytes() < 8 && Math.rint(header.slope()) == header.slope() && Math.rint(header.intercept()) == header.intercept();
        if (!whole) return header.type().bytes() > 2 && header.type() != SampleType.FLOAT32 ? SampleType.FLOAT64 : SampleType.FLOAT32;
        double low = seen.min(), high = seen.max();
        if (low >= 0 && high <= 255) return SampleType.UINT8;
        if (low >= Short.MIN_VALUE && high <= Short.MAX_VALUE) return SampleType.INT16;
        if (low >= 0 && high <= 65_535) return SampleType.UINT16;
        return low >= Integer.MIN_VALUE && high <= Integer.MAX_VALUE ? SampleType.INT32 : SampleType.FLOAT64;
    }

    @Override
    public String name() {
        return image.name();
    }

    @Override
    public ImageHeader header() {
        return header;
    }

    @Override
    public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        ImageHeader was = image.header();
        int n = Math.toIntExact(header.sliceSamples());
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(header.sliceBytes())).order(ByteOrder.LITTLE_ENDIAN);
        image.read(from, to, (index, samples) -> {
            out.clear();
            for (int i = 0; i < n; i++) put(out, was.slope() * was.type().value(samples, i) + was.intercept());
            sink.slice(index, out.array());
        }, progress);
    }

    private void put(ByteBuffer out, double value) {
        switch (header.type()) {
            case UINT8, INT8 -> out.put((byte) (int) value);
            case UINT16, INT16 -> out.putShort((short) (int) value);
            case UINT32, INT32 -> out.putInt((int) (long) value);
            case UINT64, INT64 -> out.putLong((long) value);
            case FLOAT32 -> out.putFloat((float) value);
            case FLOAT64 -> out.putDouble(value);
        }
    }
}
