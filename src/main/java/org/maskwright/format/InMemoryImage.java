package org.maskwright.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.RgbVolume;
import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Volume;

/// What is in memory, as a stream of stored samples.
final class InMemoryImage {
    private InMemoryImage() {}

    static StoredImage of(Labels labels, LabelTable table, boolean wide) {
        ImageHeader header = ImageHeader.of(labels.geometry(), wide ? SampleType.UINT16 : SampleType.UINT8)
                .withKind(ImageHeader.Kind.LABELS).withTable(table);
        return new OfLabels(labels, header);
    }

    private record OfLabels(Labels labels, ImageHeader header) implements StoredImage {
        @Override
        public String name() {
            return "labels";
        }

        @Override
        public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
            ParallelSlices.read(name(), from, to, header.sliceBytes(), 2L * labels.geometry().size().sliceVoxels(), Copier::new, false, sink, progress);
        }

        private final class Copier implements ParallelSlices.Maker {
            private final short[] slice = new short[labels.geometry().size().sliceVoxels()];

            @Override
            public void make(int z, byte[] samples) {
                labels.copySlice(z, slice);
                if (header.type() == SampleType.UINT16) ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(slice);
                else for (int i = 0; i < slice.length; i++) samples[i] = (byte) slice[i];
            }
        }
    }

    record OfVolume(Volume volume, ImageHeader header) implements StoredImage {
        OfVolume(Volume volume) {
            this(volume, header(volume));
        }

        private static ImageHeader header(Volume volume) {
            ImageHeader floats = ImageHeader.of(volume.geometry(), SampleType.FLOAT32).withInfo(volume.info()).withKind(ImageHeader.Kind.VOLUME);
            return switch (volume) {
                case ShortVolume v -> ImageHeader.of(v.geometry(), SampleType.INT16).withScale(v.slope(), v.intercept())
                        .withInfo(v.info()).withKind(ImageHeader.Kind.VOLUME);
                case FloatVolume _ -> floats;
                case RgbVolume v -> ImageHeader.of(v.geometry(), SampleType.UINT8).withChannels(3, true).withInfo(v.info()).withKind(ImageHeader.Kind.VOLUME);
            };
        }

        @Override
        public String name() {
            return "scan";
        }

        @Override
        public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
            ParallelSlices.read(name(), from, to, header.sliceBytes(), header.sliceSamples() * Float.BYTES, () -> this::fill, false, sink, progress);
        }

        private void fill(int z, byte[] samples) {
            Size size = volume.geometry().size();
            ByteBuffer bytes = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN);
            switch (volume) {
                case ShortVolume v -> {
                    short[] slice = new short[size.sliceVoxels()];
                    v.copyStored(z, slice);
                    bytes.asShortBuffer().put(slice);
                }
                case FloatVolume v -> {
                    float[] slice = new float[size.sliceVoxels()];
                    v.copySlice(z, slice);
                    bytes.asFloatBuffer().put(slice);
                }
                case RgbVolume v -> {
                    for (int y = 0; y < size.y(); y++) {
                        for (int x = 0; x < size.x(); x++) {
                            int rgb = v.rgb(x, y, z);
                            bytes.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
                        }
                    }
                }
            }
        }
    }
}
