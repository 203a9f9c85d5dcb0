package org.maskwright.workflow;

import java.io.IOException;
import java.util.function.Consumer;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.StoredImage;
import org.maskwright.job.Progress;

/// An image that must be read from its beginning, and shows what passes: the first slice at once, then the newest a few times
/// a second.
///
/// @param image as it is meant to be seen
record Passing(StoredImage image, Consumer<Glimpse> show) implements StoredImage {
    private static final long EVERY_NS = 200_000_000;

    @Override
    public String name() {
        return image.name();
    }

    @Override
    public ImageHeader header() {
        return image.header();
    }

    @Override
    public boolean readsAnySliceAtOnce() {
        return image.readsAnySliceAtOnce();
    }

    @Override
    public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        long[] due = {System.nanoTime()};
        image.read(from, to, (index, samples) -> {
            if (System.nanoTime() >= due[0]) {
                show.accept(Glimpse.of(image, index % header().size().z(), samples.clone()));
                due[0] = System.nanoTime() + EVERY_NS;
            }
            sink.slice(index, samples);
        }, progress);
    }
}
