package org.maskwright.format.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Where;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.image.KnownFrames;
import org.maskwright.format.dicom.image.PixelData;
import org.maskwright.format.dicom.image.PixelLayout;
import org.maskwright.geometry.Point;

/// Takes from a header what placing and scaling its image needs, be it a classic one or one with functional groups.
final class ImageFileReader {
    /// Dimensions that say where a frame lies, and not when or how it was taken.
    private static final Set<Integer> PLACES = Set.of(Tag.StackID, Tag.InStackPositionNumber, Tag.ImagePositionPatient, Tag.ImageOrientationPatient);
    private static final double LEAST_MM = 1e-9, GREATEST_MM = 1e10;

    private final String name;
    private final Attributes root;
    private final Optional<Attributes> shared;
    private final List<Attributes> perFrame;
    private final Set<String> remarks = new LinkedHashSet<>();

    private ImageFileReader(String name, Attributes root) {
        this.name = name;
        this.root = root;
        this.shared = root.getNestedDataset(Tag.SharedFunctionalGroupsSequence);
        this.perFrame = root.getSequence(Tag.PerFrameFunctionalGroupsSequence);
    }

    /// @throws FormatException if what the image is cannot be told from the header
    static ImageFile read(Path path, DicomFile file) throws IOException, FormatException {
        return new ImageFileReader(file.name(), file.attributes()).read(path, PixelData.layout(file), KnownFrames.of(path, file));
    }

    private ImageFile read(Path path, PixelLayout layout, Optional<KnownFrames> known) throws FormatException {
        List<ImageFile.Frame> frames = new ArrayList<>();
        int described = perFrame.isEmpty() ? 1 : Math.min(perFrame.size(), layout.frames());
        for (int f = 0; f < described; f++) frames.add(frame(f, layout));
        // without functional groups one description holds for all; only the first frame is where it says, unless offsets are given
        double[] offsets = frames.size() < layout.frames() ? root.getDoubles(Tag.GridFrameOffsetVector) : new double[0];
        for (double offset : offsets) if (Math.abs(offset) >= GREATEST_MM) throw FormatException.unexpected(name, "element " + Tag.toString(Tag.GridFrameOffsetVector),
                "positions near the scanner", offset + " mm", "The header is damaged: export the series again.");
        for (int f = 1; offsets.length == layout.frames() && f < layout.frames(); f++) frames.add(offset(frames.getFirst(), offsets[f] - offsets[0]));
        while (frames.size() < layout.frames()) {
            ImageFile.Frame first = frames.getFirst();
            frames.add(first.at(Optional.empty()));
        }
        Optional<SiemensMosaic> mosaic = SiemensMosaic.isMosaic(root) ? Optional.of(SiemensMosaic.of(name, root, layout)) : Optional.empty();
        if (mosaic.isPresent()) frames = tiles(mosaic.get(), frames.getFirst());
        String sopClass = root.getString(Tag.SOPClassUID, "");
        ImageHeader.Kind kind = sopClass.equals(UID.SegmentationStorage) || sopClass.equals(UID.LabelMapSegmentationStorage)
                ? ImageHeader.Kind.LABELS : ImageHeader.Kind.VOLUME;
        if (layout.photometric() == PixelLayout.Photometric.MONOCHROME1) remarks.add("Its low values are shown bright (MONOCHROME1).");
        ValueReader values = new ValueReader(name, root, functional(0, Tag.PixelValueTransformationSequence), functional(0, Tag.FrameVOILUTSequence), layout);
        ImageFile.Frame first = frames.getFirst();
        if (values.hasModalityTable()) remarks.add("Its stored samples become values by a modality lookup table.");
        return new ImageFile(path, root.getString(Tag.SeriesInstanceUID, ""), root.getString(Tag.SOPInstanceUID, ""), where(),
                turn(), layout, values.info(first.slope(), first.intercept()), values.hasModalityTable(), kind, lonelyStep(), isLoose(), root.contains(Tag.TotalPixelMatrixColumns), mosaic, known,
                OverlayPlane.of(root, layout), frames, List.copyOf(remarks));
    }

    /// A frame that lies `mm` along the normal from `first`, as those of a dose do.
    private static ImageFile.Frame offset(ImageFile.Frame first, double mm) {
        return first.at(first.placement().map(p -> new Placement(p.position().plus(p.normal().times(mm)), p.across(), p.down(), p.stepAcrossMm(), p.stepDownMm())));
    }

    private static List<ImageFile.Frame> tiles(SiemensMosaic mosaic, ImageFile.Frame whole) {
        List<ImageFile.Frame> tiles = new ArrayList<>();
        for (int i = 0; i < mosaic.count(); i++) {
            int tile = i;
            tiles.add(whole.at(whole.placement().map(p -> mosaic.placement(p, tile))));
        }
        return tiles;
    }

    /// The item that holds for `frame` of a functional group: the frame's own, else the one shared by all, else the root,
    /// where classic images keep these elements.
    private Attributes functional(int frame, int group) {
        if (frame < perFrame.size()) {
            Optional<Attributes> own = perFrame.get(frame).getNestedDataset(group);
            if (own.isPresent()) return own.get();
        }
        return shared.flatMap(s -> s.getNestedDataset(group)).orElse(root);
    }

    private ImageFile.Frame frame(int f, PixelLayout layout) throws FormatException {
        double[] steps = pixelSteps(functional(f, Tag.PixelMeasuresSequence));
        Optional<Placement> placement = placement(functional(f, Tag.PlanePositionSequence), functional(f, Tag.PlaneOrientationSequence), steps);
        double slope = 1, intercept = 0;
        if (layout.samples() == 1 && layout.photometric() != PixelLayout.Photometric.PALETTE_COLOR && root.getNestedDataset(Tag.ModalityLUTSequence).isEmpty()) {
            Attributes scale = functional(f, Tag.PixelValueTransformationSequence);
            slope = scale.getDouble(Tag.RescaleSlope, 1);
            intercept = scale.getDouble(Tag.RescaleIntercept, 0);
            if (slope == 0) {
                slope = 1;
                remarks.add("Its rescale slope is 0, which cannot be meant; 1 is taken.");
            }
        }
        Attributes content = f < perFrame.size() ? perFrame.get(f).getNestedDataset(Tag.FrameContentSequence).orElse(root) : root;
        return new ImageFile.Frame(placement, steps[1], steps[0], slope, intercept, content.getString(Tag.StackID, ""), turn(f, content));
    }

    /// Down and across, as DICOM orders them.
    private double[] pixelSteps(Attributes measures) throws FormatException {
        double[] steps = measures.getDoubles(Tag.PixelSpacing);
        if (steps.length == 0) {
            steps = root.getDoubles(Tag.ImagerPixelSpacing);
            if (steps.length > 0) remarks.add("Its pixel spacing is that at the detector; in the patient lengths are shorter.");
        }
        if (steps.length == 0) {
            remarks.add("It gives no pixel spacing: 1 mm is taken, so lengths are in pixels.");
            return new double[] {1, 1};
        }
        if (steps.length == 1) steps = new double[] {steps[0], steps[0]};
        if (!isLength(steps[0]) || !isLength(steps[1])) throw FormatException.unexpected(name, "element " + Tag.toString(Tag.PixelSpacing), "a spacing above 0 mm",
                steps[0] + " and " + steps[1], "The header is damaged: export the series again.");
        return steps;
    }

    /// Whether a thing can be so long: what is far smaller than an atom or larger than the Earth is a damaged number, and would
    /// spoil all arithmetic.
    private static boolean isLength(double mm) {
        return mm > LEAST_MM && mm < GREATEST_MM;
    }

    private Optional<Placement> placement(Attributes place, Attributes direction, double[] steps) throws FormatException {
        double[] p = place.getDoubles(Tag.ImagePositionPatient), d = direction.getDoubles(Tag.ImageOrientationPatient);
        if (p.length < 3 || d.length < 6) return Optional.empty();
        Point across = new Point(d[0], d[1], d[2]), down = new Point(d[3], d[4], d[5]);
        if (Math.abs(across.length() - 1) > 0.05 || Math.abs(down.length() - 1) > 0.05 || Math.abs(across.dot(down)) > 0.01)
            throw FormatException.unexpected(name, "element " + Tag.toString(Tag.ImageOrientationPatient), "two unit vectors at right angles",
                    String.format(Locale.ROOT, "(%.3g, %.3g, %.3g) and (%.3g, %.3g, %.3g)", d[0], d[1], d[2], d[3], d[4], d[5]), "The header is damaged: export the series again.");
        for (int i = 0; i < 3; i++) if (Math.abs(p[i]) >= GREATEST_MM) throw FormatException.unexpected(name, "element " + Tag.toString(Tag.ImagePositionPatient),
                "a position near the scanner", p[i] + " mm", "The header is damaged: export the series again.");
        return Optional.of(new Placement(new Point(p[0], p[1], p[2]), across.times(1 / across.length()), down.times(1 / down.length()), steps[1], steps[0]));
    }

    private double lonelyStep() throws FormatException {
        Attributes measures = functional(0, Tag.PixelMeasuresSequence);
        double between = Math.abs(measures.getDouble(Tag.SpacingBetweenSlices, root.getDouble(Tag.SpacingBetweenSlices, 0)));
        if (isLength(between)) return between;
        double thickness = measures.getDouble(Tag.SliceThickness, root.getDouble(Tag.SliceThickness, 0));
        return isLength(thickness) ? thickness : 1;
    }

    private Turn turn() {
        return new Turn(List.of(0.0, number(root, Tag.TemporalPositionIdentifier), number(root, Tag.TriggerTime), number(root, Tag.EchoNumbers),
                number(root, Tag.DiffusionBValue), number(root, Tag.AcquisitionNumber), number(root, Tag.InstanceNumber)));
    }

    /// That of a frame in functional groups; of any other the file's.
    private Turn turn(int f, Attributes content) {
        if (content == root) return turn();
        return turn().with(Turn.Axis.DIMENSION, dimension(content)).with(Turn.Axis.TEMPORAL_POSITION, number(content, Tag.TemporalPositionIndex))
                .with(Turn.Axis.B_VALUE, number(functional(f, Tag.MRDiffusionSequence), Tag.DiffusionBValue));
    }

    /// The indices of a frame in all dimensions but those of its place, as one number that orders frames as they do.
    private double dimension(Attributes content) {
        List<Attributes> dimensions = root.getSequence(Tag.DimensionIndexSequence);
        byte[] values = content.getBytes(Tag.DimensionIndexValues);
        double rank = 0;
        for (int d = 0; d < dimensions.size() && 4 * d + 4 <= values.length; d++) {
            byte[] pointer = dimensions.get(d).getBytes(Tag.DimensionIndexPointer);
            if (pointer.length == 4 && !PLACES.contains(tagAt(pointer, dimensions.get(d).isBigEndian(Tag.DimensionIndexPointer))))
                rank = rank * 65536 + Math.min(65535, number(values, 4 * d, content.isBigEndian(Tag.DimensionIndexValues)));
        }
        return rank;
    }

    private static int word(byte[] bytes, int at, boolean bigEndian) {
        return bigEndian ? (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF : (bytes[at + 1] & 0xFF) << 8 | bytes[at] & 0xFF;
    }

    private static int tagAt(byte[] bytes, boolean bigEndian) {
        return word(bytes, 0, bigEndian) << 16 | word(bytes, 2, bigEndian);
    }

    private static long number(byte[] bytes, int at, boolean bigEndian) {
        long a = word(bytes, at, bigEndian), b = word(bytes, at + 2, bigEndian);
        return bigEndian ? a << 16 | b : b << 16 | a;
    }

    /// 0 where there is no number: many writers put rubbish here, and only order hangs on it.
    private static double number(Attributes header, int tag) {
        try {
            return header.getDouble(tag, 0) + 0.0;
        } catch (FormatException _) {
            return 0;
        }
    }

    /// Whether frames are pictures of their own: they follow each other in time, or are tiles of a larger one.
    private boolean isLoose() {
        byte[] pointer = root.getBytes(Tag.FrameIncrementPointer);
        boolean toFrameTime = pointer.length >= 4 && (pointer[1] == 0 && pointer[0] == 0x18 || pointer[0] == 0 && pointer[1] == 0x18);
        return toFrameTime || root.contains(Tag.FrameTime) || root.contains(Tag.TotalPixelMatrixColumns);
    }

    /// Where what `file` holds stands.
    static Where where(DicomFile file) {
        return new ImageFileReader(file.name(), file.attributes()).where();
    }

    private Where where() {
        String number = root.getString(Tag.SeriesNumber, ""), description = root.getString(Tag.SeriesDescription, "");
        String series = (number.isEmpty() ? "Series" : "Series " + number) + (description.isEmpty() ? "" : ", " + description);
        // components of a name stand between carets, its other spellings behind an equals sign
        String name = root.getString(Tag.PatientName, "").replaceFirst("=.*", "").replace('^', ' ').strip().replaceAll(" +", " ");
        String id = root.getString(Tag.PatientID, ""), patient = name.isEmpty() || id.isEmpty() || name.equals(id) ? name.isEmpty() ? id : name : name + " (" + id + ")";
        String date = root.getString(Tag.StudyDate, "").replaceFirst("^(\\d{4})\\.?(\\d\\d)\\.?(\\d\\d)$", "$1-$2-$3");
        return new Where(patient, root.getString(Tag.StudyInstanceUID, ""), root.getString(Tag.StudyDescription, ""), date,
                root.getString(Tag.SeriesInstanceUID, ""), series, root.getString(Tag.Modality, ""), 1);
    }
}
