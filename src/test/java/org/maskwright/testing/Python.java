package org.maskwright.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The system's Python, for second implementations of our formats (nibabel, pydicom …). Its scripts stand in
/// `src/test/resources/python` and answer on their standard output.
///
/// ```java
/// JsonNode seen = Python.with("nibabel").json("nifti.py", file);
/// ```
public final class Python {
    private static final Path INTERPRETER = Path.of("/usr/bin/python3");

    private Python() {}

    /// A Python that can import all of `modules`.
    ///
    /// Skips the test if there is none.
    public static Scripts with(String... modules) throws IOException, InterruptedException {
        Foreign python = Foreign.at(INTERPRETER);
        for (String module : modules)
            Assumptions.assumeTrue(python.attempt("-c", "import " + module).status() == 0, "Python's " + module + " is not installed, so its opinion was not asked");
        return new Scripts(python);
    }

    /// The scripts, ready to run.
    public record Scripts(Foreign python) {
        /// Runs `src/test/resources/python/NAME` and returns what it printed.
        ///
        /// @throws AssertionError with its traceback, if it fails
        public String run(String name, Object... arguments) throws IOException, InterruptedException {
            var url = Python.class.getResource("/python/" + name);
            if (url == null) throw new AssertionError("no script src/test/resources/python/" + name);
            return python.with(Path.of(URI.create(url.toString()))).run(arguments);
        }

        /// The same, its output taken as one JSON value.
        public JsonNode json(String name, Object... arguments) throws IOException, InterruptedException {
            return new ObjectMapper().readTree(run(name, arguments));
        }
    }
}
