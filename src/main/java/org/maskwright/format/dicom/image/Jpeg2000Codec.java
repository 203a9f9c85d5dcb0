package org.maskwright.format.dicom.image;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageReader;
import org.maskwright.format.FormatException;

/// JPEG 2000, part 1 (ITU-T T.800), by JJ2000.
final class Jpeg2000Codec implements FrameCodec {
    @Override
    public void check(String source, byte[] packed, PixelLayout layout) throws FormatException {
        Codestream.ofJpeg2000(source, packed).check(source, layout);
    }

    @Override
    public PixelLayout.Photometric decode(String source, byte[] packed, PixelLayout layout, byte[] out) throws FormatException {
        Codestream stream = Codestream.ofJpeg2000(source, packed);
        stream.check(source, layout);
        LibraryDecoder.decode(source, reader(), Codestream.withTilePartsCounted(packed), layout, out);
        return stream.meaning(layout.photometric());
    }

    private static ImageReader reader() {
        try {
            return new J2KImageReaderSpi().createReaderInstance(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
