package org.maskwright.render;

import java.util.List;
import java.util.Optional;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.volume.Volume;
import org.maskwright.volume.Window;

/// All that a picture of one slice needs; immutable, so it can be painted anywhere.
///
/// @param slice voxel index along the axes' normal
/// @param overlays painted in this order
/// @param preview voxels that a tool would paint, shown striped; empty for none
/// @param previewRgb colour of the stripes, `0xRRGGBB`
/// @param heat colours laid over the grey values and under the labels; empty for none
/// @param smooth whether grey values are interpolated between voxels; labels never are
public record SliceRequest(Volume volume, SliceAxes axes, int slice, Window window, Viewport viewport, boolean smooth,
                           List<Overlay> overlays, Mask preview, int previewRgb, Optional<Heat> heat) {
    public SliceRequest(Volume volume, SliceAxes axes, int slice, Window window, Viewport viewport, boolean smooth, List<Overlay> overlays, Mask preview, int previewRgb) {
        this(volume, axes, slice, window, viewport, smooth, overlays, preview, previewRgb, Optional.empty());
    }

    public SliceRequest {
        if (slice < 0 || slice >= axes.slices()) throw new IndexOutOfBoundsException("slice " + slice + " of " + axes.slices());
        overlays = List.copyOf(overlays);
    }

    /// The whole picture.
    public PixelBox whole() {
        return new PixelBox(0, 0, viewport.width(), viewport.height());
    }
}
