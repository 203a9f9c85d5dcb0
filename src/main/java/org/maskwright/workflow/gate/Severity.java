package org.maskwright.workflow.gate;

/// What a finding means to an export, the gravest first.
public enum Severity {
    /// Nothing leaves until it is mended or the case is left out.
    BLOCKS("Stops the export"),
    /// Probably a mistake; somebody has to look, and may say that it is right so.
    LOOK("Look at it"),
    /// Good to know.
    NOTE("Good to know");

    private final String title;

    Severity(String title) {
        this.title = title;
    }

    /// What people read above such findings.
    public String title() {
        return title;
    }
}
