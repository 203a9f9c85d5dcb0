package org.maskwright.format;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.volume.Volume;

/// One image that can be opened: a file's, or one series of a folder.
///
/// @param id tells it from the others of its [Contents], the same at every opening; never a patient's name or number.
///     Behind a `#` stands what [#isOwn] tells of
/// @param title what a list shows
/// @param remarks whole sentences on what was mended, left out or guessed
/// @param where its patient, study and series; [Where#NOWHERE] if the format knows none
public record Item(String id, String title, StoredImage image, List<String> remarks, Where where) {
    /// The remark on an image of which nothing says how it lies; a convention was taken.
    public static final String GUESSED_PLACE = "It does not say how it lies in the patient: left and right are a guess.";
    /// The remark on an image that has no directions of the patient at all.
    public static final String NO_PLACE = "It does not say where it lies in the patient: directions and positions mean nothing.";

    public Item {
        remarks = List.copyOf(remarks);
    }

    /// An image that belongs to no patient, study or series.
    public Item(String id, String title, StoredImage image, List<String> remarks) {
        this(id, title, image, remarks, Where.NOWHERE);
    }

    /// The same under another id.
    public Item withId(String other) {
        return new Item(other, title, image, remarks, where);
    }

    /// The same with another sentence behind its remarks.
    public Item withRemark(String sentence) {
        return new Item(id, title, image, Stream.concat(remarks.stream(), Stream.of(sentence)).toList(), where);
    }

    /// Whether it is an image of its own: not one way of several to read what is no even grid, which someone has to choose, nor a
    /// layer over another image.
    public boolean isOwn() {
        return id.indexOf('#') < 0;
    }

    /// A part of this image, read without the rest ever being in memory; this image itself if all of it is meant.
    public Item part(Section section) {
        if (section.isWhole()) return this;
        String words = section.words(header().frames());
        return new Item(section.id(id), words.isEmpty() ? title : title + ", " + words, CutImage.of(image, section), remarks, where);
    }

    /// Whether its file says which way it lies, so that a letter at its edge is the patient's side and no guess.
    public boolean isPlaced() {
        return !remarks.contains(GUESSED_PLACE) && !remarks.contains(NO_PLACE);
    }

    /// Bytes of memory that [#volume(Progress)] takes.
    public long volumeBytes() {
        return ToVolume.bytes(image.asSeen().header());
    }

    public ImageHeader header() {
        return image.header();
    }

    /// Reads the first frame as a scan.
    ///
    /// @throws FormatException if the file is broken, or the scan does not fit into the free memory
    public Volume volume(Progress progress) throws IOException, FormatException {
        return ToVolume.read(image, 0, progress);
    }

    /// Reads frame `frame`, from 0, as a scan.
    public Volume volume(int frame, Progress progress) throws IOException, FormatException {
        return ToVolume.read(image, frame, progress);
    }

    /// Reads the first frame as a label map; floats are taken if every one is whole.
    ///
    /// @throws FormatException if a value is no label (negative, fractional, NaN, above 65535), or as [#volume(Progress)]
    public Labels labels(Progress progress) throws IOException, FormatException {
        return ToLabels.read(image, progress);
    }

    /// Reads the first frame as a label map on `grid`, that of the scan it belongs to.
    ///
    /// @throws FormatException if it does not lie on that grid, or as [#labels(Progress)]
    public Labels labelsOn(Geometry grid, Progress progress) throws IOException, FormatException {
        return image.labelsOn(grid, progress);
    }

    /// Reads every sample once and tells what they are like.
    public Statistics statistics(Progress progress) throws IOException, FormatException {
        return Statistics.of(image, progress);
    }
}
