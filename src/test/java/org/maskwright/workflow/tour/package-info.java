/// Tests of the tour. Must never need the window.
@NullMarked
package org.maskwright.workflow.tour;

import org.jspecify.annotations.NullMarked;
