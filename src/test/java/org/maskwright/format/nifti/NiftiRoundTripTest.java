package org.maskwright.format.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.SampleType;
import org.maskwright.format.Statistics;
import org.maskwright.format.StoredSamples;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;

/// Reading is the inverse of writing, for any samples on any grid.
class NiftiRoundTripTest {
    private static final Path FOLDER = Path.of("target", "nifti-round-trip");

    @BeforeContainer static void makeFolder() throws Exception {
        Files.createDirectories(FOLDER);
    }

    @AfterContainer static void emptyFolder() throws Exception {
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.toList()) Files.delete(file);
        }
    }

    @Property(tries = 150) void readingGivesBackWhatWasWritten(@ForAll("images") StoredSamples image, @ForAll boolean compressed) throws Exception {
        Path file = image.writeTo(FOLDER.resolve(compressed ? "a.nii.gz" : "a.nii"));
        Item item = Formats.open(file, Progress.NONE);
        ImageHeader written = image.header(), read = item.header();
        assertThat(read.geometry()).isEqualTo(written.geometry());
        assertThat(read).isEqualTo(written);
        assertThat(item.statistics(Progress.NONE)).isEqualTo(Statistics.of(image, Progress.NONE));
    }

    @Property(tries = 100) void theQformSaysTheSameAsTheSform(@ForAll("images") StoredSamples image) throws Exception {
        byte[] bytes = image.fileBytes("a.nii");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(254, (short) 0); // no sform: readers must take the qform
        Item item = Formats.open(Files.write(FOLDER.resolve("q.nii"), bytes), Progress.NONE);
        double[][] written = image.header().geometry().toPatient().rows(), read = item.header().geometry().toPatient().rows();
        // near a half turn the three floats of a quaternion leave 3e-4 of the fourth in the dark (nifti1.h), twice that of 6 mm
        for (int i = 0; i < 12; i++) assertThat(read[i / 4][i % 4]).isCloseTo(written[i / 4][i % 4], within(4e-3));
    }

    @Provide Arbitrary<StoredSamples> images() {
        Arbitrary<Integer> length = Arbitraries.integers().between(1, 9);
        Arbitrary<Size> size = Combinators.combine(length, length, length).as(Size::new);
        Arbitrary<SampleType> type = Arbitraries.of(SampleType.class);
        Arbitrary<Integer> frames = Arbitraries.integers().between(1, 3), channels = Arbitraries.integers().between(1, 4);
        Arbitrary<Float> slope = Arbitraries.of(1f, 0.5f, -2.25f, 0.1f), intercept = Arbitraries.of(0f, -1024f, 0.3f);
        return Combinators.combine(size, affines(), type, frames, channels, slope, intercept, Arbitraries.longs()).as((s, a, t, f, c, m, b, seed) -> {
            boolean colour = t == SampleType.UINT8 && c > 2;
            ImageHeader header = ImageHeader.of(new Geometry(s, a), t).withFrames(f).withChannels(c, colour);
            if (!colour) header = header.withScale(m, b);
            if (c > 1 && !colour) header = header.withKind(ImageHeader.Kind.VOLUME); // a vector declares itself
            return StoredSamples.random(header, seed);
        });
    }

    /// Any rotation, either handedness, spacing from 0.3 to 6 mm; every number a float, as files of scanners hold them.
    private static Arbitrary<Affine> affines() {
        Arbitrary<Double> angle = Arbitraries.doubles().between(-180, 180).map(Math::toRadians), spacing = Arbitraries.doubles().between(0.3, 6);
        Arbitrary<Double> place = Arbitraries.doubles().between(-300, 300);
        return Combinators.combine(angle, angle, angle, spacing, spacing, spacing, place, Arbitraries.of(-1, 1)).as((a, b, c, x, y, z, t, hand) -> {
            Affine turn = rotationZ(a).after(rotationX(b)).after(rotationZ(c)).after(Affine.scaling(x, y, z * hand));
            double[][] m = Affine.translation(t, -t / 2, t / 3).after(turn).rows();
            for (double[] row : m) for (int i = 0; i < 4; i++) row[i] = (float) row[i] + 0.0;
            return Affine.ofRows(m);
        });
    }

    private static Affine rotationZ(double a) {
        return new Affine(Math.cos(a), -Math.sin(a), 0, 0, Math.sin(a), Math.cos(a), 0, 0, 0, 0, 1, 0);
    }

    private static Affine rotationX(double a) {
        return new Affine(1, 0, 0, 0, 0, Math.cos(a), -Math.sin(a), 0, 0, Math.sin(a), Math.cos(a), 0);
    }
}
