package org.maskwright.format.dicom.seg;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskwright.format.FormatException;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.image.PixelLayout;
import org.maskwright.geometry.Point;

/// Which segment each frame belongs to, and where it lies, as the functional groups say.
final class Frames {
    /// Where a frame lies in the patient, LPS+ mm.
    ///
    /// @param position the centre of its first pixel
    /// @param across from a pixel to the next in its row
    /// @param down from a pixel to the next in its column
    record Place(Point position, Point across, Point down) {
        Point normal() {
            Point n = across.cross(down);
            return n.times(1 / n.length());
        }
    }

    /// One frame.
    ///
    /// @param index from 0
    /// @param segment label of its segment; -1 of label maps, whose samples say it
    /// @param place nothing if the file does not say
    /// @param source frame of the image that it was drawn on, from 1; 0 if the file does not say
    /// @param column and `row`: of its first pixel in the whole slide, from 0, if it is a tile; else 0
    record Frame(int index, int segment, Optional<Place> place, int source, int column, int row) {}

    private final String name;
    private final Attributes root;
    private final Optional<Attributes> shared;
    private final List<Attributes> perFrame;

    private Frames(String name, Attributes root) {
        this.name = name;
        this.root = root;
        this.shared = root.getNestedDataset(Tag.SharedFunctionalGroupsSequence);
        this.perFrame = root.getSequence(Tag.PerFrameFunctionalGroupsSequence);
    }

    /// @param segments of the file; empty if samples say which segment is meant
    static List<Frame> of(String name, Attributes root, PixelLayout layout, List<Segment> segments, boolean labelMap) throws FormatException {
        Frames frames = new Frames(name, root);
        boolean tiled = root.containsValue(Tag.TotalPixelMatrixColumns);
        if (tiled && root.getString(Tag.DimensionOrganizationType, "").equals("TILED_FULL")) return frames.tiles(layout, segments, labelMap);
        if (layout.frames() > 1 && frames.perFrame.size() != layout.frames()) throw FormatException.unexpected(name, "element " + Tag.toString(Tag.PerFrameFunctionalGroupsSequence),
                "a description of each of " + layout.frames() + " frames", String.valueOf(frames.perFrame.size()), "The header is damaged: export the segmentation again.");
        Map<Integer, Integer> values = new HashMap<>();
        for (Segment segment : segments) values.putIfAbsent(segment.number(), segment.value());
        List<Frame> all = new ArrayList<>();
        for (int f = 0; f < layout.frames(); f++) {
            int segment = -1;
            if (!labelMap) {
                Attributes identification = frames.group(f, Tag.SegmentIdentificationSequence).orElse(root);
                int only = segments.size() == 1 ? segments.getFirst().number() : -1;
                int number = identification.getInt(Tag.ReferencedSegmentNumber, only);
                segment = values.getOrDefault(number, -1);
                if (segment < 0) throw FormatException.unexpected(name, "frame " + (f + 1), "the number of a segment",
                        number < 0 ? "none" : String.valueOf(number), "The header is damaged: export the segmentation again.");
            }
            int column = 0, row = 0;
            if (tiled) {
                Attributes slide = frames.group(f, Tag.PlanePositionSlideSequence).orElse(root);
                column = slide.getInt(Tag.ColumnPositionInTotalImagePixelMatrix, 1) - 1;
                row = slide.getInt(Tag.RowPositionInTotalImagePixelMatrix, 1) - 1;
            }
            all.add(new Frame(f, segment, tiled ? Optional.empty() : frames.place(f), frames.source(f), column, row));
        }
        return all;
    }

    /// Frames whose order says which tile of which segment they are (PS3.3, C.7.6.17.3): columns, then rows, then segments.
    private List<Frame> tiles(PixelLayout layout, List<Segment> segments, boolean labelMap) throws FormatException {
        long across = (root.getInt(Tag.TotalPixelMatrixColumns, 0) + layout.columns() - 1L) / layout.columns(), down = (root.getInt(Tag.TotalPixelMatrixRows, 0) + layout.rows() - 1L) / layout.rows();
        long wanted = across * down * (labelMap ? 1 : segments.size());
        if (wanted != layout.frames()) throw FormatException.unexpected(name, "element " + Tag.toString(Tag.NumberOfFrames), wanted + " tiles", String.valueOf(layout.frames()),
                "The header is damaged: export the segmentation again.");
        List<Frame> all = new ArrayList<>();
        for (int f = 0; f < layout.frames(); f++) {
            int tile = f % (int) (across * down);
            int segment = labelMap ? -1 : segments.get(f / (int) (across * down)).value();
            all.add(new Frame(f, segment, Optional.empty(), 0, tile % (int) across * layout.columns(), tile / (int) across * layout.rows()));
        }
        return all;
    }

    private Optional<Attributes> group(int frame, int tag) {
        Optional<Attributes> own = frame < perFrame.size() ? perFrame.get(frame).getNestedDataset(tag) : Optional.empty();
        return own.isPresent() ? own : shared.flatMap(s -> s.getNestedDataset(tag));
    }

    private Optional<Place> place(int frame) throws FormatException {
        double[] p = group(frame, Tag.PlanePositionSequence).orElse(root).getDoubles(Tag.ImagePositionPatient);
        double[] d = group(frame, Tag.PlaneOrientationSequence).orElse(root).getDoubles(Tag.ImageOrientationPatient);
        if (p.length < 3 || d.length < 6) return Optional.empty();
        Point across = new Point(d[0], d[1], d[2]), down = new Point(d[3], d[4], d[5]);
        if (Math.abs(across.length() - 1) > 0.05 || Math.abs(down.length() - 1) > 0.05 || Math.abs(across.dot(down)) > 0.01)
            throw FormatException.unexpected(name, "element " + Tag.toString(Tag.ImageOrientationPatient), "two unit vectors at right angles", "others", "The header is damaged: export the segmentation again.");
        double[] steps = pixelSteps(frame);
        return Optional.of(new Place(new Point(p[0], p[1], p[2]), across.times(steps[1] / across.length()), down.times(steps[0] / down.length())));
    }

    /// Down and across, mm, as DICOM orders them.
    double[] pixelSteps(int frame) throws FormatException {
        double[] steps = group(frame, Tag.PixelMeasuresSequence).orElse(root).getDoubles(Tag.PixelSpacing);
        if (steps.length < 2) steps = root.getDoubles(Tag.ImagerPixelSpacing);
        if (steps.length < 2) return new double[] {1, 1};
        for (double step : steps) if (!(step > 1e-6 && step < 1e6)) throw FormatException.unexpected(name, "element " + Tag.toString(Tag.PixelSpacing), "a spacing above 0 mm", String.valueOf(step),
                "The header is damaged: export the segmentation again.");
        return steps;
    }

    private int source(int frame) throws FormatException {
        if (frame >= perFrame.size()) return 0;
        Optional<Attributes> source = perFrame.get(frame).getNestedDataset(Tag.DerivationImageSequence).flatMap(d -> d.getNestedDataset(Tag.SourceImageSequence));
        return source.isEmpty() ? 0 : source.get().getInt(Tag.ReferencedFrameNumber, 0);
    }

    static double[] pixelSteps(String name, Attributes root) throws FormatException {
        return new Frames(name, root).pixelSteps(0);
    }

    /// The thickness and the spacing of slices, mm, such as the file claims; 0 where it does not.
    static double[] sliceSteps(String name, Attributes root) throws FormatException {
        Frames frames = new Frames(name, root);
        Attributes measures = frames.group(0, Tag.PixelMeasuresSequence).orElse(root);
        return new double[] {measures.getDouble(Tag.SliceThickness, 0), Math.abs(measures.getDouble(Tag.SpacingBetweenSlices, 0))};
    }
}
