package org.maskwright.workflow.gallery;

import java.util.List;
import java.util.Locale;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.label.LabelTable;
import org.maskwright.render.Raster;

/// What a run would vary, in pictures: a row for each augmentation, and the whole patches of the first step. One slice of each,
/// with the labels as outlines.
///
/// @param about the case, its grid and the unit of its grey levels, in two sentences
/// @param labels that are outlined
/// @param patches as the run's first step would see them
public record Gallery(String caseId, long seed, String about, LabelTable labels, List<Row> rows, List<Picture> patches) {
    public Gallery {
        rows = List.copyOf(rows);
        patches = List.copyOf(patches);
    }

    /// One picture.
    ///
    /// @param caption what it shows; empty where its place says it
    public record Picture(Raster raster, String caption) {}

    /// One augmentation.
    ///
    /// @param title such as `Rotation`
    /// @param strength at most, such as `up to 20° either way, about each axis`
    /// @param use what the run does with it, such as `in 25 % of patches`
    /// @param isUsed whether the run does anything with it
    /// @param pictures the untouched slice first, then the draws
    public record Row(String title, String strength, String use, boolean isUsed, List<Picture> pictures) {
        public Row {
            pictures = List.copyOf(pictures);
        }
    }

    /// What the last row shows.
    public String patchesAbout() {
        return "The " + patches.size() + " patches of the first step, exactly as a run with seed " + seed + " would cut them.";
    }

    static String about(String caseId, Point mm, Size patch, int dimensions, String greyUnit) {
        String size = patch.x() + " × " + patch.y() + (dimensions == 2 ? "" : " × " + patch.z());
        return String.format(Locale.ROOT, "%s as the network would see it: voxels of %s × %s × %s mm, %s of them at once. %s", caseId, number(mm.x()), number(mm.y()), number(mm.z()),
                size, greyUnit);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
