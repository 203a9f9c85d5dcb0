package org.maskwright.format.dicom.image;

import org.maskwright.format.FormatException;

/// Unpacks the frames of one transfer syntax. Stateless.
interface FrameCodec {
    /// Compares what a packed frame says of its own size with `layout`, before memory is taken for what that claims.
    ///
    /// @throws FormatException if they differ; of syntaxes whose frames do not say their size, never
    default void check(String source, byte[] packed, PixelLayout layout) throws FormatException {}

    /// Unpacks one frame into its samples: little-endian, the colours of a pixel side by side, row by row.
    ///
    /// @param packed the fragments of the frame, joined
    /// @param out [PixelLayout#frameBytes] long, all of it written
    /// @return what the samples mean now, which may differ from what the header says of the packed ones
    /// @throws FormatException if the frame is damaged, cut short, or not of the size that `layout` says
    PixelLayout.Photometric decode(String source, byte[] packed, PixelLayout layout, byte[] out) throws FormatException;
}
