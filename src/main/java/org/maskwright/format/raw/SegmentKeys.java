package org.maskwright.format.raw;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.maskwright.format.ImageHeader;
import org.maskwright.geometry.Size;
import org.maskwright.label.LabelTable;

/// Names and colours of labels as 3D Slicer spells them in a header of text: `Segment0_Name`, `_LabelValue`, `_Color` …
///
/// @see <a href="https://slicer.readthedocs.io/en/latest/developer_guide/modules/segmentations.html">Segmentations in Slicer</a>
public final class SegmentKeys {
    private SegmentKeys() {}

    /// Key → text, segment after segment; none if the image brings no names.
    public static Map<String, String> of(ImageHeader image) {
        Map<String, String> keys = new LinkedHashMap<>();
        Size size = image.size();
        int number = 0;
        for (LabelTable.Entry label : image.table().entries()) {
            String segment = "Segment" + number++ + "_";
            int rgb = label.rgb();
            keys.put(segment + "ID", "Segment_" + label.value());
            keys.put(segment + "Name", label.name().replaceAll("\\s+", " ").strip());
            keys.put(segment + "LabelValue", String.valueOf(label.value()));
            keys.put(segment + "Layer", "0");
            keys.put(segment + "Color", String.format(Locale.ROOT, "%.6f %.6f %.6f", (rgb >> 16) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0));
            keys.put(segment + "Extent", "0 " + (size.x() - 1) + " 0 " + (size.y() - 1) + " 0 " + (size.z() - 1));
        }
        return keys;
    }

    /// A colour of three numbers from 0 to 1; the default one of `value` if they are not.
    public static int rgb(String text, int value) {
        String[] words = text.split("\\s+");
        if (words.length != 3) return LabelTable.defaultRgb(value);
        int rgb = 0;
        for (String word : words) {
            try {
                rgb = rgb << 8 | (int) Math.round(Math.clamp(Double.parseDouble(word), 0, 1) * 255);
            } catch (NumberFormatException e) {
                return LabelTable.defaultRgb(value);
            }
        }
        return rgb;
    }
}
