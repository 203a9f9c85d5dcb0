/// The project on disk: a plain folder of open formats (JSON, NIfTI, a journal), and its recovery after a crash.
/// Must never know networks, jobs, tools or windows.
@NullMarked
package org.maskwright.store;

import org.jspecify.annotations.NullMarked;
