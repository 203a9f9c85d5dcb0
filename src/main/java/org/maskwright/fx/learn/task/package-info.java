/// What can be done in the learning room: for each task its form, as data, and which verb of the workflow it asks. Must never know a node.
@NullMarked
package org.maskwright.fx.learn.task;

import org.jspecify.annotations.NullMarked;
