package org.maskwright.format.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.maskwright.format.Contents;
import org.maskwright.format.Format;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.SampleType;
import org.maskwright.format.Statistics;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;

/// PNG, JPEG and TIFF: slides, ultrasound, microscopy. One file, the pages of one, or a folder of numbered ones as the slices
/// of a volume; a folder gives one item for each row of numbers in it.
///
/// Pictures know little of space: what is guessed is said. A row runs to the patient's left, a column to the back, so that a
/// picture is shown the way it is stored.
public final class PictureFormat implements Format {
    @Override
    public String id() {
        return "picture";
    }

    @Override
    public String title() {
        return "PNG, TIFF and JPEG";
    }

    @Override
    public List<String> extensions() {
        return List.of(".png", ".tif", ".tiff", ".jpg", ".jpeg");
    }

    @Override
    public int score(Path path, byte[] first) throws IOException {
        if (Files.isDirectory(path)) return holdsPictures(path) ? 50 : 0;
        if (FormatException.name(path).equals(LabelStack.NAME) && LabelStack.begins(first)) return 95;
        return PictureFiles.kind(first).isPresent() ? 80 : endsAs(path) ? 30 : 0;
    }

    private static boolean holdsPictures(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.anyMatch(file -> PictureFiles.isNamedLikeOne(file) && Files.isRegularFile(file));
        }
    }

    @Override
    public Contents describe(Path path, Progress progress) throws IOException, FormatException {
        Path described = Files.isDirectory(path) ? path.resolve(LabelStack.NAME) : path;
        if (FormatException.name(described).equals(LabelStack.NAME) && Files.isRegularFile(described)) {
            PictureStack stack = LabelStack.read(described);
            Path folder = described.toAbsolutePath().normalize().getParent();
            return new Contents(path, "PNG stack of labels", List.of(new Item("image", folder == null ? LabelStack.NAME : FormatException.name(folder), stack, List.of())), List.of());
        }
        if (Files.isDirectory(path)) return folder(path, progress);
        List<Picture> pages = PictureFiles.read(path);
        List<String> remarks = new ArrayList<>();
        int beside = pages.size() == 1 ? PictureFiles.beside(path).size() : 1;
        if (beside > 1) remarks.add("It is one of " + beside + " numbered pictures: open their folder to see them as a stack.");
        String name = FormatException.name(path);
        return new Contents(path, name(pages), List.of(item("image", title(name), name, pages, remarks, progress)), List.of());
    }

    private static Contents folder(Path folder, Progress progress) throws IOException, FormatException {
        List<List<Path>> groups = PictureFiles.groups(folder);
        List<Item> items = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        String of = "pictures";
        for (List<Path> group : groups) {
            progress.at(Double.NaN, "looking at " + FormatException.name(group.getFirst()));
            try {
                List<Picture> pages = new ArrayList<>();
                for (Path file : group) pages.addAll(PictureFiles.read(file));
                String pattern = PictureFiles.pattern(group.getFirst()), name = group.size() == 1 ? FormatException.name(group.getFirst()) : FormatException.name(folder);
                items.add(item(pattern.replace('#', '_'), groups.size() == 1 ? FormatException.name(folder) : title(pattern), name, pages, List.of(), progress));
                of = name(pages);
            } catch (FormatException e) {
                if (groups.size() == 1) throw e;
                remarks.add(String.valueOf(e.getMessage()));
            }
        }
        if (items.isEmpty()) throw FormatException.of(FormatException.name(folder), "", "none of its pictures can be read. The first: " + remarks.getFirst(), "");
        if (items.size() > 1) remarks.addFirst(FormatException.name(folder) + " holds " + items.size() + " images; choose one.");
        return new Contents(folder, items.size() == 1 ? of : "pictures", items, remarks);
    }

    private static String name(List<Picture> pages) {
        return pages.getFirst().kind() + (pages.size() == 1 ? "" : " stack");
    }

    private static String title(String name) {
        return name.replaceFirst("(?i)\\.(png|jpe?g|tiff?)$", "");
    }

    private static Item item(String id, String title, String name, List<Picture> pages, List<String> said, Progress progress) throws IOException, FormatException {
        Picture first = pages.getFirst();
        requireAlike(pages);
        List<String> remarks = new ArrayList<>(said);
        ImageHeader header = ImageHeader.of(geometry(pages, remarks), first.type()).withChannels(first.channels(), true);
        if (first.palette().length > 0) header = indexed(name, pages, header, remarks, progress);
        else if (header.channels() > 1) header = header.withKind(ImageHeader.Kind.VOLUME);
        if (first.bands() == 2) remarks.add("Its transparency is left out.");
        if (header.channels() > 1 && first.type() == SampleType.UINT16) remarks.add("Its colours have 16 bits, of which 8 are shown.");
        if (pages.stream().anyMatch(page -> page.orientation() > 1)) remarks.add("It is turned as its EXIF orientation asks.");
        if (!first.note().isEmpty()) remarks.add(first.note());
        return new Item(id, title, new PictureStack(name, pages, header), remarks);
    }

    private static void requireAlike(List<Picture> pages) throws FormatException {
        Picture first = pages.getFirst();
        if (first.channels() > 1 && first.type() != SampleType.UINT8 && first.type() != SampleType.UINT16)
            throw FormatException.unsupported(first.name(), first.place(), "colours of " + first.type().id() + " samples", "Split it into one file a channel.");
        for (Picture page : pages) {
            if (page.shownWidth() != first.shownWidth() || page.shownHeight() != first.shownHeight())
                throw FormatException.unexpected(page.name(), page.place(), first.shownWidth() + " × " + first.shownHeight() + " pixels, as " + first.name() + " has",
                        page.shownWidth() + " × " + page.shownHeight(), "Slices of one stack have one size: put the others into another folder.");
            if (page.type() != first.type() || page.channels() != first.channels() || (page.palette().length > 0) != (first.palette().length > 0))
                throw FormatException.unexpected(page.name(), page.place(), samples(first) + ", as " + first.name() + " has", samples(page), "Export all pictures of the stack alike.");
        }
    }

    private static String samples(Picture p) {
        return (p.palette().length > 0 ? "a palette of " : p.channels() == 1 ? "grey of " : "colours of ") + p.type().id();
    }

    /// A palette is a list of labels where its indices lie in patches, as [Statistics] tells labels from scans; else mere colours.
    private static ImageHeader indexed(String name, List<Picture> pages, ImageHeader header, List<String> remarks, Progress progress) throws IOException, FormatException {
        List<Picture> one = pages.subList(0, 1);
        Geometry slice = Geometry.upright(header.size().x(), header.size().y(), 1, 1, 1, 1);
        if (Statistics.of(new PictureStack(name, one, ImageHeader.of(slice, header.type())), progress).kind() != ImageHeader.Kind.LABELS) return header.withKind(ImageHeader.Kind.VOLUME);
        int[] palette = pages.getFirst().palette();
        List<LabelTable.Entry> labels = new ArrayList<>();
        for (int i = 1; i < palette.length; i++) labels.add(new LabelTable.Entry(i, "Label " + i, palette[i]));
        remarks.add("The indices of its palette are taken for labels.");
        return header.withKind(ImageHeader.Kind.LABELS).withTable(new LabelTable(labels));
    }

    private static Geometry geometry(List<Picture> pages, List<String> remarks) {
        Picture first = pages.getFirst();
        Picture.Scale scale = first.shownScale();
        boolean known = scale.xMm() > 0 && scale.yMm() > 0;
        if (!known) remarks.add(scale.screen() ? "Its resolution is that of a screen, which says nothing of its size: 1 mm a pixel is a guess." : "It does not say how large a pixel is: 1 mm is a guess.");
        if (pages.size() > 1 && scale.zMm() == 0) remarks.add("It does not say how far its slices lie apart: 1 mm is a guess.");
        remarks.add(Item.GUESSED_PLACE);
        return Geometry.upright(first.shownWidth(), first.shownHeight(), pages.size(), known ? scale.xMm() : 1, known ? scale.yMm() : 1, scale.zMm() > 0 ? scale.zMm() : 1);
    }
}
