/// The entrance: builds the workbench and hands it to the window or the command line. Must never hold logic of its own.
@NullMarked
package org.maskwright;

import org.jspecify.annotations.NullMarked;
