/// The networks themselves, each a file that reads like its paper's figure.
/// Must never know how they are trained, run or saved.
@NullMarked
package org.maskwright.learn.net;

import org.jspecify.annotations.NullMarked;
