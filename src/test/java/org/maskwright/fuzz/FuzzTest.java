package org.maskwright.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The first of the damaged files that `-Pfuzz` tries by the hundred thousand.
class FuzzTest {
    private static final long SMALL_BYTES = 16 << 10;

    @ParameterizedTest
    @CsvSource({"dicom, 2000", "dicom-series, 500", "nifti, 3000", "nrrd, 3000", "metaimage, 3000",
        "dicom-seg, 300", "rtstruct, 200", "dicomdir, 300", "picture, 2000", "coco, 2000"})
    void aDamagedFileIsReadOrRefusedAndNothingElse(String id, int inputs, @TempDir Path kept) throws Exception {
        Run run = new Run(Targets.of(id, SMALL_BYTES), 1, kept).go(0, inputs, next -> {});
        assertThat(run.failures()).isEmpty();
    }
}
