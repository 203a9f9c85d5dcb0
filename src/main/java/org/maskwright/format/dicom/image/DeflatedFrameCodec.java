package org.maskwright.format.dicom.image;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.maskwright.format.FormatException;

/// Native frames, each deflated for itself (PS3.5, A.4.14).
final class DeflatedFrameCodec implements FrameCodec {
    @Override
    public PixelLayout.Photometric decode(String source, byte[] packed, PixelLayout layout, byte[] out) throws FormatException {
        if (layout.planar() && layout.samples() > 1) throw FormatException.unsupported(source, "", "a deflated frame of separate colour planes", "Export it uncompressed.");
        boolean bits = layout.bitsAllocated() == 1;
        byte[] samples = bits ? new byte[(out.length + 7) / 8] : out;
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            int count = 0;
            while (count < samples.length && !inflater.finished()) {
                int n = inflater.inflate(samples, count, samples.length - count);
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) break;
                count += n;
            }
            if (count < samples.length) throw FormatException.truncated(source, "a deflated frame", samples.length, count);
        } catch (DataFormatException e) {
            throw FormatException.of(source, "pixel data", "a deflated frame is damaged.", "Copy or export the file again.");
        }
        if (bits) NativeFrames.unpackBits(samples, 0, out);
        return layout.photometric();
    }
}
