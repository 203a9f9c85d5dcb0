/// The questions asked of every case before a data set leaves: what is wrong, where, and what would mend it.
///
/// Pure functions from scans, labels and tables to findings. Must never know files, projects, jobs or who asks.
@NullMarked
package org.maskwright.workflow.gate;

import org.jspecify.annotations.NullMarked;
