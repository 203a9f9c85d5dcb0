package org.maskwright.format.nrrd;

import java.io.IOException;
import java.util.List;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.StoredImage;
import org.maskwright.job.Progress;

/// Several images of one channel as one whose channels are these.
///
/// @param images on one grid, of one type
record SideBySide(List<StoredImage> images) implements StoredImage {
    SideBySide {
        images = List.copyOf(images);
        ImageHeader first = images.getFirst().header();
        for (StoredImage image : images) {
            ImageHeader header = image.header();
            if (header.type() != first.type() || header.channels() > 1 || header.frames() > 1 || !header.size().equals(first.size()))
                throw new IllegalArgumentException("layers need one channel, one size and one type each");
        }
    }

    @Override
    public String name() {
        return images.getFirst().name();
    }

    @Override
    public ImageHeader header() {
        return images.getFirst().header().withChannels(images.size(), true);
    }

    @Override
    public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        int n = images.size(), width = header().type().bytes();
        byte[] together = new byte[Math.toIntExact(header().sliceBytes())];
        for (int z = from; z < to; z++) {
            progress.at((double) (z - from) / (to - from), "slice " + (z + 1) + " of " + to);
            for (int layer = 0; layer < n; layer++) {
                int at = layer * width;
                images.get(layer).read(z, z + 1, (index, samples) -> {
                    for (int i = 0, o = at; i < samples.length; i += width, o += n * width) System.arraycopy(samples, i, together, o, width);
                }, Progress.NONE);
            }
            sink.slice(z, together);
        }
    }
}
