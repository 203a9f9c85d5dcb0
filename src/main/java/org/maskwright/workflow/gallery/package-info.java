/// What training varies, as pictures to be looked at before a run. Must never know windows; the same pictures stand on a page
/// and in a sheet.
@NullMarked
package org.maskwright.workflow.gallery;

import org.jspecify.annotations.NullMarked;
