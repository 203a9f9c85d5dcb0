package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.job.Progress;
import org.maskwright.volume.Volume;

/// The images of one case for a model that takes several: frames of one file, files named one after another, or files whose names end in
/// `_0000`, `_0001` and so on, as nnU-Net lays them out.
///
/// @param stem what the case is called
/// @param files in the order of the model's channels; one alone holds them all as its frames
/// @param numbered whether the files were found by the channels in their names
record CaseImages(String stem, List<Path> files, boolean numbered) {
    private static final Pattern CHANNEL = Pattern.compile("(.+)_(\\d{4})");

    CaseImages {
        files = List.copyOf(files);
    }

    /// @param files named by the user, in order
    static CaseImages of(List<Path> files) {
        return new CaseImages(caseOf(TrainingFolder.stem(files.getFirst().toAbsolutePath().normalize())), files, false);
    }

    private static String caseOf(String stem) {
        Matcher channel = CHANNEL.matcher(stem);
        return channel.matches() ? channel.group(1) : stem;
    }

    /// The cases in a folder, or the one that a file belongs to: with the others of its name where that ends in a channel.
    static List<CaseImages> in(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        Path absolute = path.toAbsolutePath().normalize();
        String one = TrainingFolder.stem(absolute);
        if (!folder && !CHANNEL.matcher(one).matches()) return List.of(new CaseImages(one, List.of(path), false));
        Path parent = folder ? path : absolute.resolveSibling(".").normalize();
        Map<String, List<Path>> cases = new TreeMap<>();
        try (var files = Files.list(parent)) {
            for (Path file : (Iterable<Path>) files.filter(f -> Formats.writes(FormatException.name(f))).sorted()::iterator) cases.computeIfAbsent(caseOf(TrainingFolder.stem(file)), _ -> new ArrayList<>()).add(file);
        }
        if (!folder) return List.of(new CaseImages(caseOf(one), cases.getOrDefault(caseOf(one), List.of(path)), true));
        return cases.entrySet().stream().map(entry -> new CaseImages(entry.getKey(), entry.getValue(), entry.getValue().stream().anyMatch(CaseImages::isNumbered))).toList();
    }

    private static boolean isNumbered(Path file) {
        return CHANNEL.matcher(TrainingFolder.stem(file)).matches();
    }

    /// For people.
    String input() {
        return files.size() == 1 ? files.getFirst().toString() : files.getFirst() + " and " + (files.size() - 1) + " more";
    }

    /// Reads them all.
    ///
    /// @param names of the images that the model takes
    /// @throws FormatException also if a channel is missing, or one file holds another number of frames
    List<Volume> volumes(List<String> names, Progress progress) throws IOException, FormatException {
        requireNumbered(names);
        List<Volume> volumes = new ArrayList<>();
        if (files.size() == 1) {
            Item item = Formats.open(files.getFirst(), Progress.NONE);
            int frames = item.image().asSeen().header().frames();
            if (frames != names.size()) throw FormatException.unexpected(FormatException.name(files.getFirst()), "", names.size() + " frames, one for each image that the model takes (" + String.join(", ", names) + ")",
                    String.valueOf(frames), "Name the case's images one after another, with commas between: --image A,B.");
            for (int i = 0; i < frames; i++) volumes.add(item.volume(i, progress.part((double) i / frames, (i + 1.0) / frames)));
            return volumes;
        }
        for (int i = 0; i < files.size(); i++) volumes.add(Formats.open(files.get(i), Progress.NONE).volume(progress.part((double) i / files.size(), (i + 1.0) / files.size())));
        return volumes;
    }

    /// Files found by their channel's number must be there from 0000 on, without a gap.
    private void requireNumbered(List<String> names) throws FormatException {
        if (!numbered) return;
        List<String> numbers = files.stream().map(file -> CHANNEL.matcher(TrainingFolder.stem(file))).map(channel -> channel.matches() ? channel.group(2) : "none").toList();
        List<String> expected = IntStream.range(0, names.size()).mapToObj(i -> String.format(Locale.ROOT, "%04d", i)).toList();
        if (!numbers.equals(expected)) throw FormatException.unexpected(stem, "", "channels " + String.join(", ", expected) + " (" + String.join(", ", names) + ")", String.join(", ", numbers),
                "Put a file for each channel beside the others.");
    }
}
