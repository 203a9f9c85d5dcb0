package org.maskwright.cli;

import java.nio.file.Path;
import java.util.List;

/// Opens the window; the command line knows no toolkit.
@FunctionalInterface
public interface WindowOpener {
    /// Shows the window with `paths` opened, and returns once it is on its way; the window then keeps the program alive.
    ///
    /// @throws NoDisplay if there is no screen to show it on
    void open(List<Path> paths) throws NoDisplay;

    /// No window can be shown here.
    final class NoDisplay extends Exception {
        private static final long serialVersionUID = 1;

        /// @param reason a clause, such as "neither DISPLAY nor WAYLAND_DISPLAY is set"
        public NoDisplay(String reason) {
            super(reason);
        }
    }
}
