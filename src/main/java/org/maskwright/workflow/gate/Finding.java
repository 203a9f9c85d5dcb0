package org.maskwright.workflow.gate;

import java.util.Optional;
import org.maskwright.geometry.Point;

/// One thing that a check found.
///
/// @param check the id of the check
/// @param caseId our own name of the case; empty if it is about the whole project
/// @param label its value; 0 if it is about no label
/// @param voxel whole voxel indices of where to look first
/// @param sentence what is wrong, what was expected, what was found, and what to do; never a patient's name or number
/// @param fix what would mend it, where that is sane
public record Finding(String check, Severity severity, String caseId, int label, Optional<Point> voxel, String sentence, Optional<Fix> fix) {
    /// A finding about a label of a case.
    static Finding at(String check, Severity severity, CheckedCase one, int label, Point voxel, String sentence, Fix fix) {
        return new Finding(check, severity, one.id(), label, Optional.of(voxel), sentence, Optional.of(fix));
    }

    /// A finding about the project's labels or cases.
    static Finding ofProject(String check, Severity severity, int label, String sentence, Optional<Fix> fix) {
        return new Finding(check, severity, "", label, Optional.empty(), sentence, fix);
    }
}
