package org.maskwright.workflow;

import org.maskwright.format.Section;

/// A way to open a scan: whole, or the part of it that is wanted or that the memory can hold. Made by [Choice].
///
/// @param section what is read
/// @param words what it is, such as `slices 11 to 60`; empty for the whole
/// @param forecast of the memory it takes
public record Way(Section section, String words, Forecast forecast) {}
