/// The rules of the house, held by tests, and a small wrong tree on which each of them must complain. Must never be needed
/// by the program or by another test.
@NullMarked
package org.maskwright.architecture;

import org.jspecify.annotations.NullMarked;
