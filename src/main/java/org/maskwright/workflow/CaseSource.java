package org.maskwright.workflow;

import java.nio.file.Path;
import org.maskwright.geometry.Size;

/// What can be opened as a case.
public sealed interface CaseSource {
    /// A file, or a folder that holds one scan.
    record Scan(Path path) implements CaseSource {}

    /// One of several scans in a folder; `item` is the id that [OpenCase#look] gave.
    record Series(Path folder, String item) implements CaseSource {}

    /// A case of a project.
    record InProject(Path folder, String caseId) implements CaseSource {}

    /// The built-in torso phantom, made from its seed.
    record Phantom(long seed, Size size) implements CaseSource {}

    /// The case that every installation has.
    CaseSource BUILT_IN = new Phantom(7, new Size(256, 256, 128));
}
