package org.maskwright.format.dicom.seg;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.maskwright.format.FormatException;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.label.Code;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Terms;

/// One segment as a file describes it.
///
/// @param number 1 to 65535, of a label map also 0
/// @param value of its label: the number, unless the file was written here and says another
/// @param rgb its colour, if the file recommends one
record Segment(int number, int value, String label, Optional<Integer> rgb, Optional<Terms> terms) {
    private static final Code BACKGROUND = new Code("125040", "DCM", "Background");

    /// The segments of `root`, as they stand there.
    static List<Segment> allOf(String source, Attributes root) throws FormatException {
        List<Segment> segments = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (Attributes item : root.getSequence(Tag.SegmentSequence)) {
            int number = item.getInt(Tag.SegmentNumber, -1);
            if (number < 0 || number > Labels.MAX || !seen.add(number)) throw FormatException.unexpected(source, "element " + Tag.toString(Tag.SegmentNumber),
                    "a number of its own for each segment, at most " + Labels.MAX, number < 0 ? "none" : String.valueOf(number), "The header is damaged: export the segmentation again.");
            double[] lab = item.getDoubles(Tag.RecommendedDisplayCIELabValue);
            segments.add(new Segment(number, value(item, number), item.getString(Tag.SegmentLabel, ""), lab.length == 3 ? Optional.of(CieLab.rgb(lab)) : Optional.empty(), terms(item)));
        }
        boolean distinct = segments.stream().map(Segment::value).distinct().count() == segments.size();
        return distinct ? List.copyOf(segments) : segments.stream().map(s -> new Segment(s.number, s.number, s.label, s.rgb, s.terms)).toList();
    }

    private static int value(Attributes item, int number) throws FormatException {
        boolean ours = item.getString(SegmentItems.OWNER_TAG, "").equals(SegmentItems.OWNER) && item.getVR(SegmentItems.LABEL_TAG).equals(Optional.of(VR.US));
        int value = ours ? item.getInt(SegmentItems.LABEL_TAG, number) : number;
        return value > 0 ? value : number;
    }

    private static Optional<Terms> terms(Attributes item) {
        Optional<Code> category = code(item, Tag.SegmentedPropertyCategoryCodeSequence), type = code(item, Tag.SegmentedPropertyTypeCodeSequence);
        Optional<Code> modifier = item.getNestedDataset(Tag.SegmentedPropertyTypeCodeSequence).flatMap(t -> code(t, Tag.SegmentedPropertyTypeModifierCodeSequence));
        return category.flatMap(c -> type.map(t -> new Terms(c, t, modifier)));
    }

    private static Optional<Code> code(Attributes item, int sequence) {
        return item.getNestedDataset(sequence).flatMap(code -> {
            String value = code.getString(Tag.CodeValue, code.getString(Tag.LongCodeValue, "")), scheme = code.getString(Tag.CodingSchemeDesignator, "");
            return value.isBlank() || scheme.isBlank() ? Optional.empty() : Optional.of(new Code(value, scheme, code.getString(Tag.CodeMeaning, "")));
        });
    }

    /// Whether it describes what no segment is in.
    boolean isBackground() {
        return terms.isPresent() && terms.get().type().isSame(BACKGROUND);
    }

    String title() {
        return label.isBlank() ? "Segment " + number : label;
    }

    /// @param value its label, of a label map perhaps another than its own
    LabelTable.Entry entry(int value) {
        return new LabelTable.Entry(value, title(), rgb.orElse(LabelTable.defaultRgb(value)), terms);
    }
}
