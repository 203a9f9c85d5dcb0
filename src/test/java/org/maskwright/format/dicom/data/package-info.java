@NullMarked
package org.maskwright.format.dicom.data;

import org.jspecify.annotations.NullMarked;
