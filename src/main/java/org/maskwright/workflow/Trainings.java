package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.learn.Architectures;
import org.maskwright.learn.TrainingLoop;
import org.maskwright.learn.TrainingPlan;
import org.maskwright.workflow.training.RunNote;

/// Where trainings of the window lie, and which of them were begun and not ended. What is made from a project's cases stays in the
/// project, for it holds copies of its labels; other models stand with the user's own.
public final class Trainings {
    /// A kind of network that can be chosen.
    ///
    /// @param dimensions 2 or 3
    public record Network(String id, String name, int dimensions) {}

    /// A model at hand that a new one could begin with.
    ///
    /// @param model its id, or its folder
    /// @param name for people
    /// @param obstacle why it cannot be gone on from, as a sentence; empty if it can
    public record Start(String model, String name, String obstacle) {}

    private final JobRunner jobs;
    private final ModelShelf models;

    Trainings(JobRunner jobs, ModelShelf models) {
        this.jobs = jobs;
        this.models = models;
    }

    /// The networks that can be trained, in the order in which they are offered.
    public static List<Network> networks() {
        return Architectures.all().stream().map(one -> new Network(one.id(), one.name(), one.dimensions())).toList();
    }

    /// A folder that is not there yet, for the model that comes from `modelId`.
    public static Path placeFor(Path project, String modelId) {
        String stem = modelId.replaceFirst("-\\d+$", "");
        for (int n = 2; ; n++) {
            Path folder = ModelShelf.of(project).resolve(stem + "-" + n);
            if (isFree(folder)) return folder;
        }
    }

    /// Whether a training may begin there: nothing is there yet, or what was begun there never came to a first step.
    private static boolean isFree(Path folder) {
        return !Files.exists(folder) || RunNote.isIn(folder) && !TrainingLoop.canResume(folder);
    }

    /// A folder that is not there yet, for a new model.
    ///
    /// @param data what it learns from
    public Path placeFor(String data) {
        String name = data.replaceAll("[/\\\\]+$", "").replaceFirst(".*[/\\\\]", "").toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").replaceFirst("^[^a-z0-9]+", "");
        Path folder = models.places().getLast().resolve(name.isEmpty() ? "model" : name);
        for (int n = 2; !isFree(folder); n++) folder = folder.resolveSibling((name.isEmpty() ? "model" : name) + "-" + n);
        return folder;
    }

    /// Where trainings lie: those of a project, then those that every project knows.
    public List<Path> places(Optional<Path> project) {
        List<Path> places = new ArrayList<>();
        project.ifPresent(folder -> places.add(ModelShelf.of(folder)));
        places.addAll(models.places());
        return places;
    }

    /// The trainings that were begun and neither ended nor given up, the newest last: those of a project, and those of new models.
    public Job<List<RunNote>> unfinished(Optional<Path> project) {
        return jobs.submit(JobRunner.Lane.READ, "Looking for trainings", _ -> {
            List<Path> places = new ArrayList<>(List.of(models.places().getLast()));
            project.ifPresent(folder -> places.add(ModelShelf.of(folder)));
            List<RunNote> found = new ArrayList<>();
            for (Path place : places) notes(place, found);
            found.removeIf(note -> note.state() != RunNote.State.UNDER_WAY || !TrainingLoop.canResume(note.out()));
            return found;
        });
    }

    /// The models that a new one could begin with: a project's own first, then those that every project knows.
    public Job<List<Start>> starts(Optional<Path> project) {
        return jobs.submit(JobRunner.Lane.READ, "Looking for models", _ -> {
            Set<String> everywhere = models.list().models().stream().map(ModelShelf.Entry::sha256).collect(Collectors.toSet());
            List<Start> starts = new ArrayList<>();
            for (ModelShelf.Entry entry : project.map(models::list).orElseGet(models::list).models()) {
                String name = everywhere.contains(entry.sha256()) ? entry.id() : entry.folder().toAbsolutePath().normalize().toString();
                starts.add(new Start(name, entry.name().equals(entry.id()) ? entry.id() : entry.name() + " (" + entry.id() + ")", models.obstacleToTraining(entry)));
            }
            return starts;
        });
    }

    private static void notes(Path place, List<RunNote> found) throws IOException {
        if (!Files.isDirectory(place)) return;
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(place, RunNote::isIn)) {
            inside.forEach(folders::add);
        }
        folders.sort(Comparator.naturalOrder());
        for (Path folder : folders) {
            try {
                found.add(RunNote.read(folder));
            } catch (FormatException e) {
                continue; // one that nobody can read can nobody go on with
            }
        }
    }

    /// Gives a training up: what it had made is removed.
    public Job<Path> giveUp(RunNote note) {
        return jobs.submit(JobRunner.Lane.DISK, "Removing a training", _ -> {
            for (Path folder : List.of(FrozenCase.folder(note.out()), note.out().resolve(TrainingPlan.LAST), note.out())) {
                if (!Files.isDirectory(folder)) continue;
                try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, Files::isRegularFile)) {
                    for (Path file : inside) AtomicFile.remove(file);
                }
                AtomicFile.remove(folder);
            }
            return note.out();
        });
    }
}
