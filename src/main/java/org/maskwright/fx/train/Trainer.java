package org.maskwright.fx.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.workflow.FineTune;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Train;
import org.maskwright.workflow.Trainings;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.course.PastRun;
import org.maskwright.workflow.training.Onlooker;
import org.maskwright.workflow.training.RunNote;

/// The verbs of the training room.
public interface Trainer {
    /// Finds out what a model would learn from a project.
    ///
    /// @param replay where old data is; empty for where the model says
    Job<FineTune.Lesson> look(Path project, String replay);

    /// Teaches a model the project's corrections, from the first step or from where it was stopped.
    Job<FineTune.Tuned> teach(RunNote note, Onlooker onlooker);

    /// Trains a new model, from the first step or from where it was stopped.
    Job<Train.Trained> train(RunNote note, Onlooker onlooker);

    /// What was begun and can go on.
    Job<List<RunNote>> unfinished(Optional<Path> project);

    /// What was trained before, the one that learnt last in front.
    Job<List<PastRun>> past(Optional<Path> project);

    /// Models that a new one could begin with.
    Job<List<Trainings.Start>> starts(Optional<Path> project);

    /// Removes what was begun.
    Job<Path> giveUp(RunNote note);

    /// Makes a model the project's.
    Job<ModelShelf.Entry> use(Path project, ModelShelf.Entry model);

    /// Where the model goes that comes from `modelId` and a project.
    Path placeFor(Path project, String modelId);

    /// Where a new model goes.
    Path placeFor(String data);

    /// The workbench's own.
    static Trainer of(Workbench bench) {
        return new Trainer() {
            @Override
            public Job<FineTune.Lesson> look(Path project, String replay) {
                return bench.fineTune().look(FineTune.Request.of(project, Trainings.placeFor(project, "model")).withReplay(replay));
            }

            @Override
            public Job<FineTune.Tuned> teach(RunNote note, Onlooker onlooker) {
                return bench.fineTune().run(note, onlooker);
            }

            @Override
            public Job<Train.Trained> train(RunNote note, Onlooker onlooker) {
                return bench.train().train(note, onlooker);
            }

            @Override
            public Job<List<RunNote>> unfinished(Optional<Path> project) {
                return bench.trainings().unfinished(project);
            }

            @Override
            public Job<List<PastRun>> past(Optional<Path> project) {
                return bench.jobs().submit(JobRunner.Lane.READ, "Looking for trainings", _ -> PastRun.in(bench.trainings().places(project)));
            }

            @Override
            public Job<List<Trainings.Start>> starts(Optional<Path> project) {
                return bench.trainings().starts(project);
            }

            @Override
            public Job<Path> giveUp(RunNote note) {
                return bench.trainings().giveUp(note);
            }

            @Override
            public Job<ModelShelf.Entry> use(Path project, ModelShelf.Entry model) {
                return bench.fineTune().use(project, model);
            }

            @Override
            public Path placeFor(Path project, String modelId) {
                return Trainings.placeFor(project, modelId);
            }

            @Override
            public Path placeFor(String data) {
                return bench.trainings().placeFor(data);
            }
        };
    }
}
