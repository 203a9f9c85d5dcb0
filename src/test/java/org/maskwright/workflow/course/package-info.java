/// Several trainings as one undertaking, on networks and cases so small that each takes a second.
@NullMarked
package org.maskwright.workflow.course;

import org.jspecify.annotations.NullMarked;
