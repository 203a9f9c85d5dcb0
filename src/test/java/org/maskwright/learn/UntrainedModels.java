package org.maskwright.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.image.IntensityRule;
import org.maskwright.learn.net.UNet3d;
import org.maskwright.learn.post.PostProcessing;

/// Models of a few hundred weights drawn by chance: they know nothing, but they can be asked, in no time.
public final class UntrainedModels {
    private UntrainedModels() {}

    /// Looks at MR on voxels of `spacingMm`, also mirrored left to right.
    public static Model write(Path folder, long seed, double spacingMm, LabelTable table) throws IOException {
        return write(folder, "MR", seed, spacingMm, table, PostProcessing.NONE);
    }

    /// @param folder whose name becomes the id
    /// @param modality of the scans it takes; empty for any
    public static Model write(Path folder, String modality, long seed, double spacingMm, LabelTable table, PostProcessing mending) throws IOException {
        Recipe recipe = new UNet3d().defaultRecipe(1, table.entries().size() + 1).withWidths(List.of(4, 8));
        String id = String.valueOf(folder.getFileName());
        return ModelFolder.write(folder, Parameters.initial(new UNet3d().build(recipe), seed), sha256 -> new ModelCard(id, "The " + id + " one", "unet3d", recipe, modality,
                new Point(spacingMm, spacingMm, spacingMm), new Size(16, 16, 16), IntensityRule.PerScan.DEFAULT, List.of(0), table, new ModelCard.Data("", "", "", List.of(), List.of()),
                new ModelCard.Validation(Map.of()), new ModelCard.Training(1, 1, 1, "float32", 0, "", ""), sha256, Instant.EPOCH, "test").withPostProcessing(mending, new ModelCard.Validation(Map.of())));
    }
}
