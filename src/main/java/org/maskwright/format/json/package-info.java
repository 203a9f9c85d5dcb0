/// JSON that stands beside images, and in a project: descriptions of stacks, annotations, notes. Must never know what it describes.
@NullMarked
package org.maskwright.format.json;

import org.jspecify.annotations.NullMarked;
