/// Which case to label next, what labelling it would bring, and the loop of both played through on labelled data.
/// Must never know formats, projects or windows.
@NullMarked
package org.maskwright.learn.active;

import org.jspecify.annotations.NullMarked;
