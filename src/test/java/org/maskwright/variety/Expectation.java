package org.maskwright.variety;

/// What a list says should become of a file.
enum Expectation {
    READ, REFUSED, EITHER
}
