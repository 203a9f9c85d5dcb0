package org.maskwright.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Affine;
import org.maskwright.job.Progress;
import org.maskwright.testing.Foreign;
import org.maskwright.testing.Python;

/// What we write, other people's readers find at the same place with the same values: every type of sample, on grids that lie
/// anyhow in the patient.
class OtherReadersTest {
    private static final double MM = 1e-4;
    private static final int GRIDS_A_TYPE = 4;

    @TempDir Path folder;

    /// One file and what was written into it.
    private record Written(Path file, StoredSamples image) {
        String sha1() throws Exception {
            return Statistics.of(image, Progress.NONE).storedSha1();
        }

        double[] lps() {
            return flat(image.header().geometry().toPatient());
        }

        double[] ras() {
            return flat(image.header().geometry().toPatient().withTargetXyNegated());
        }

        private static double[] flat(Affine affine) {
            return Arrays.stream(affine.rows()).limit(3).flatMapToDouble(Arrays::stream).toArray();
        }

        /// Lengths, x first, without those of 1 at the end.
        List<Integer> shape() {
            ImageHeader header = image.header();
            List<Integer> shape = new ArrayList<>(List.of(header.size().x(), header.size().y(), header.size().z()));
            if (header.frames() > 1) shape.add(header.frames());
            return shape;
        }
    }

    /// Each type on several grids; colours, a series in time, labels.
    ///
    /// @param scaled give some a slope and an intercept
    private List<Written> write(String ending, boolean scaled) throws Exception {
        Random random = new Random(11);
        List<Written> all = new ArrayList<>();
        for (SampleType type : SampleType.values()) {
            for (int i = 0; i < GRIDS_A_TYPE; i++) {
                ImageHeader header = ImageHeader.of(ObliqueGrids.random(random), type);
                if (scaled && i == 1) header = header.withScale(0.25, -7);
                if (i == 2) header = header.withFrames(3);
                if (i == 3 && type == SampleType.UINT8) header = header.withKind(ImageHeader.Kind.LABELS);
                all.add(write(header, random.nextLong(), type.id() + i + ending));
            }
        }
        all.add(write(ImageHeader.of(ObliqueGrids.random(random), SampleType.UINT8).withChannels(3, true), random.nextLong(), "colour" + ending));
        return all;
    }

    private Written write(ImageHeader header, long seed, String name) throws Exception {
        StoredSamples image = StoredSamples.random(header, seed);
        return new Written(image.writeTo(folder.resolve(name)), image);
    }

    private static Object[] paths(List<Written> files) {
        return files.stream().map(Written::file).toArray();
    }

    @Test void nibabelFindsEveryVoxelOfOurNifti() throws Exception {
        Python.Scripts nibabel = Python.with("nibabel");
        List<Written> written = new ArrayList<>(write(".nii", true));
        written.addAll(write(".nii.gz", true));
        JsonNode seen = nibabel.json("nifti_voxels.py", paths(written));
        for (int i = 0; i < written.size(); i++) {
            Written ours = written.get(i);
            ImageHeader header = ours.image.header();
            JsonNode theirs = seen.get(i);
            assertThat(theirs.get("sha1").asText()).as("voxels of %s", ours.file).isEqualTo(ours.sha1());
            assertThat(theirs.get("type").asText()).isEqualTo(header.type().id());
            assertThat(IntStream.range(0, theirs.get("shape").size()).mapToObj(k -> theirs.get("shape").get(k).asInt()).toList()).isEqualTo(ours.shape());
            assertNear(numbers(theirs.get("sform")), ours.ras(), MM);
            // the quaternion's three floats leave up to 3e-4 of the fourth in the dark near a half turn (nifti1.h)
            assertNear(numbers(theirs.get("qform")), ours.ras(), 4e-2);
            assertThat(numbers(theirs.get("codes"))).containsExactly(1, 1);
            assertThat(theirs.get("slope").asDouble()).isEqualTo(header.slope());
            assertThat(theirs.get("intercept").asDouble()).isEqualTo(header.intercept());
            assertThat(theirs.get("units").asText()).isEqualTo("mm");
            assertThat(theirs.get("intent").asText().equals("label")).isEqualTo(header.kind() == ImageHeader.Kind.LABELS);
        }
    }

    @Test void teemFindsEveryVoxelOfOurNrrd() throws Exception {
        Foreign unu = Foreign.require("teem-unu");
        for (Written ours : write(".nrrd", false)) {
            Path plain = folder.resolve("plain.nrrd");
            unu.run("save", "-f", "nrrd", "-e", "raw", "-en", "little", "-i", ours.file, "-o", plain);
            byte[] bytes = Files.readAllBytes(plain);
            String text = new String(bytes, StandardCharsets.ISO_8859_1), head = text.substring(0, text.indexOf("\n\n"));
            assertThat(sha1(Arrays.copyOfRange(bytes, head.length() + 2, bytes.length))).as("voxels of %s", ours.file).isEqualTo(ours.sha1());
            assertThat(field(head, "space")).isEqualTo("left-posterior-superior");
            double[] directions = numbers(field(head, "space directions")), origin = numbers(field(head, "space origin")), lps = ours.lps();
            for (int row = 0; row < 3; row++)
                assertNear(new double[] {directions[row], directions[3 + row], directions[6 + row], origin[row]}, Arrays.copyOfRange(lps, 4 * row, 4 * row + 4), MM);
        }
    }

    @Test void aReaderOfItsOwnFindsEveryVoxelOfOurMetaImage() throws Exception {
        Python.Scripts python = Python.with();
        List<Written> written = write(".mha", false);
        JsonNode seen = python.json("metaimage.py", paths(written));
        for (int i = 0; i < written.size(); i++) {
            Written ours = written.get(i);
            assertThat(seen.get(i).get("sha1").asText()).as("voxels of %s", ours.file).isEqualTo(ours.sha1());
            assertThat(seen.get(i).get("type").asText()).isEqualTo(ours.image.header().type().id());
            assertNear(numbers(seen.get(i).get("affine")), ours.lps(), MM);
        }
    }

    private static String field(String head, String name) {
        Matcher matcher = Pattern.compile("(?m)^" + name + ": (.*)$").matcher(head);
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1);
    }

    private static double[] numbers(String vectors) {
        return Pattern.compile("[-+0-9.eE]*\\d").matcher(vectors).results().mapToDouble(r -> Double.parseDouble(r.group())).toArray();
    }

    private static double[] numbers(JsonNode list) {
        return IntStream.range(0, list.size()).mapToDouble(i -> list.get(i).asDouble()).toArray();
    }

    private static void assertNear(double[] theirs, double[] ours, double tolerance) {
        assertThat(theirs).hasSameSizeAs(ours);
        for (int i = 0; i < ours.length; i++) assertThat(theirs[i]).isCloseTo(ours[i], within(tolerance));
    }

    private static String sha1(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-1").digest(bytes));
    }
}
