package org.maskwright.format.coco;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.List;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.StoredImage;
import org.maskwright.job.Progress;

/// The objects of some pictures that do not overlap, as a label map.
///
/// @param slices the objects of each slice
record CocoStack(String name, List<List<CocoFile.Region>> slices, ImageHeader header) implements StoredImage {
    @Override
    public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        int width = header.size().x(), height = header.size().y();
        ByteBuffer samples = ByteBuffer.allocate(Math.toIntExact(header.sliceBytes())).order(ByteOrder.LITTLE_ENDIAN);
        for (int z = from; z < to; z++) {
            progress.at((double) (z - from) / (to - from), "picture " + (z + 1) + " of " + to);
            java.util.Arrays.fill(samples.array(), (byte) 0);
            for (CocoFile.Region region : slices.get(z)) {
                BitSet mask = region.mask(width, height);
                for (int i = mask.nextSetBit(0); i >= 0; i = mask.nextSetBit(i + 1)) samples.putShort(2 * i, (short) region.category());
            }
            sink.slice(z, samples.array());
        }
    }
}
