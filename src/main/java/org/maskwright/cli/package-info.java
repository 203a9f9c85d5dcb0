/// The verbs typed: one file a command, over the same verbs that the window calls. The only room that writes to the console.
/// Must never know files, voxels or networks: it turns words into requests, and answers into words.
@NullMarked
package org.maskwright.cli;

import org.jspecify.annotations.NullMarked;
