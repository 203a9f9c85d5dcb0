/// The pixels of one DICOM file: what they are said to be, and how each transfer syntax packs them.
///
/// Must never know where a slice lies in the patient, nor which others belong to it.
@NullMarked
package org.maskwright.format.dicom.image;

import org.jspecify.annotations.NullMarked;
