/// Networks that came from elsewhere: TorchScript programs, MONAI bundles and weights, looked into before anything of them runs.
/// Must never know a card, a shelf of models, or a scan; and never evaluates what a file says, except a program that the user agreed to.
@NullMarked
package org.maskwright.learn.foreign;

import org.jspecify.annotations.NullMarked;
