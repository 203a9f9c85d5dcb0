/// What every page has in common.
@NullMarked
package org.maskwright.workflow.page;

import org.jspecify.annotations.NullMarked;
