package org.maskwright.format;

import java.nio.file.Path;
import java.util.List;

/// What a file or a folder holds.
///
/// @param path what was asked for
/// @param formatTitle such as `NIfTI-1`
/// @param items the images in it, the one to open first in front; none if it holds something else
/// @param remarks whole sentences on what was left out and why
public record Contents(Path path, String formatTitle, List<Item> items, List<String> remarks) {
    public Contents {
        items = List.copyOf(items);
        remarks = List.copyOf(remarks);
    }
}
