package org.maskwright.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.label.Code;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Terms;

/// What a label is in a vocabulary outlives the program.
class LabelTermsTest {
    @TempDir Path folder;

    @Test void aProjectKeepsTheCodesOfItsLabels() throws Exception {
        Code organ = new Code("123037004", "SCT", "Anatomical Structure"), kidney = new Code("64033007", "SCT", "Kidney"), left = new Code("7771000", "SCT", "Left");
        LabelTable table = new LabelTable(List.of(new LabelTable.Entry(1, "left kidney", 0x112233, Optional.of(new Terms(organ, kidney, Optional.of(left)))),
                new LabelTable.Entry(2, "cyst", 0x445566, Optional.of(new Terms(organ, kidney))), new LabelTable.Entry(3, "rest", 0x778899)));
        Path home = folder.resolve("study");
        Project.create(Disk.REAL, home, new ProjectFile("Study", table, "", List.of())).close();
        assertThat(ProjectFile.read(home.resolve(ProjectFile.NAME)).table()).isEqualTo(table);
    }
}
