package org.maskwright.workflow.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.maskwright.format.FormatException;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.learn.LearningCurves;
import org.maskwright.learn.ModelCard;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.Models;
import org.maskwright.learn.ValidationScores;
import org.maskwright.measure.CaseScore;

/// A training as its folder tells it: its curve, and once it has ended its card and how it did on each validation case.
///
/// @param name of the folder, told apart from others by the folders above it
record Run(String name, Optional<ModelCard> card, List<LearningCurves.Point> curve, List<CaseScore> scores) {
    private static final String CARD = "card.json";
    private static final Pattern OPTION = Pattern.compile("--([a-z-]+)(?:[ =](\"[^\"]*\"|(?!--)\\S+))?");
    /// Options of a command that say where, not how.
    private static final Set<String> PLACES = Set.of("data", "out", "about", "id", "title", "resume", "validate", "networks");

    Run {
        curve = List.copyOf(curve);
        scores = List.copyOf(scores);
    }

    /// The trainings in `folders`: each itself, or else the folders right inside it.
    ///
    /// @throws FormatException if a folder holds none
    static List<Run> read(List<Path> folders) throws IOException, FormatException, ModelException {
        var found = new LinkedHashSet<Path>();
        for (Path given : folders) {
            Path folder = given.toAbsolutePath().normalize();
            List<Path> inside = isRun(folder) ? List.of(folder) : Files.isDirectory(folder) ? inside(folder) : List.of();
            if (inside.isEmpty()) throw FormatException.unexpected(FormatException.name(folder), "", "a folder of a training, with " + CARD + " or " + LearningCurves.TABLE + ", or of several", "none",
                    "Check the path " + folder + ".");
            found.addAll(inside);
        }
        var runs = new ArrayList<Run>();
        for (Path folder : found) {
            boolean alone = found.stream().filter(other -> FormatException.name(other).equals(FormatException.name(folder))).count() == 1;
            Path above = folder.getParent();
            String name = alone || above == null ? FormatException.name(folder) : FormatException.name(above) + "/" + FormatException.name(folder);
            Optional<ModelCard> card = Files.isRegularFile(folder.resolve(CARD)) ? Optional.of(Models.read(folder).card()) : Optional.empty();
            runs.add(new Run(name, card, LearningCurves.read(folder), card.isPresent() ? ValidationScores.read(folder) : List.of()));
        }
        return runs;
    }

    private static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(CARD)) || Files.isRegularFile(folder.resolve(LearningCurves.TABLE));
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (var folders = Files.list(folder)) {
            return folders.filter(Run::isRun).sorted().toList();
        }
    }

    /// How it was trained, by what each setting is called.
    Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        card.ifPresent(of -> {
            settings.put("network", of.architecture());
            settings.put("widths", of.recipe().widths().stream().map(String::valueOf).collect(Collectors.joining(", ")));
            settings.put("norm", word(of.recipe().normalisation()));
            settings.put("activation", word(of.recipe().activation()));
            settings.put("dropout", String.valueOf(of.recipe().dropout()));
            settings.put("residual", of.recipe().residual() ? "yes" : "no");
            settings.put("spacing, mm", spacing(of.spacingMm()));
            settings.put("patch", patch(of.patch()));
            settings.put("grey levels", String.valueOf(of.intensity()));
            settings.put("mirrored along", of.mirrorAxes().isEmpty() ? "nothing" : of.mirrorAxes().stream().map(axis -> "xyz".substring(axis, axis + 1)).collect(Collectors.joining(", ")));
            settings.put("data", of.data().name());
            settings.put("cases learnt from", String.valueOf(of.data().trainingCases().size()));
            settings.put("cases judging", String.valueOf(of.data().validationCases().size()));
            settings.put("epochs", String.valueOf(of.training().epochs()));
            settings.put("seed", String.valueOf(of.training().seed()));
            settings.put("precision", of.training().precision());
            settings.put("started from", of.training().startedFrom().isEmpty() ? "chance" : of.training().startedFrom());
            settings.put("labels mended", of.postProcessing().isEmpty() ? "no" : "yes");
            Matcher option = OPTION.matcher(of.training().command());
            while (option.find()) {
                String value = option.group(2);
                if (!PLACES.contains(option.group(1))) settings.putIfAbsent("--" + option.group(1), value == null ? "yes" : value.replace("\"", ""));
            }
        });
        return settings;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String spacing(Point mm) {
        return String.format(Locale.ROOT, "%.2f × %.2f × %.2f", mm.x(), mm.y(), mm.z());
    }

    private static String patch(Size size) {
        return size.x() + " × " + size.y() + " × " + size.z();
    }

    /// The settings in which `runs` differ, each with its value in every run; a dash where a run does not say.
    static Map<String, List<String>> differences(List<Run> runs) {
        return differing(runs.stream().map(Run::settings).toList());
    }

    static Map<String, List<String>> differing(List<Map<String, String>> runs) {
        var names = new LinkedHashSet<String>();
        runs.forEach(run -> names.addAll(run.keySet()));
        var differences = new LinkedHashMap<String, List<String>>();
        for (String name : names) {
            List<String> values = runs.stream().map(run -> run.getOrDefault(name, "–")).toList();
            if (values.stream().distinct().count() > 1) differences.put(name, values);
        }
        return differences;
    }

    /// The cases that judge it, in no order.
    Set<String> judges() {
        return scores.stream().map(CaseScore::caseId).collect(Collectors.toSet());
    }
}
