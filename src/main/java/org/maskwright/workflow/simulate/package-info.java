/// The loop of proposing, correcting and training played through on labelled data, as a table and a figure.
/// Must never know projects and windows.
@NullMarked
package org.maskwright.workflow.simulate;

import org.jspecify.annotations.NullMarked;
