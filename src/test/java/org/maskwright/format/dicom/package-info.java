@NullMarked
package org.maskwright.format.dicom;

import org.jspecify.annotations.NullMarked;
