package org.maskwright.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.label.LabelTable;

class ProjectLockTest {
    @TempDir Path folder;

    /// Holds a project until it is killed.
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            Project project = Project.open(Disk.REAL, Path.of(args[0]));
            System.out.println(project.readOnlyReason().orElse("mine"));
            System.in.read();
        }
    }

    @Test
    @Timeout(60)
    void aProjectIsHeldByOneProcessUntilThatEndsHoweverItEnds() throws Exception {
        Path home = folder.resolve("study");
        Project.create(Disk.REAL, home, new ProjectFile("Study", LabelTable.EMPTY, "", List.of())).close();
        Process holder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-Xmx64m",
                "-cp", System.getProperty("java.class.path"), Holder.class.getName(), home.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var said = new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("mine");
            try (Project second = Project.open(Disk.REAL, home)) {
                assertThat(second.readOnlyReason()).hasValueSatisfying(why -> assertThat(why).startsWith("Another Maskwright has this project open"));
            }
        } finally {
            holder.toHandle().destroyForcibly();
        }
        holder.waitFor();
        try (Project after = Project.open(Disk.REAL, home)) {
            assertThat(after.readOnlyReason()).isEmpty();
        }
    }
}
