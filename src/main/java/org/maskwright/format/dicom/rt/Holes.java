package org.maskwright.format.dicom.rt;

/// How holes are spelt (PS3.3, C.8.8.6.3). Either is read back as the same voxels.
public enum Holes {
    /// A line without width leads from the outer outline to the hole and back: one outline, of type CLOSED_PLANAR, which every
    /// program understands.
    KEYHOLE,
    /// Outer outlines and holes stand side by side, all of type CLOSEDPLANAR_XOR, to be combined by exclusive or: younger than
    /// many programs, and than Debian's `dciodvfy`.
    EXCLUSIVE_OR
}
