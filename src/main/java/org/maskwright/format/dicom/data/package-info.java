/// DICOM data sets as they stand in a file: tags, value representations, sequences, and where the pixel data lies.
///
/// The names are those of dcm4che 5, so that its data package could take this one's place.
/// Must never know what an image is, nor a series: only elements.
@NullMarked
package org.maskwright.format.dicom.data;

import org.jspecify.annotations.NullMarked;
