package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.DicomOutput;
import org.maskwright.format.dicom.data.FileBytes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.deid.Dates;
import org.maskwright.format.dicom.deid.Deidentifier;
import org.maskwright.format.dicom.deid.Secret;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;

/// Writes DICOM files without the patient in them, into a folder of their own, and records that they left.
public final class Deidentify {
    /// The word for it on the command line and in the ledger.
    public static final String VERB = "deidentify";

    /// How many series are shown before they leave.
    private static final int MOST_MIDDLES = 4;

    private static final Pattern PSEUDONYM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");

    /// What becomes of dates.
    public enum DateChoice {
        /// They are taken out.
        REMOVE,
        /// All dates of a patient are moved by one number of days, one to ten years back.
        SHIFT
    }

    /// How it is done.
    ///
    /// @param pseudonym what the patient is called; of several patients the first `NAME-1` and so on. Empty for one made from the
    ///     ledger's key, the same for the same patient at every export
    public record Options(DateChoice dates, String pseudonym) {
        public static final Options STRICT = new Options(DateChoice.REMOVE, "");

        public Options {
            if (!pseudonym.isEmpty() && !PSEUDONYM.matcher(pseudonym).matches())
                throw new IllegalArgumentException("a pseudonym is up to 32 letters, digits, dots, dashes and underscores, got '" + pseudonym + "'");
        }
    }

    /// What is to leave.
    ///
    /// @param path a DICOM file, or a folder with all in it
    /// @param seriesUid of which series alone; empty for all
    public record Source(Path path, String seriesUid) {
        /// All that is in `path`.
        public static Source all(Path path) {
            return new Source(path, "");
        }
    }

    /// What somebody should see before it leaves.
    ///
    /// @param files how many would be passed on, of how many patients
    /// @param leftOut whole sentences on files that would not
    /// @param warnings whole sentences on why there may be writing in the pictures
    /// @param middles middle slices of some of its series, where they can be read
    public record Preview(int files, int patients, List<String> leftOut, List<String> warnings, List<Glimpse> middles) {
        public Preview {
            leftOut = List.copyOf(leftOut);
            warnings = List.copyOf(warnings);
            middles = List.copyOf(middles);
        }
    }

    /// What was written.
    ///
    /// @param folder absolute; in it a folder a patient, in that a folder a series
    /// @param pseudonyms of the patients
    /// @param leftOut whole sentences on files that were not passed on
    /// @param warnings whole sentences on what somebody should look at before the files go out of the house
    public record Result(Path folder, int files, List<String> pseudonyms, List<String> leftOut, List<String> warnings) {
        public Result {
            pseudonyms = List.copyOf(pseudonyms);
            leftOut = List.copyOf(leftOut);
            warnings = List.copyOf(warnings);
        }
    }

    private final JobRunner jobs;
    private final Ledger ledger;

    Deidentify(JobRunner jobs, Ledger ledger) {
        this.jobs = jobs;
        this.ledger = ledger;
    }

    /// The series that the scan of `session` came from; nothing if it did not come from DICOM.
    public Job<Optional<Source>> seriesOf(CaseSession session) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Looking where the scan comes from", _ -> DicomLabels.source(session.files().source()));
    }

    /// Looks at what would leave, and writes nothing.
    ///
    /// The job fails with a sentence if there is nothing to pass on.
    public Job<Preview> look(Source in) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Looking at " + FormatException.name(in.path), progress -> {
            Passing passing = new Passing(new Secret(ledger.key()), Dates.REMOVE, "");
            List<Path> candidates = passing.choose(in, progress.part(0, 0.7));
            return new Preview(candidates.size(), passing.names.size(), passing.leftOut, passing.seen(), middles(in, progress.part(0.7, 1)));
        });
    }

    private static List<Glimpse> middles(Source in, Progress progress) throws IOException {
        List<Glimpse> middles = new ArrayList<>();
        try {
            for (Item item : Formats.describe(in.path, progress).items()) {
                boolean meant = in.seriesUid.isEmpty() || item.where().seriesUid().equals(in.seriesUid);
                if (meant && item.isOwn() && item.header().kind() != ImageHeader.Kind.LABELS && middles.size() < MOST_MIDDLES) middles.add(Glimpse.read(item, item.header().size().z() / 2, progress));
            }
        } catch (FormatException e) {
            return middles; // what has no picture can leave, too: plans, for one
        }
        return middles;
    }

    /// Goes through the DICOM files of `in` and writes what they become into `out`, whole or not at all.
    ///
    /// The job fails with a sentence if `out` holds files already, or there is nothing to pass on.
    public Job<Result> run(Source in, Path out, Options options) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "De-identifying into " + FormatException.name(out), progress -> write(in, out, options, progress));
    }

    /// As [#run(Source, Path, Options)], with all that is in `in`.
    public Job<Result> run(Path in, Path out, Options options) {
        return run(Source.all(in), out, options);
    }

    private Result write(Source in, Path out, Options options, Progress progress) throws IOException, FormatException {
        WriteImage.requireEmpty(out);
        Dates dates = switch (options.dates) {
            case REMOVE -> Dates.REMOVE;
            case SHIFT -> Dates.SHIFT;
        };
        Passing passing = new Passing(new Secret(ledger.key()), dates, options.pseudonym);
        List<Path> candidates = passing.choose(in, progress.part(0, 0.2));
        passing.name();
        int[] passed = {0};
        WriteImage.folder(out, folder -> {
            for (int i = 0; i < candidates.size(); i++) {
                progress.at(0.2 + 0.7 * i / candidates.size(), "Writing file " + (i + 1) + " of " + candidates.size());
                if (passing.pass(candidates.get(i), folder)) passed[0]++;
            }
            if (passed[0] == 0) throw FormatException.of(FormatException.name(in.path), "", "none of its files can be passed on. The first: " + passing.leftOut.getFirst(), "");
            progress.at(0.9, "Entering it in the ledger");
            ledger.record(VERB, folder, out, passing.pseudonyms(), List.of("DICOM PS3.15 basic profile", options.dates == DateChoice.SHIFT ? "dates shifted" : "dates removed"));
        });
        return new Result(out.toAbsolutePath().normalize(), passed[0], passing.pseudonyms(), passing.leftOut, passing.warnings());
    }

    private static List<Path> files(Path in) throws IOException {
        if (Files.isRegularFile(in)) return List.of(in);
        try (Stream<Path> walk = Files.walk(in)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /// One export on its way: who is called what, and where the files go.
    private static final class Passing {
        private final Secret secret;
        private final Deidentifier deidentifier;
        private final String chosen;
        private final List<String> leftOut = new ArrayList<>();
        /// Who is whom; the keys name patients and never leave this class.
        private final Map<String, String> names = new LinkedHashMap<>();
        private final Map<String, String> seriesFolders = new HashMap<>();
        private final Map<String, Integer> seriesOf = new HashMap<>(), filesOf = new HashMap<>();
        private final TreeMap<String, List<String>> warned = new TreeMap<>();
        /// Why there may be writing in pictures that were looked at, and in how many.
        private final TreeMap<String, Integer> doubtful = new TreeMap<>();

        Passing(Secret secret, Dates dates, String chosen) {
            this.secret = secret;
            this.deidentifier = new Deidentifier(secret, dates);
            this.chosen = chosen;
        }

        /// The files that are to be passed on.
        List<Path> choose(Source in, Progress progress) throws IOException, FormatException {
            String name = FormatException.name(in.path);
            if (!Files.exists(in.path)) throw FormatException.of(name, "", "there is no such file or folder.", "Check the path " + in.path.toAbsolutePath() + ".");
            List<Path> files = files(in.path), chosen = new ArrayList<>();
            for (int i = 0; i < files.size(); i++) {
                progress.at((double) i / files.size(), "Looking at file " + (i + 1) + " of " + files.size());
                if (look(files.get(i), in.seriesUid)) chosen.add(files.get(i));
            }
            if (chosen.isEmpty()) throw FormatException.unexpected(name, "", "DICOM images", leftOut.isEmpty() ? "none" : leftOut.getFirst(), "Choose another file or folder.");
            return chosen;
        }

        /// Whether `file` is to be passed on.
        private boolean look(Path file, String seriesUid) throws IOException {
            String name = FormatException.name(file);
            try (FileBytes bytes = FileBytes.open(file)) {
                byte[] first = new byte[256];
                if (DicomFile.recognize(Arrays.copyOf(first, bytes.read(0, first, 0, first.length))) == 0) return false;
                DicomFile dicom = DicomFile.open(bytes);
                if (!seriesUid.isEmpty() && !dicom.attributes().getString(Tag.SeriesInstanceUID, "").equals(seriesUid)) return false;
                Optional<String> refusal = Deidentifier.refusal(dicom);
                refusal.ifPresent(why -> leftOut.add(name + ": " + why));
                if (refusal.isPresent()) return false;
                names.putIfAbsent(Deidentifier.patient(dicom.attributes()), "");
                Deidentifier.warning(dicom).ifPresent(why -> doubtful.merge(why, 1, Integer::sum));
                return true;
            } catch (FormatException e) {
                leftOut.add(String.valueOf(e.getMessage()));
                return false;
            }
        }

        /// Gives everybody a name.
        void name() {
            int[] count = {0};
            int all = names.size();
            names.replaceAll((patient, _) -> chosen.isEmpty() ? secret.pseudonym(patient) : all == 1 ? chosen : chosen + "-" + ++count[0]);
        }

        /// The names of those of whom something was passed on.
        List<String> pseudonyms() {
            return names.values().stream().filter(seriesOf::containsKey).toList();
        }

        /// Writes what becomes of a file; of one that turns out to be broken further down nothing is written.
        boolean pass(Path from, Path folder) throws IOException {
            try {
                write(from, folder);
                return true;
            } catch (FormatException e) {
                leftOut.add(String.valueOf(e.getMessage()));
                return false;
            }
        }

        private void write(Path from, Path folder) throws IOException, FormatException {
            try (DicomFile dicom = DicomFile.open(from)) {
                String pseudonym = names.getOrDefault(Deidentifier.patient(dicom.attributes()), "");
                if (pseudonym.isEmpty()) throw FormatException.of(FormatException.name(from), "", "it was changed while it was read.", "Try again.");
                String series = seriesFolders.computeIfAbsent(pseudonym + " " + dicom.attributes().getString(Tag.SeriesInstanceUID, ""),
                        _ -> String.format(Locale.ROOT, "series-%03d", seriesOf.merge(pseudonym, 1, Integer::sum)));
                Path target = folder.resolve(pseudonym).resolve(series);
                String name = String.format(Locale.ROOT, "%05d.dcm", filesOf.merge(target.toString(), 1, Integer::sum));
                Attributes clean = deidentifier.clean(dicom, pseudonym);
                WriteImage.into(target).file(name, out -> DicomOutput.write(clean, dicom.copySyntax(), out));
                Deidentifier.warning(dicom).ifPresent(why -> warned.computeIfAbsent(why, _ -> new ArrayList<>()).add(pseudonym + "/" + series + "/" + name));
            }
        }

        List<String> seen() {
            List<String> seen = new ArrayList<>();
            doubtful.forEach((why, files) -> seen.add((files == 1 ? "One file: " : files + " files: ") + why));
            return seen;
        }

        List<String> warnings() {
            List<String> warnings = new ArrayList<>();
            warned.forEach((why, files) -> warnings.add(files.getFirst() + (files.size() == 1 ? "" : " and " + (files.size() - 1) + " more") + ": " + why + " Look at it before it goes out."));
            return warnings;
        }
    }
}
