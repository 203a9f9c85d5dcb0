package org.maskwright.format.metaimage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.maskwright.format.FormatException;
import org.maskwright.format.raw.SegmentKeys;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// Names and colours of labels. MetaImage has no words for them, but readers pass over keys that they do not know, and ITK
/// carries them along: so they are spelt as 3D Slicer spells them in NRRD.
final class MetaLabels {
    private static final Pattern VALUE = Pattern.compile("segment\\d{1,5}_labelvalue");

    private MetaLabels() {}

    static LabelTable of(MetaHeader header) throws FormatException {
        Map<Integer, LabelTable.Entry> labels = new TreeMap<>();
        for (String key : header.values().keySet()) {
            if (!VALUE.matcher(key).matches()) continue;
            String segment = key.substring(0, key.indexOf('_') + 1);
            int value = (int) header.integer(key, 1, Labels.MAX);
            String name = header.values().getOrDefault(segment + "name", "");
            int rgb = SegmentKeys.rgb(header.values().getOrDefault(segment + "color", ""), value);
            if (labels.put(value, new LabelTable.Entry(value, name.isBlank() ? "Label " + value : name, rgb)) != null)
                throw header.wrong(key, "each label once", "label " + value + " again");
        }
        return new LabelTable(List.copyOf(labels.values()));
    }
}
