/// JSON that stands beside images: descriptions of stacks, annotations. Must never know which format reads it.
@NullMarked
package org.maskwright.format.json;

import org.jspecify.annotations.NullMarked;
