/// DICOM: folders of slices into series, series into volumes that stand truthfully in the patient.
///
/// Must never know who shows or stores them, nor let a patient's name or number out of here but in [org.maskwright.format.Where].
@NullMarked
package org.maskwright.format.dicom;

import org.jspecify.annotations.NullMarked;
