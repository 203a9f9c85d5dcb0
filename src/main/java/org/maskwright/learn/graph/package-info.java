/// A network as data, drawn layer by layer, counted, rewritten, and spelled as TorchScript.
/// Must never know any particular network, how networks are trained, what they are used for, or what a file is.
@NullMarked
package org.maskwright.learn.graph;

import org.jspecify.annotations.NullMarked;
