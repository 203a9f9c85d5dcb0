package org.maskwright.format.dicom;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.format.FormatException;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.image.PixelLayout;

/// A drawing of single bits that came with an image (PS3.3, C.9.2 and C.9.3), in a group of its own or in bits of the samples
/// that are not used otherwise.
///
/// @param group from 0x6000, even
/// @param label what it is called; may be empty
/// @param left and `top`: where its first pixel lies on the image, from 0; may be beyond it
/// @param frames how many drawings there are; 0 for one that belongs to all frames of the image
/// @param firstFrame the frame, from 0, to which the first belongs
/// @param bit of the samples that holds it; -1 if it stands in an element of its own
record OverlayPlane(int group, String label, int columns, int rows, int left, int top, int frames, int firstFrame, int bit) {
    /// The overlays of an image. What does not make sense as one is none.
    static List<OverlayPlane> of(Attributes root, PixelLayout layout) {
        List<OverlayPlane> planes = new ArrayList<>();
        for (int group = 0x6000; group <= 0x601E; group += 2) {
            int shift = (group - 0x6000) << 16;
            if (!root.contains(Tag.OverlayRows + shift)) continue;
            try {
                OverlayPlane plane = read(root, layout, group, shift);
                if (plane.columns > 0 && plane.rows > 0 && plane.frames >= 0 && plane.firstFrame >= 0) planes.add(plane);
            } catch (FormatException _) {
                // a damaged drawing must not keep the image from being seen; where it is, its bits are read as nothing
            }
        }
        return planes;
    }

    private static OverlayPlane read(Attributes root, PixelLayout layout, int group, int shift) throws FormatException {
        double[] origin = root.getDoubles(Tag.OverlayOrigin + shift);
        int position = root.getInt(Tag.OverlayBitPosition + shift, 0);
        boolean inSamples = !root.contains(Tag.OverlayData + shift) && position < layout.bitsAllocated()
                && (position > layout.highBit() || position <= layout.highBit() - layout.bitsStored());
        if (!inSamples && !root.contains(Tag.OverlayData + shift)) return new OverlayPlane(group, "", 0, 0, 0, 0, 0, 0, -1);
        return new OverlayPlane(group, root.getString(Tag.OverlayLabel + shift, root.getString(Tag.OverlayDescription + shift, "")),
                root.getInt(Tag.OverlayColumns + shift, 0), root.getInt(Tag.OverlayRows + shift, 0), origin.length < 2 ? 0 : (int) origin[1] - 1, origin.length < 2 ? 0 : (int) origin[0] - 1,
                inSamples ? 0 : root.getInt(Tag.NumberOfFramesInOverlay + shift, 0), root.getInt(Tag.ImageFrameOrigin + shift, 1) - 1, inSamples ? position : -1);
    }

    /// Which overlay of the image it is, from 1.
    int number() {
        return (group - 0x6000) / 2 + 1;
    }

    /// Which of its drawings belongs to `frame` of the image; -1 if none does.
    int drawing(int frame) {
        if (frames == 0) return 0;
        return frame >= firstFrame && frame - firstFrame < frames ? frame - firstFrame : -1;
    }
}
