package org.maskwright.format.metaimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.job.Progress;
import org.maskwright.testing.SharedData;

/// Real MetaImage files lie in the patient where their twins in another format do.
class MetaImageVarietyTest {
    private static Path folder() {
        return SharedData.require("metaimage-variety", "dev");
    }

    @Test void aTurnedSliceLiesAsItsTwinInNrrd() throws Exception {
        String name = "BrainProtonDensitySliceBorder20DirectionPlus30";
        Item meta = Formats.open(folder().resolve(name + ".mhd"), Progress.NONE), nrrd = Formats.open(SharedData.require("nrrd-variety", "dev", name + ".nhdr"), Progress.NONE);
        assertThat(meta.header().geometry().sameGrid(nrrd.header().geometry(), 1e-3)).isTrue();
    }
}
