package org.maskwright.fx.command;

import java.util.List;
import java.util.function.BooleanSupplier;

/// Something that can be done, under one name everywhere: by its keys, on the key sheet, in the palette.
///
/// @param group heading on the key sheet
/// @param title what it does, such as "Undo"
/// @param keys any of which does it; shown in this order
/// @param applies whether it can be done now; where it cannot, the key is left to others
/// @param deed the doing
/// @param manner how its keys work and where it is listed
public record Command(String group, String title, List<Key> keys, BooleanSupplier applies, Runnable deed, Manner manner) {
    public enum Manner {
        PRESS,
        /// Done when the key is let go, if the mouse was not used meanwhile: held, the key means something else.
        TAP,
        /// Pressed, but one of a row that the sheet lists in one line.
        UNLISTED
    }

    public Command {
        keys = List.copyOf(keys);
    }
}
