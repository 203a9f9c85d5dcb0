/// How files spell volumes and labels: recognising, describing and reading them, and the stream of stored samples that
/// reading and writing share. One sub-package a format. Must never know the project, the window, or who asks; it never opens
/// a file for writing, but is handed streams.
@NullMarked
package org.maskwright.format;

import org.jspecify.annotations.NullMarked;
