package org.maskwright.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;

/// Stored samples into a label map.
final class ToLabels {
    private ToLabels() {}

    static Labels read(StoredImage image, Progress progress) throws IOException, FormatException {
        ImageHeader header = image.header();
        Size size = header.size();
        String remedy = "Open it as a scan, or export the labels as whole numbers from 0 to 65535.";
        if (header.channels() > 1) throw FormatException.unexpected(image.name(), "", "one label a voxel", header.channels() + " values a voxel", remedy);
        Memory.require(image.name(), size.voxels() * 2);
        short[][] slices = new short[size.z()][];
        SampleType type = header.type();
        double slope = header.slope(), intercept = header.intercept();
        boolean plain = header.isUnscaled();
        StoredImage.SliceSink sink = (z, samples) -> {
            short[] slice = new short[size.sliceVoxels()];
            slices[z] = slice;
            if (plain && type == SampleType.UINT8) {
                for (int i = 0; i < slice.length; i++) slice[i] = (short) (samples[i] & 0xFF);
                return;
            }
            if (plain && type == SampleType.UINT16) {
                ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(slice);
                return;
            }
            for (int i = 0; i < slice.length; i++) {
                double value = slope * type.value(samples, i) + intercept;
                int label = (int) value;
                if (label != value || label < 0 || label > Labels.MAX)
                    throw FormatException.unexpected(image.name(), "voxel (" + i % size.x() + ", " + i / size.x() + ", " + z + ")",
                            "a label, a whole number from 0 to 65535", Double.toString(value), remedy);
                slice[i] = (short) label;
            }
        };
        // where a value may be refused it is the first of the file
        if (plain && (type == SampleType.UINT8 || type == SampleType.UINT16)) image.readUnordered(0, size.z(), sink, progress);
        else image.read(0, size.z(), sink, progress);
        return Labels.adopting(header.geometry(), slices);
    }
}
