/// NIfTI-1 and NIfTI-2: `.nii`, `.nii.gz`, and pairs of `.hdr` and `.img`. Must never know what the images are for.
@NullMarked
package org.maskwright.format.nifti;

import org.jspecify.annotations.NullMarked;
