package org.maskwright.format.dicom.rt;

/// How the outline of a set of voxels is drawn. Either gives back exactly the same voxels when it is laid onto their grid.
public enum Tracing {
    /// Along the faces of the voxels: encloses exactly their volume, in steps.
    VOXEL_FACES,
    /// Through the middles of those faces: corners are cut, by an eighth of a voxel each, so curves look like curves.
    FACE_CENTRES
}
