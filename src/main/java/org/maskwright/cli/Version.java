package org.maskwright.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// Which Maskwright this is, and on what it runs.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("(built from source)");
        return new String[] {"Maskwright " + version, "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            "For research and teaching. Not a medical device."};
    }
}
