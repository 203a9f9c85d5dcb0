@NullMarked
package org.maskwright.format.dicom.image;

import org.jspecify.annotations.NullMarked;
