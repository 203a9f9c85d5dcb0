/// How gradients become steps. All state is ours, so that a run can be stopped and go on as if it had not been.
/// Must never know networks, cases or files.
@NullMarked
package org.maskwright.learn.optimise;

import org.jspecify.annotations.NullMarked;
