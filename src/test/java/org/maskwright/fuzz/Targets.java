package org.maskwright.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredSamples;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.geometry.Geometry;
import org.maskwright.testing.DicomFiles;

/// The formats under attack: each with files of our own writing and, where the shared data lies beside the checkout, with all of
/// its collection.
final class Targets {
    private interface Maker {
        Target make(long largest) throws IOException, FormatException;
    }

    private static final Map<String, Maker> ALL = new LinkedHashMap<>();

    static {
        ALL.put("dicom", Targets::dicom);
        ALL.put("dicom-series", Targets::dicomSeries);
        ALL.put("nifti", Targets::nifti);
        ALL.put("nrrd", Targets::nrrd);
        ALL.put("metaimage", Targets::metaImage);
        ALL.put("dicom-seg", largest -> group("dicom-seg", largest, name -> name.contains("seg") && name.endsWith(".dcm") && !name.contains("/ct")));
        ALL.put("rtstruct", largest -> group("rtstruct", largest, name -> name.endsWith("rt.dcm") || name.endsWith("rtss.dcm")));
        ALL.put("dicomdir", largest -> group("dicomdir", largest, name -> name.contains("DICOMDIR")));
        ALL.put("picture", _ -> Target.of("picture", Pictures.all(), Mutator.mostly(60, new ChunkMutator(), new ByteMutator())));
        ALL.put("coco", _ -> coco());
    }

    private Targets() {}

    static List<String> ids() {
        return List.copyOf(ALL.keySet());
    }

    /// @param largest bytes of a file of the shared collections
    static Target of(String id, long largest) throws IOException, FormatException {
        Maker maker = ALL.get(id);
        if (maker == null) throw new IllegalArgumentException("no target " + id + "; there are " + String.join(", ", ids()));
        return maker.make(largest);
    }

    private static Target nifti(long largest) throws IOException, FormatException {
        List<Seed> seeds = new ArrayList<>(written(".nii", ".nii.gz"));
        seeds.addAll(Seed.shared("nifti-variety", largest, ".hdr", ".hdr.gz", ".img", ".img.gz"));
        return Target.of("nifti", seeds, Mutator.mostly(80, new Packed(Mutator.mostly(70, new NiftiMutator(), new ByteMutator())), new ByteMutator()));
    }

    private static Target nrrd(long largest) throws IOException, FormatException {
        List<Seed> seeds = new ArrayList<>(written(".nrrd"));
        seeds.addAll(Seed.shared("nrrd-variety", largest, ".raw", ".raw.gz"));
        seeds.removeIf(seed -> !seed.name().endsWith("rd") && !seed.name().endsWith(".nhdr"));
        return Target.of("nrrd", seeds, Mutator.mostly(75, new TextMutator(seeds), new ByteMutator()));
    }

    private static Target metaImage(long largest) throws IOException, FormatException {
        List<Seed> seeds = new ArrayList<>(written(".mha"));
        seeds.addAll(Seed.shared("metaimage-variety", largest, "raw"));
        seeds.removeIf(seed -> !seed.name().contains(".mh"));
        return Target.of("metaimage", seeds, Mutator.mostly(75, new TextMutator(seeds), new ByteMutator()));
    }

    private static Target dicom(long largest) throws IOException {
        List<Seed> seeds = new ArrayList<>();
        for (String syntax : List.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian, UID.ExplicitVRBigEndian, UID.DeflatedExplicitVRLittleEndian))
            seeds.add(Seed.of("slice-" + syntax + ".dcm", DicomFiles.slice(5, 4, 1).encode(syntax)));
        seeds.addAll(Seed.shared("dicom-variety", largest));
        return Target.of("dicom", seeds, Mutator.mostly(70, new DicomMutator(), new ByteMutator()));
    }

    /// Folders of five slices, one of them damaged.
    private static Target dicomSeries(long largest) throws IOException {
        List<Path> others = new ArrayList<>();
        Path folder = Files.createTempDirectory("series");
        for (int i = 0; i < 5; i++) others.add(DicomFiles.slice(5, 4, i).write(folder.resolve("slice" + i)));
        others.forEach(path -> path.toFile().deleteOnExit());
        folder.toFile().deleteOnExit();
        List<Seed> seeds = new ArrayList<>();
        for (int i = 0; i < 5; i++) seeds.add(new Seed("slice" + i, DicomFiles.slice(5, 4, i).encode(UID.ExplicitVRLittleEndian), others));
        seeds.add(new Seed("slice5", DicomFiles.slice(5, 4, 7).shorts(Tag.Rows, 3).encode(UID.ImplicitVRLittleEndian), others));
        return Target.of("dicom-series", seeds, Mutator.mostly(90, new DicomMutator(), new ByteMutator())).byFolder();
    }

    /// What is about a series, with that series beside it; a slice of our own where the collection is absent.
    private static Target group(String id, long largest, Predicate<String> isOne) throws IOException {
        List<Seed> seeds = new ArrayList<>(Seed.groups(largest, isOne));
        if (seeds.isEmpty()) seeds.add(Seed.of("slice.dcm", DicomFiles.slice(5, 4, 1).encode(UID.ExplicitVRLittleEndian)));
        return Target.of(id, seeds, Mutator.mostly(75, new DicomMutator(), new ByteMutator()));
    }

    private static Target coco() {
        List<Seed> seeds = List.of(Pictures.coco());
        return Target.of("coco", seeds, Mutator.mostly(80, new TextMutator(seeds), new ByteMutator()));
    }

    /// Small images of every type, with one component and with three, as our own writers spell them.
    private static List<Seed> written(String... endings) throws IOException, FormatException {
        List<Seed> seeds = new ArrayList<>();
        Geometry grid = Geometry.upright(5, 4, 3, 0.5, 0.5, 2);
        for (String ending : endings) {
            for (SampleType type : SampleType.values()) {
                String name = type.id() + ending;
                seeds.add(Seed.of(name, StoredSamples.random(ImageHeader.of(grid, type), 1).fileBytes(name)));
            }
            ImageHeader colour = ImageHeader.of(grid, SampleType.UINT8).withChannels(3, true), series = ImageHeader.of(grid, SampleType.INT16).withFrames(2).withScale(2, -5);
            seeds.add(Seed.of("colour" + ending, StoredSamples.random(colour, 2).fileBytes("colour" + ending)));
            seeds.add(Seed.of("series" + ending, StoredSamples.random(series, 3).fileBytes("series" + ending)));
        }
        return seeds;
    }
}
