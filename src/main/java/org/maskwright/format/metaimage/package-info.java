/// MetaImage, the format of ITK: `.mha`, and `.mhd` with its data files. Must never know what the images are for.
@NullMarked
package org.maskwright.format.metaimage;

import org.jspecify.annotations.NullMarked;
