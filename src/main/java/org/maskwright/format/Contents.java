package org.maskwright.format;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a file or a folder holds.
///
/// @param path what was asked for
/// @param formatTitle such as `NIfTI-1`
/// @param items the images in it, the one to open first in front, each followed by its layers and other ways to read it; none if it holds something else
/// @param remarks whole sentences on what was left out and why
public record Contents(Path path, String formatTitle, List<Item> items, List<String> remarks) {
    public Contents {
        items = List.copyOf(items);
        remarks = List.copyOf(remarks);
    }

    /// The images that can be opened without a choice how to read them.
    public List<Item> own() {
        return items.stream().filter(Item::isOwn).toList();
    }

    /// The one image to open where nobody chooses: nothing if there is none, or it is not the only one.
    public Optional<Item> only() {
        List<Item> own = own();
        return own.size() == 1 ? Optional.of(own.getFirst()) : Optional.empty();
    }
}
