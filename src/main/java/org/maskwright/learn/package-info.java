/// Networks that propose labels: models on disk, proposing, and training. The only room that knows the engine.
/// Must never know files other than its models, nor formats, projects and windows.
@NullMarked
package org.maskwright.learn;

import org.jspecify.annotations.NullMarked;
