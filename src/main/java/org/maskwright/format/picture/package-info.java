/// Pictures: PNG, JPEG and TIFF files, alone, in pages, or as folders of numbered slices. Decoded by the Java platform's own
/// ImageIO readers, which nothing else of the room may call. Must never know the project, or who asks.
@NullMarked
package org.maskwright.format.picture;

import org.jspecify.annotations.NullMarked;
