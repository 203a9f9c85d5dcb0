/// Tests of the command line, run in this process with captured words. Must never need the window.
@NullMarked
package org.maskwright.cli;

import org.jspecify.annotations.NullMarked;
