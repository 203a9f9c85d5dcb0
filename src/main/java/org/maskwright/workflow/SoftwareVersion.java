package org.maskwright.workflow;

import java.util.Optional;

/// Which Maskwright wrote a file.
public final class SoftwareVersion {
    private SoftwareVersion() {}

    /// Such as `1.0.0`; "built from source" where nothing was packaged.
    public static String text() {
        return Optional.ofNullable(SoftwareVersion.class.getPackage().getImplementationVersion()).orElse("built from source");
    }
}
