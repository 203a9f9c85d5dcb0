package org.maskwright.workflow;

import java.io.IOException;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.Section;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.volume.Volume;

/// One slice of a scan, to be shown before the rest is read.
///
/// @param slice a volume of this slice alone, where it lies in the patient
/// @param index which one, from 0
/// @param slices how many the scan has
public record Glimpse(Volume slice, int index, int slices) {
    /// Reads slice `z` alone.
    static Glimpse read(Item item, int z, Progress progress) throws IOException, FormatException {
        Size size = item.header().size();
        return new Glimpse(item.part(Section.WHOLE.withSlices(size, z, z + 1)).volume(progress), z, size.z());
    }

    /// A slice that is in memory already, as a reader handed it out.
    static Glimpse of(StoredImage image, int z, byte[] samples) throws IOException, FormatException {
        Size size = image.header().size();
        Section one = Section.WHOLE.withSlices(size, z, z + 1);
        StoredImage held = new Held(image.name(), image.header().withGeometry(one.of(image.header().geometry())).withFrames(1), samples);
        return new Glimpse(new Item("", "", held, java.util.List.of()).volume(Progress.NONE), z, size.z());
    }

    private record Held(String name, ImageHeader header, byte[] samples) implements StoredImage {
        @Override
        public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
            for (int z = from; z < to; z++) sink.slice(z, samples);
        }
    }
}
