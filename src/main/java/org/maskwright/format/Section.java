package org.maskwright.format;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;

/// Which part of an image is opened, where not the whole is wanted or fits into the memory.
///
/// @param frame which volume of a series, from 0
/// @param box of voxels; nothing for all of them
/// @param step every how manieth voxel along each axis is taken, from 1
public record Section(int frame, Optional<Box> box, int step) {
    /// The first frame, whole.
    public static final Section WHOLE = new Section(0, Optional.empty(), 1);

    private static final String MARK = "?part:";
    private static final Pattern SPELT = Pattern.compile("frame=(\\d{1,9});step=(\\d{1,4})(?:;box=(\\d{1,9}),(\\d{1,9}),(\\d{1,9}),(\\d{1,9}),(\\d{1,9}),(\\d{1,9}))?");

    public Section {
        if (frame < 0 || step < 1) throw new IllegalArgumentException("a frame from 0 and a step from 1 are needed, got " + frame + " and " + step);
        if (box.isPresent() && box.get().isEmpty()) throw new IllegalArgumentException("the box holds no voxel");
    }

    public static Section ofFrame(int frame) {
        return new Section(frame, Optional.empty(), 1);
    }

    /// Slices `from` up to but without `to`, along z.
    public Section withSlices(Size size, int from, int to) {
        return new Section(frame, Optional.of(new Box(0, 0, from, size.x(), size.y(), to)), step);
    }

    public Section withStep(int other) {
        return new Section(frame, box, other);
    }

    public boolean isWhole() {
        return equals(WHOLE);
    }

    /// The box in an image of `size`.
    Box in(Size size) {
        Box whole = size.box(), wanted = box.orElse(whole);
        if (!whole.contains(wanted)) throw new IllegalArgumentException("the part reaches outside the image of " + size);
        return wanted;
    }

    /// The grid of this part of an image on `whole`.
    public Geometry of(Geometry whole) {
        Box part = in(whole.size());
        Affine toWhole = new Affine(step, 0, 0, part.x0(), 0, step, 0, part.y0(), 0, 0, step, part.z0());
        return new Geometry(new Size(count(part.x1() - part.x0()), count(part.y1() - part.y0()), count(part.z1() - part.z0())), whole.toPatient().after(toWhole));
    }

    private int count(int voxels) {
        return (voxels + step - 1) / step;
    }

    /// An id of this part of the image with `id`; the image's own for the whole.
    public String id(String id) {
        if (isWhole()) return id;
        String text = MARK + "frame=" + frame + ";step=" + step;
        return id + text + box.map(b -> String.format(";box=%d,%d,%d,%d,%d,%d", b.x0(), b.y0(), b.z0(), b.x1(), b.y1(), b.z1())).orElse("");
    }

    /// The id of the whole image.
    public static String wholeId(String id) {
        return ofId(id).isWhole() ? id : id.substring(0, id.lastIndexOf(MARK));
    }

    /// Which part the id means.
    public static Section ofId(String id) {
        int at = id.lastIndexOf(MARK);
        if (at < 0) return WHOLE;
        Matcher m = SPELT.matcher(id.substring(at + MARK.length()));
        if (!m.matches()) return WHOLE;
        try {
            Optional<Box> box = m.group(3) == null ? Optional.empty() : Optional.of(new Box(n(m, 3), n(m, 4), n(m, 5), n(m, 6), n(m, 7), n(m, 8)));
            return new Section(n(m, 1), box, n(m, 2));
        } catch (IllegalArgumentException e) {
            return WHOLE; // an id that merely looks like one of ours
        }
    }

    private static int n(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }

    /// What a title says of it, such as `slices 11 to 60, every 2nd voxel`; empty for the whole of a plain image.
    public String words(int frames) {
        StringBuilder words = new StringBuilder();
        if (frames > 1) words.append("frame ").append(frame + 1).append(" of ").append(frames);
        box.ifPresent(b -> words.append(words.isEmpty() ? "" : ", ").append("slices ").append(b.z0() + 1).append(" to ").append(b.z1()));
        if (step > 1) words.append(words.isEmpty() ? "" : ", ").append("every ").append(step == 2 ? "2nd" : step == 3 ? "3rd" : step + "th").append(" voxel");
        return words.toString();
    }
}
