package org.maskwright.format.picture;

import java.io.IOException;
import java.util.List;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredImage;
import org.maskwright.job.Parallel;
import org.maskwright.job.Progress;

/// Pictures of one size, each a slice.
///
/// @param name what messages call them
record PictureStack(String name, List<Picture> pictures, ImageHeader header) implements StoredImage {
    PictureStack {
        pictures = List.copyOf(pictures);
    }

    @Override
    public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        try {
            Parallel.<byte[], Exception>inOrder(to - from, () -> new PictureDecoder(pictures, from), (i, samples) -> {
                progress.at((double) i / (to - from), "picture " + (i + 1) + " of " + (to - from));
                sink.slice(from + i, samples);
            });
        } catch (IOException | FormatException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("reading throws nothing else", e);
        }
    }

    /// Colours of a palette for what is no label map; 16-bit colours with the 8 bits that a screen shows.
    @Override
    public StoredImage asSeen() {
        boolean indexed = pictures.getFirst().palette().length > 0 && header.kind() != ImageHeader.Kind.LABELS;
        boolean deep = header.channels() >= 3 && header.type() == SampleType.UINT16;
        return indexed || deep ? new Seen(this, seenHeader(indexed)) : this;
    }

    private ImageHeader seenHeader(boolean indexed) {
        return ImageHeader.of(header.geometry(), SampleType.UINT8).withChannels(indexed ? 3 : header.channels(), true).withKind(ImageHeader.Kind.VOLUME);
    }

    /// The pictures in 8-bit colours.
    private record Seen(PictureStack stored, ImageHeader header) implements StoredImage {
        @Override
        public String name() {
            return stored.name();
        }

        @Override
        public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
            byte[] seen = new byte[Math.toIntExact(header.sliceBytes())];
            stored.read(from, to, (index, samples) -> {
                int[] palette = stored.pictures.get(index).palette();
                if (palette.length > 0) look(samples, palette, seen);
                else for (int i = 0; i < seen.length; i++) seen[i] = (byte) Math.round(((samples[2 * i] & 255) | (samples[2 * i + 1] & 255) << 8) / 257.0f);
                sink.slice(index, seen);
            }, progress);
        }

        private static void look(byte[] samples, int[] palette, byte[] seen) {
            for (int i = 0; i < samples.length; i++) {
                int index = samples[i] & 255, rgb = index < palette.length ? palette[index] : 0;
                seen[3 * i] = (byte) (rgb >> 16);
                seen[3 * i + 1] = (byte) (rgb >> 8);
                seen[3 * i + 2] = (byte) rgb;
            }
        }
    }
}
