package org.maskwright.format.dicom;

/// One slice: a frame of a file.
///
/// @param frame from 0
record Slice(ImageFile file, int frame) {
    ImageFile.Frame description() {
        return file.frames().get(frame);
    }
}
