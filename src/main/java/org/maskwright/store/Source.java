package org.maskwright.store;

import java.nio.file.Path;
import org.maskwright.geometry.Size;

/// Where a case's scan comes from. The project refers to it and never copies it.
public sealed interface Source {
    /// A file, or a folder of slices.
    ///
    /// @param path absolute
    /// @param item which scan, where a folder holds several; empty if there is but one
    record OnDisk(Path path, String item) implements Source {
        public OnDisk {
            path = path.toAbsolutePath().normalize();
        }
    }

    /// The built-in phantom, made anew from its seed.
    record Phantom(long seed, Size size) implements Source {}
}
