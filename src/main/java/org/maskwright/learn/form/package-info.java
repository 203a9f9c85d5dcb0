/// The numbers in which a network computes when it proposes, and what each form of a model was measured to cost and to give.
/// Must never know how a network is run, where a card lies, or what a case is.
@NullMarked
package org.maskwright.learn.form;

import org.jspecify.annotations.NullMarked;
