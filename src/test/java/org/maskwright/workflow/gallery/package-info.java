/// Tests of the gallery of what training varies.
@NullMarked
package org.maskwright.workflow.gallery;

import org.jspecify.annotations.NullMarked;
