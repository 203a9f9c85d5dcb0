package org.maskwright.format.dicom.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.maskwright.format.FormatException;

/// JPEG: baseline, extended with 8 bits, and lossless (ITU-T T.81), by TwelveMonkeys.
final class JpegCodec implements FrameCodec {
    @Override
    public PixelLayout.Photometric decode(String source, byte[] packed, PixelLayout layout, byte[] out) throws FormatException {
        Codestream stream = Codestream.ofJpeg(source, packed);
        boolean known = stream.process() == Codestream.LOSSLESS || (stream.process() == Codestream.BASELINE || stream.process() == Codestream.EXTENDED) && stream.precision() == 8;
        if (!known) throw FormatException.unsupported(source, "pixel data", "JPEG of process " + Integer.toHexString(stream.process()).toUpperCase(java.util.Locale.ROOT) + " with "
                + stream.precision() + " bits", "Export the series uncompressed, or convert it with another program first.");
        stream.check(source, layout);
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
