package org.maskwright.label;

import java.util.Optional;

/// What a label is in a vocabulary (PS3.3, C.8.20.4), so that other programs understand it whatever it is called here.
///
/// @param category such as "Anatomical Structure"
/// @param type such as "Kidney"
/// @param modifier such as "Left"
public record Terms(Code category, Code type, Optional<Code> modifier) {
    public Terms(Code category, Code type) {
        this(category, type, Optional.empty());
    }
}
