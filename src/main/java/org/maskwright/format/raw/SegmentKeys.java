package org.maskwright.format.raw;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.maskwright.format.ImageHeader;
import org.maskwright.geometry.Size;
import org.maskwright.label.Code;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Terms;

/// Names and colours of labels as 3D Slicer spells them in a header of text: `Segment0_Name`, `_LabelValue`, `_Color` …
///
/// @see <a href="https://slicer.readthedocs.io/en/latest/developer_guide/modules/segmentations.html">Segmentations in Slicer</a>
public final class SegmentKeys {
    private static final String TERMINOLOGY = "TerminologyEntry:";

    private SegmentKeys() {}

    /// Key → text, segment after segment; none if the image brings no names.
    public static Map<String, String> of(ImageHeader image) {
        return of(image.size(), List.of(image.table()));
    }

    /// @param layers the table of each layer
    public static Map<String, String> of(Size size, List<LabelTable> layers) {
        Map<String, String> keys = new LinkedHashMap<>();
        int number = 0;
        for (int layer = 0; layer < layers.size(); layer++) {
            for (LabelTable.Entry label : layers.get(layer).entries()) {
                String segment = "Segment" + number++ + "_";
                int rgb = label.rgb();
                keys.put(segment + "ID", "Segment_" + (layer == 0 ? "" : (layer + 1) + "_") + label.value());
                keys.put(segment + "Name", label.name().replaceAll("\\s+", " ").strip());
                keys.put(segment + "LabelValue", String.valueOf(label.value()));
                keys.put(segment + "Layer", String.valueOf(layer));
                keys.put(segment + "Color", String.format(Locale.ROOT, "%.6f %.6f %.6f", (rgb >> 16) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0));
                keys.put(segment + "Extent", "0 " + (size.x() - 1) + " 0 " + (size.y() - 1) + " 0 " + (size.z() - 1));
                label.terms().ifPresent(terms -> keys.put(segment + "Tags", tags(terms)));
            }
        }
        return keys;
    }

    /// Seven parts with `~` between, codes as `scheme^value^meaning`: context, category, type, modifier, and the same of a region.
    private static String tags(Terms terms) {
        return TERMINOLOGY + "Segmentation category and type - DICOM master list~" + spelt(terms.category()) + "~" + spelt(terms.type()) + "~"
                + terms.modifier().map(SegmentKeys::spelt).orElse("^^") + "~Anatomic codes - DICOM master list~^^~^^|";
    }

    private static String spelt(Code code) {
        return String.join("^", Stream.of(code.scheme(), code.value(), code.meaning()).map(part -> part.replaceAll("[\\s^~|]+", " ").strip()).toList());
    }

    /// What a segment is in a vocabulary; nothing if its tags do not say it.
    public static Optional<Terms> terms(String tags) {
        for (String tag : tags.split("\\|")) {
            if (!tag.startsWith(TERMINOLOGY)) continue;
            String[] parts = tag.substring(TERMINOLOGY.length()).split("~", -1);
            if (parts.length < 4) return Optional.empty();
            Optional<Code> category = code(parts[1]), type = code(parts[2]);
            return category.isPresent() && type.isPresent() ? Optional.of(new Terms(category.get(), type.get(), code(parts[3]))) : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Code> code(String text) {
        String[] parts = text.split("\\^", -1);
        return parts.length == 3 && !parts[0].isBlank() && !parts[1].isBlank() && !parts[2].isBlank() ? Optional.of(new Code(parts[1], parts[0], parts[2])) : Optional.empty();
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
