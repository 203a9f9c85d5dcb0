package org.maskwright.format.dicom.rt;

import java.util.List;

/// A region of interest.
///
/// @param value the label that stands for it
/// @param rgb `0xRRGGBB`
/// @param contours its closed outlines; what lies inside an odd number of those of one plane is in the region
record Roi(int value, String name, int rgb, List<Contour> contours) {
    Roi {
        contours = List.copyOf(contours);
    }
}
