/// Large and wild collections of files, each compared with what is known of it: one comparison for the tests and for the report.
/// Must never be needed by the program.
@NullMarked
package org.maskwright.variety;

import org.jspecify.annotations.NullMarked;
