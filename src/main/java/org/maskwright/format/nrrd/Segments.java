package org.maskwright.format.nrrd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maskwright.format.FormatException;
import org.maskwright.format.raw.SegmentKeys;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// What 3D Slicer writes about each segment into the keys of a `.seg.nrrd`: `Segment0_Name`, `_LabelValue`, `_Layer`, `_Color`.
///
/// @param layers the table of each layer; those that no segment stands in are empty
/// @param remarks whole sentences on what could not be kept
record Segments(List<LabelTable> layers, List<String> remarks) {
    private static final Pattern KEY = Pattern.compile("Segment(\\d{1,5})_(Name|LabelValue|Layer|Color|Tags)");

    static boolean areIn(Fields fields) {
        return fields.pairs().keySet().stream().anyMatch(key -> KEY.matcher(key).matches());
    }

    /// @param n how many layers the file holds
    static Segments of(Fields fields, int n) throws FormatException {
        Map<Integer, Map<String, String>> segments = new TreeMap<>();
        fields.pairs().forEach((key, text) -> {
            Matcher matcher = KEY.matcher(key);
            if (matcher.matches()) segments.computeIfAbsent(Integer.valueOf(matcher.group(1)), number -> new TreeMap<>()).put(matcher.group(2), text.strip());
        });
        List<LabelTable> layers = new ArrayList<>(java.util.Collections.nCopies(n, LabelTable.EMPTY));
        List<String> remarks = new ArrayList<>();
        for (var segment : segments.entrySet()) {
            Map<String, String> keys = segment.getValue();
            String place = "Segment" + segment.getKey();
            // files of Slicer 4 name neither: each segment is a layer of zeros and ones there
            int layer = fields.integer(place + "_Layer", keys.getOrDefault("Layer", n == 1 ? "0" : segment.getKey().toString()), 0, n - 1);
            int value = fields.integer(place + "_LabelValue", keys.getOrDefault("LabelValue", "1"), 1, Labels.MAX);
            String name = keys.getOrDefault("Name", "");
            if (layers.get(layer).find(value).isPresent()) {
                remarks.add("Two segments share label " + value + ": the later name is left out.");
                continue;
            }
            layers.set(layer, layers.get(layer).with(new LabelTable.Entry(value, name.isBlank() ? "Label " + value : name, SegmentKeys.rgb(keys.getOrDefault("Color", ""), value),
                    SegmentKeys.terms(keys.getOrDefault("Tags", "")))));
        }
        return new Segments(List.copyOf(layers), List.copyOf(remarks));
    }
}
