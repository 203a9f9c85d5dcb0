package org.maskwright.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/// A second implementation answers, complains or is absent, and the test that asks learns which.
class PythonTest {
    @Test void aScriptAnswersInJson() throws Exception {
        assertThat(Python.with("json").json("echo.py", "5 mm", 7).toString()).isEqualTo("[\"5 mm\",\"7\"]");
    }

    @Test void aScriptThatFailsFailsTheTestWithItsTraceback() throws Exception {
        var python = Python.with();
        assertThatThrownBy(() -> python.run("echo.py", "--fail")).isInstanceOf(AssertionError.class).hasMessageContaining("ValueError: as asked");
    }

    @Test void aModuleThatIsNotInstalledSkipsTheTestAndSaysSo() {
        assertThatThrownBy(() -> Python.with("no_such_module_here")).isInstanceOf(TestAbortedException.class).hasMessageContaining("no_such_module_here is not installed");
    }

    @Test void aProgramThatIsNotInstalledSkipsTheTestAndSaysSo() {
        assertThatThrownBy(() -> Foreign.require("no-such-program-here")).isInstanceOf(TestAbortedException.class).hasMessageContaining("no-such-program-here is not installed");
    }
}
