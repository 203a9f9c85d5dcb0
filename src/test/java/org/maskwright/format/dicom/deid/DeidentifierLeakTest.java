package org.maskwright.format.dicom.deid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.FormatException;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.BulkData;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.DicomOutput;
import org.maskwright.format.dicom.data.MemoryBytes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.testing.Foreign;
import org.maskwright.testing.Python;
import org.maskwright.testing.SharedData;

/// Every DICOM file at hand is cleaned, and the bytes that come out are searched for whatever told who it was.
class DeidentifierLeakTest {
    /// One file in so many is shown to `dciodvfy`, for the time it takes; `-Dmaskwright.deid.every=1` shows all.
    private static final int EVERY = Integer.getInteger("maskwright.deid.every", 4);
    private static final Set<String> DUMMIES = Set.of("19000101", "REMOVED", "removed");

    @TempDir Path folder;

    private static List<Path> files(String set) throws IOException {
        try (Stream<Path> walk = Files.walk(SharedData.require(set, "dev"))) {
            return walk.filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(".tsv") && !file.toString().endsWith(".gz")).sorted().toList();
        }
    }

    /// A file as it came and as it goes.
    private record Pair(Path source, byte[] cleaned) {}

    private static List<Pair> cleaned(String set, Dates dates) throws Exception {
        List<Pair> pairs = new ArrayList<>();
        for (Path path : files(set)) {
            try (DicomFile file = DicomFile.open(path)) {
                if (Deidentifier.refusal(file).isPresent()) continue;
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                DicomOutput.write(new Deidentifier(DeidentifierTest.SECRET, dates).clean(file, "P-1"), file.copySyntax(), out);
                pairs.add(new Pair(path, out.toByteArray()));
            } catch (FormatException e) {
                continue; // no DICOM, or broken: nothing of it is passed on
            }
        }
        assertThat(pairs).hasSizeGreaterThan(100);
        return pairs;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dicom-variety", "dicom-geometry"})
    void nothingThatTellsWhoItWasIsLeft(String set) throws Exception {
        List<String> leaks = new ArrayList<>();
        long looked = 0;
        for (Dates dates : Dates.values())
            for (Pair pair : cleaned(set, dates)) {
                Told told = new Told();
                try (DicomFile file = DicomFile.open(pair.source)) {
                    told.collect(file.attributes(), true);
                    told.collect(file.meta(), true);
                }
                String text = header(pair.cleaned);
                looked += told.telling.size() + told.other.size();
                for (String word : told.telling) if (says(text, word)) leaks.add(pair.source + " still says '" + word + "'");
                for (String word : told.other) if (text.contains(word) && told.kept.stream().noneMatch(kept -> kept.contains(word))) leaks.add(pair.source + " still says, of a text, '" + word + "'");
            }
        assertThat(leaks).isEmpty();
        assertThat(looked).isGreaterThan(3000);
    }

    /// A few digits stand in many numbers: of them only a whole value counts.
    private static boolean says(String text, String word) {
        if (word.length() >= 8 || !word.matches("[0-9]+")) return text.contains(word);
        return Pattern.compile("(?<![0-9.])" + word + "(?![0-9.])").matcher(text).find();
    }

    /// All but the pixels, in which any eight digits may stand by chance.
    private static String header(byte[] cleaned) throws Exception {
        try (DicomFile file = DicomFile.open(new MemoryBytes("out", cleaned))) {
            int end = (int) (long) file.pixelData().map(BulkData::position).orElse((long) cleaned.length);
            return new String(Arrays.copyOf(cleaned, end), StandardCharsets.ISO_8859_1) + new String(Arrays.copyOf(cleaned, end), StandardCharsets.UTF_8);
        }
    }

    /// What a source says about who, when and where.
    private static final class Told {
        /// Names, numbers, dates, UIDs: may stand nowhere.
        private final Set<String> telling = new HashSet<>();
        /// Descriptions and private text: may stand only where something that is kept says the same.
        private final Set<String> other = new HashSet<>();
        private final Set<String> kept = new HashSet<>();

        void collect(Attributes a, boolean open) {
            for (int tag : a.tags()) {
                VR vr = a.getVR(tag).orElseThrow();
                if (vr == VR.SQ) {
                    boolean descend = open && BasicProfile.action(tag, vr, false) == BasicProfile.Action.DESCEND;
                    a.getSequence(tag).forEach(item -> collect(item, descend));
                    continue;
                }
                boolean gone = !open || BasicProfile.action(tag, vr, false) != BasicProfile.Action.KEEP && tag != Tag.TransferSyntaxUID && tag != Tag.MediaStorageSOPClassUID;
                for (String value : a.getStrings(tag)) {
                    if (!gone) kept.add(value);
                    else if (!DUMMIES.contains(value)) sort(tag, vr, value);
                }
            }
        }

        private void sort(int tag, VR vr, String value) {
            switch (vr) {
                case PN -> Stream.of(value.split("[\\^= ,]+")).filter(part -> part.length() >= 4).forEach(telling::add);
                case DA, DT -> {
                    if (value.length() >= 8) telling.add(value.substring(0, 8));
                }
                case UI -> {
                    if (value.length() > 8 && !value.startsWith("1.2.840.10008.") && !Tag.isPrivate(tag)) telling.add(value);
                }
                case LO, SH, ST, LT, UT, UN -> {
                    boolean identity = Set.of(Tag.PatientID, Tag.AccessionNumber, 0x00101000, 0x00080080, 0x00080081, 0x00081010, 0x00081040).contains(tag);
                    if (identity && value.length() >= 4) telling.add(value);
                    else if (value.length() >= 6 && value.chars().allMatch(c -> c >= ' ' && c < 127)) other.add(value);
                }
                default -> {}
            }
        }
    }

    @Test void anotherReaderFindsTheSamePixels() throws Exception {
        List<String> lines = new ArrayList<>();
        for (String set : List.of("dicom-variety", "dicom-geometry"))
            for (Pair pair : cleaned(set, Dates.REMOVE)) lines.add(pair.source + "\t" + Files.write(folder.resolve(lines.size() + ".dcm"), pair.cleaned));
        JsonNode answer = Python.with("pydicom", "numpy").json("same_pixels.py", Files.write(folder.resolve("pairs.tsv"), lines));
        assertThat(answer.get("differ")).isEmpty();
        assertThat(answer.get("same").asInt()).isGreaterThan(250);
    }

    @Test void dciodvfyFindsNoErrorThatWasNotThereBefore() throws Exception {
        Foreign dciodvfy = Foreign.require("dciodvfy");
        List<String> worse = new ArrayList<>();
        int number = 0;
        for (String set : List.of("dicom-variety", "dicom-geometry"))
            for (Pair pair : cleaned(set, Dates.REMOVE)) {
                if (number++ % EVERY != 0) continue;
                Path out = Files.write(folder.resolve("out.dcm"), pair.cleaned);
                Set<String> before = errors(dciodvfy, pair.source);
                if (before.stream().anyMatch(error -> error.contains("missing SOPClassUID"))) continue; // it could not read that at all
                for (String error : errors(dciodvfy, out)) if (!before.contains(error)) worse.add(pair.source + ": " + error);
            }
        assertThat(worse).isEmpty();
    }

    private static Set<String> errors(Foreign dciodvfy, Path file) throws Exception {
        Set<String> errors = new HashSet<>();
        for (String line : dciodvfy.attempt(file).errors().split("\n")) if (line.startsWith("Error")) errors.add(line.replaceAll("<[0-9.]{9,}>", "<UID>"));
        return errors;
    }
}
