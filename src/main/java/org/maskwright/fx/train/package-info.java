/// The training room: what a model would learn from the project, how it learns, and how it compares with the one before. Must never
/// know of networks, files of models, or how they are trained.
@NullMarked
package org.maskwright.fx.train;

import org.jspecify.annotations.NullMarked;
