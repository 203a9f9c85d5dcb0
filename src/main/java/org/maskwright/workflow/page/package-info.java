/// How pages look that open in any browser, offline. Must never know what they tell.
@NullMarked
package org.maskwright.workflow.page;

import org.jspecify.annotations.NullMarked;
