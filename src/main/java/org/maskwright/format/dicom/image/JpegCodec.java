package org.maskwright.format.dicom.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.maskwright.format.FormatException;

/// JPEG (ITU-T T.81): baseline and extended by TwelveMonkeys, grey of 12 bits by [SequentialJpeg], lossless by [LosslessJpeg].
final class JpegCodec implements FrameCodec {
    @Override
    public void check(String source, byte[] packed, PixelLayout layout) throws FormatException {
        Codestream.ofJpeg(source, packed).check(source, layout);
    }

    @Override
    public PixelLayout.Photometric decode(String source, byte[] packed, PixelLayout layout, byte[] out) throws FormatException {
        Codestream stream = Codestream.ofJpeg(source, packed);
        boolean sequential = stream.process() == Codestream.BASELINE || stream.process() == Codestream.EXTENDED;
        boolean twelve = stream.process() == Codestream.EXTENDED && stream.precision() == 12 && stream.components() == 1;
        if (!(stream.process() == Codestream.LOSSLESS || sequential && stream.precision() == 8 || twelve))
            throw FormatException.unsupported(source, "pixel data", "JPEG of process " + Integer.toHexString(stream.process()).toUpperCase(Locale.ROOT) + " with "
                    + stream.components() + " × " + stream.precision() + " bits", "Export the series uncompressed, or convert it with another program first.");
        stream.check(source, layout);
        if (twelve) {
            int[] samples = new SequentialJpeg(source, packed, stream).decode();
            int bytes = layout.type().bytes();
            for (int i = 0, o = 0; i < samples.length; i++) for (int b = 0; b < bytes; b++) out[o++] = (byte) (samples[i] >> 8 * b);
            return layout.photometric();
        }
        if (stream.process() == Codestream.LOSSLESS) {
            new LosslessJpeg(source, packed, stream).decode(layout.type().bytes(), out);
            return stream.meaning(layout.photometric());
        }
        LibraryDecoder.decode(source, reader(), Codestream.withoutApplicationData(packed), layout, out);
        return stream.meaning(layout.photometric());
    }

    private static ImageReader reader() {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg"); readers.hasNext();) {
            ImageReader reader = readers.next();
            if (reader.getOriginatingProvider() instanceof JPEGImageReaderSpi) return reader;
        }
        throw new IllegalStateException("the JPEG library is not on the class path");
    }
}
