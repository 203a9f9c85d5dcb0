package org.maskwright.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.coco.CocoFormat;
import org.maskwright.format.dicom.DicomFormat;
import org.maskwright.format.metaimage.MetaImageFormat;
import org.maskwright.format.nifti.NiftiFormat;
import org.maskwright.format.nrrd.NrrdFormat;
import org.maskwright.format.picture.PictureFormat;
import org.maskwright.job.Progress;

/// The catalogue of formats that are read: what is not in it, the program does not open.
public final class Formats {
    public static final List<Format> ALL = List.of(new NiftiFormat(), new DicomFormat(), new NrrdFormat(), new MetaImageFormat(), new PictureFormat(), new CocoFormat());

    private static final int HEAD_BYTES = 512;

    private Formats() {}

    /// What `path`, a file or a folder, holds: each format is shown its name and its first bytes, and the surest one describes it.
    ///
    /// @throws FormatException if it does not exist, no format knows it, or the one that does cannot read it
    public static Contents describe(Path path, Progress progress) throws IOException, FormatException {
        String name = FormatException.name(path);
        if (!Files.exists(path)) throw FormatException.of(name, "", "there is no such file or folder.", "Check the path " + path.toAbsolutePath() + ".");
        if (!Files.isReadable(path)) throw FormatException.of(name, "", "it may not be read.", "Ask its owner for the right to read " + path.toAbsolutePath() + ".");
        boolean folder = Files.isDirectory(path);
        byte[] first = folder ? new byte[0] : head(path);
        if (!folder && first.length == 0) throw FormatException.of(name, "", "the file is empty.", "Copy or export it again.");
        @Nullable Format best = null;
        int bestScore = 0;
        for (Format format : ALL) {
            int score = format.score(path, first);
            if (score > bestScore) {
                best = format;
                bestScore = score;
            }
        }
        if (best == null) throw unknown(name, folder);
        return best.describe(path, progress);
    }

    /// The one image to open of `path`: the first of its own that [#describe] lists.
    ///
    /// @throws FormatException also if it holds no image, or none that can be opened without a choice
    public static Item open(Path path, Progress progress) throws IOException, FormatException {
        Contents contents = describe(path, progress);
        if (contents.items().isEmpty())
            throw FormatException.of(FormatException.name(path), "", "holds no image but " + contents.formatTitle() + ".", "Choose a scan or a label map.");
        if (!contents.own().isEmpty()) return contents.own().getFirst();
        Item first = contents.items().getFirst();
        throw FormatException.of(FormatException.name(path), first.where().series(), first.remarks().isEmpty() ? "it can be read in several ways." : first.remarks().getFirst(),
                "Choose how to read it: " + String.join("; ", contents.items().stream().map(item -> item.id() + " (" + item.title() + ")").toList()) + ".");
    }

    /// Whether files of this name are written, and so hold one image each.
    public static boolean writes(String fileName) {
        return ALL.stream().anyMatch(format -> format.writes(fileName));
    }

    /// The format that writes a file of this name.
    ///
    /// @throws FormatException if none does
    public static Format writerOf(String fileName) throws FormatException {
        for (Format format : ALL) if (format.writes(fileName)) return format;
        throw FormatException.of(fileName, "", "no format that is written has names that end so.", "Let the name end in .nii.gz, .nii, .nrrd, .seg.nrrd, .nhdr, .mha or .mhd.");
    }

    private static FormatException unknown(String name, boolean folder) {
        List<String> titles = ALL.stream().map(Format::title).toList();
        return folder
                ? FormatException.of(name, "", "no series of images was found in this folder.", "Choose a folder of DICOM files or of numbered pictures, or a single file.")
                : FormatException.of(name, "", "this kind of file is not known.", "These are: " + String.join(", ", titles) + ".");
    }

    private static byte[] head(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(HEAD_BYTES);
        }
    }
}
