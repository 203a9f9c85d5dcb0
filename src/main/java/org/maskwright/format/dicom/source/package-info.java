/// What an object derived from a DICOM series has to know of it.
///
/// Must never know how files become series, nor what is derived.
@NullMarked
package org.maskwright.format.dicom.source;

import org.jspecify.annotations.NullMarked;
