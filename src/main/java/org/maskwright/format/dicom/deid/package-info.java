/// Taking the patient out of DICOM data sets: the Basic Application Level Confidentiality Profile (PS3.15, annex E).
///
/// Must never know folders, ledgers or who asks; nor let anything that identifies a patient out of here.
@NullMarked
package org.maskwright.format.dicom.deid;

import org.jspecify.annotations.NullMarked;
