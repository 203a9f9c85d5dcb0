/// Files that are broken on purpose: how they are made, what reading them may cost, and what it must end in. Must never be
/// needed by the program.
@NullMarked
package org.maskwright.fuzz;

import org.jspecify.annotations.NullMarked;
