package org.maskwright.format.dicom.rt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.maskwright.format.FormatException;
import org.maskwright.format.Memory;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.BulkData;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// What a structure set says, in millimetres: regions with their outlines, and which series they were drawn on.
///
/// Labels are the ROI numbers where these can be labels, else 1, 2, 3 …
public final class StructureSet {
    /// More characters than this of one outline's numbers are no outline.
    private static final long LONGEST_CONTOUR = 256L << 20;
    private static final double FURTHEST_MM = 1e9;
    private static final int MOST_DIGITS = 15;
    private static final double[] TENS = IntStream.rangeClosed(0, MOST_DIGITS).mapToDouble(n -> Double.parseDouble("1e" + n)).toArray();

    private final String file;
    private final List<Roi> rois;
    private final Set<String> seriesUids, imageUids;
    private final List<String> remarks;

    private StructureSet(String file, List<Roi> rois, Set<String> seriesUids, Set<String> imageUids, List<String> remarks) {
        this.file = file;
        this.rois = List.copyOf(rois);
        this.seriesUids = Set.copyOf(seriesUids);
        this.imageUids = Set.copyOf(imageUids);
        this.remarks = List.copyOf(remarks);
    }

    /// Reads all outlines.
    ///
    /// @throws FormatException if a number of them is none, or they do not fit into memory
    public static StructureSet read(DicomFile file) throws IOException, FormatException {
        return new Parser(file).parse();
    }

    /// The file's name, for messages.
    public String file() {
        return file;
    }

    List<Roi> rois() {
        return rois;
    }

    /// The series that it refers to; none if it does not say.
    public Set<String> seriesUids() {
        return seriesUids;
    }

    /// The images that its outlines refer to; none if they do not say.
    public Set<String> imageUids() {
        return imageUids;
    }

    /// Whole sentences on what was left out.
    public List<String> remarks() {
        return remarks;
    }

    /// Whether there is an outline at all.
    public boolean hasContours() {
        return rois.stream().anyMatch(roi -> !roi.contours().isEmpty());
    }

    private static final class Parser {
        private final DicomFile file;
        private final Map<Integer, List<Contour>> contours = new LinkedHashMap<>();
        private final Map<Integer, Integer> colours = new LinkedHashMap<>();
        /// What is no closed outline: its kind → the regions that hold it, and how often.
        private final TreeMap<String, Map<Integer, Integer>> others = new TreeMap<>();
        private final Set<String> imageUids = new HashSet<>();
        private long points;

        Parser(DicomFile file) {
            this.file = file;
        }

        StructureSet parse() throws IOException, FormatException {
            Attributes root = file.attributes();
            Map<Integer, String> names = new LinkedHashMap<>();
            for (Attributes roi : root.getSequence(Tag.StructureSetROISequence)) names.putIfAbsent(roi.getInt(Tag.ROINumber, -1), roi.getString(Tag.ROIName, ""));
            for (Attributes roi : root.getSequence(Tag.ROIContourSequence)) region(roi);
            for (int number : contours.keySet()) names.putIfAbsent(number, "");
            names.replaceAll((number, name) -> name.isBlank() ? "ROI " + number : name);
            List<String> remarks = new ArrayList<>();
            List<Roi> rois = rois(names, remarks);
            others.forEach((kind, holders) -> remarks.add(left(kind, holders, names)));
            return new StructureSet(file.name(), rois, series(root), imageUids, remarks);
        }

        private List<Roi> rois(Map<Integer, String> names, List<String> remarks) {
            Set<Integer> kept = new LinkedHashSet<>(names.keySet());
            // what holds points or open lines alone is no region; what holds nothing yet has its name and colour already
            kept.removeIf(number -> contours.getOrDefault(number, List.of()).isEmpty() && others.values().stream().anyMatch(holders -> holders.containsKey(number)));
            boolean labels = kept.stream().allMatch(number -> number >= 1 && number <= Labels.MAX);
            if (!labels) remarks.add("Its ROI numbers cannot all be labels, so the regions are counted from 1.");
            List<Roi> rois = new ArrayList<>();
            for (int number : kept) {
                int value = labels ? number : rois.size() + 1;
                if (value > Labels.MAX) break;
                rois.add(new Roi(value, names.getOrDefault(number, ""), colours.getOrDefault(number, LabelTable.defaultRgb(value)), contours.getOrDefault(number, List.of())));
            }
            List<String> empty = rois.stream().filter(roi -> roi.contours().isEmpty()).map(Roi::name).toList();
            if (!empty.isEmpty()) remarks.add("Without an outline: " + listed(empty) + ".");
            return rois;
        }

        private static String left(String kind, Map<Integer, Integer> holders, Map<Integer, String> names) {
            int count = holders.values().stream().mapToInt(n -> n).sum();
            return "Left out, for it encloses nothing: " + count + " × " + kind + " of " + listed(holders.keySet().stream().map(number -> names.getOrDefault(number, "ROI " + number)).toList()) + ".";
        }

        private static String listed(List<String> names) {
            return names.size() <= 5 ? String.join(", ", names) : String.join(", ", names.subList(0, 4)) + " and " + (names.size() - 4) + " more";
        }

        private void region(Attributes roi) throws IOException, FormatException {
            int number = roi.getInt(Tag.ReferencedROINumber, -1);
            double[] colour = roi.getDoubles(Tag.ROIDisplayColor);
            if (colour.length == 3) colours.putIfAbsent(number, byteOf(colour[0]) << 16 | byteOf(colour[1]) << 8 | byteOf(colour[2]));
            List<Contour> into = contours.computeIfAbsent(number, _ -> new ArrayList<>());
            for (Attributes item : roi.getSequence(Tag.ContourSequence)) {
                for (Attributes image : item.getSequence(Tag.ContourImageSequence)) imageUids.add(image.getString(Tag.ReferencedSOPInstanceUID, ""));
                String type = item.getString(Tag.ContourGeometricType, "");
                boolean closed = switch (type) {
                    case "CLOSED_PLANAR", "CLOSEDPLANAR_XOR" -> true;
                    default -> false;
                };
                double[] mm = closed ? coordinates(item) : new double[0];
                if (mm.length >= 9) into.add(new Contour(mm));
                else others.computeIfAbsent(closed ? "outline of less than three points" : type.isEmpty() ? "outline without a type" : clip(type), _ -> new LinkedHashMap<>()).merge(number, 1, Integer::sum);
            }
        }

        private static int byteOf(double value) {
            return (int) Math.clamp(value, 0, 255);
        }

        private static String clip(String type) {
            String legible = type.replaceAll("[^A-Za-z0-9_ ]", "·");
            return legible.length() <= 20 ? legible : legible.substring(0, 20) + "…";
        }

        private double[] coordinates(Attributes contour) throws IOException, FormatException {
            byte[] text = contour.getBytes(Tag.ContourData);
            BulkData bulk = contour.getBulkData(Tag.ContourData).orElse(null);
            if (bulk != null) {
                if (bulk.length() < 0 || bulk.length() > LONGEST_CONTOUR) throw broken("an outline of at most " + Memory.text(LONGEST_CONTOUR), Memory.text(bulk.length()));
                Memory.require(file.name(), bulk.length() * 4);
                text = new byte[(int) bulk.length()];
                if (file.data().read(bulk.position(), text, 0, text.length) < text.length) throw FormatException.truncated(file.name(), "contour data", text.length, -1);
            }
            double[] mm = numbers(text);
            if (mm.length % 3 != 0) throw broken("three coordinates a point", mm.length + " numbers");
            points += mm.length / 3;
            Memory.require(file.name(), points * 24);
            // many writers repeat the first point at the end, which the standard forbids and which changes nothing
            return mm;
        }

        private double[] numbers(byte[] text) throws FormatException {
            int n = 0, length = text.length, most = 1;
            for (byte b : text) if (b == '\\') most++;
            double[] values = new double[most];
            while (length > 0 && text[length - 1] <= ' ' && text[length - 1] >= 0) length--;
            for (int from = 0; from < length; ) {
                int to = from;
                while (to < length && text[to] != '\\') to++;
                values[n++] = number(text, from, to);
                from = to + 1;
            }
            return n == most ? values : Arrays.copyOf(values, n);
        }

        /// Outlines have millions of numbers: those of up to 15 digits are found without a text for each, and exactly, for the digits
        /// and the power of ten that they are divided by are both whole numbers below 2⁵³ (Clinger 1990).
        private double number(byte[] text, int from, int to) throws FormatException {
            boolean signed = from < to && (text[from] == '-' || text[from] == '+');
            int count = 0, point = -1;
            long digits = 0;
            for (int i = signed ? from + 1 : from; i < to; i++) {
                if (text[i] == '.' && point < 0) {
                    point = i;
                    continue;
                }
                if (text[i] < '0' || text[i] > '9' || ++count > MOST_DIGITS) return number(spelt(text, from, to));
                digits = 10 * digits + text[i] - '0';
            }
            double value = point < 0 ? digits : digits / TENS[to - 1 - point];
            if (count == 0 || value >= FURTHEST_MM) return number(spelt(text, from, to));
            return signed && text[from] == '-' ? -value : value;
        }

        private static String spelt(byte[] text, int from, int to) {
            return new String(text, from, to - from, StandardCharsets.ISO_8859_1).strip();
        }

        private double number(String text) throws FormatException {
            try {
                double value = Double.parseDouble(text);
                if (Math.abs(value) < FURTHEST_MM) return value;
            } catch (NumberFormatException e) {
                throw broken("a coordinate in millimetres", "“" + clip(text) + "”");
            }
            throw broken("a coordinate in millimetres", "“" + clip(text) + "”");
        }

        private FormatException broken(String expected, String found) {
            return FormatException.unexpected(file.name(), "element " + Tag.toString(Tag.ContourData), expected, found, "The structure set is damaged: export it again.");
        }

        private static Set<String> series(Attributes root) {
            Set<String> uids = new HashSet<>();
            for (Attributes frame : root.getSequence(Tag.ReferencedFrameOfReferenceSequence))
                for (Attributes study : frame.getSequence(Tag.RTReferencedStudySequence))
                    for (Attributes series : study.getSequence(Tag.RTReferencedSeriesSequence)) {
                        String uid = series.getString(Tag.SeriesInstanceUID, "");
                        if (!uid.isEmpty()) uids.add(uid);
                    }
            return uids;
        }
    }
}
