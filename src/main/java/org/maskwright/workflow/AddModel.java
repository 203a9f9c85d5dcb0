package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.learn.ForeignModels;
import org.maskwright.learn.Model;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.foreign.ForeignException;
import org.maskwright.learn.foreign.ForeignFile;
import org.maskwright.learn.foreign.Form;
import org.maskwright.learn.foreign.WeightsFile;
import org.maskwright.learn.torch.Weights;
import org.maskwright.store.DataHome;

/// Takes a network from elsewhere among the user's own models: first looks into it, and runs it only once the user has agreed.
public final class AddModel {
    private final JobRunner jobs;
    private final DataHome home;
    private final ModelShelf models;
    private final Clock clock;

    AddModel(JobRunner jobs, DataHome home, ModelShelf models, Clock clock) {
        this.jobs = jobs;
        this.home = home;
        this.models = models;
        this.clock = clock;
    }

    /// What must be known of a network; texts as the command line's options of the same names take them, empty where not known.
    public record Details(String id, String title, String modality, String labels, String spacing, String patch, String intensity, String axes, String scores, String channels) {
        public static final Details NONE = new Details("", "", "", "", "", "", "", "", "", "");

        private static Details of(Form form) {
            return new Details(form.id(), form.title(), form.modality(), form.labels(), form.spacing(), form.patch(), form.intensity(), form.axes(), form.scores(), form.channels());
        }

        private Form form() {
            return new Form(id, title, modality, labels, spacing, patch, intensity, axes, scores, channels);
        }
    }

    /// What a file or folder holds. Nothing of it has run.
    public sealed interface Found permits Look, LooseWeights {
        /// What the user should know of it.
        List<String> facts();
    }

    /// Weights alone: numbers, of which nothing can run.
    ///
    /// @param id that their file's name suggests
    /// @param models at hand whose network they are for; the chosen one says all else
    public record LooseWeights(Path path, List<String> facts, String id, String title, List<ModelShelf.Entry> models) implements Found {
        public LooseWeights {
            facts = List.copyOf(facts);
            models = List.copyOf(models);
        }
    }

    /// A program, in a file or a bundle, that was looked into.
    public static final class Look implements Found {
        private final ForeignFile file;

        private Look(ForeignFile file) {
            this.file = file;
        }

        /// What the user should know before agreeing.
        @Override
        public List<String> facts() {
            return file.facts();
        }

        /// Why it will not be run, whatever the user says; empty if it may be.
        public List<String> refusals() {
            return file.refusals();
        }

        /// What was taken from the metadata.
        public List<String> understood() {
            return file.understood();
        }

        /// Steps of the bundle that would be left out.
        public List<String> notUnderstood() {
            return file.notUnderstood();
        }

        /// What the metadata say.
        public Details details() {
            return Details.of(file.form());
        }

        /// `said`, and what the metadata say where that is empty.
        public Details with(Details said) {
            return Details.of(file.form().with(said.form()));
        }

        /// The details that must be given and are not, with an example of each.
        public Map<String, String> missing(Details said) {
            return file.form().with(said.form()).missing();
        }
    }

    /// Looks into a TorchScript file or a MONAI bundle, without running anything of it.
    public Job<Look> look(Path path) {
        return looking(path, () -> new Look(ForeignFile.look(path)));
    }

    /// As above, or into weights alone.
    public Job<Found> lookInto(Path path) {
        return looking(path, () -> {
            Optional<Weights> weights = WeightsFile.find(path);
            return weights.isPresent() ? loose(path, weights.get()) : new Look(ForeignFile.look(path));
        });
    }

    private interface Looking<F> {
        F look() throws ForeignException, IOException;
    }

    private <F> Job<F> looking(Path path, Looking<F> looking) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Looking into " + path.getFileName(), _ -> {
            try {
                return looking.look();
            } catch (ForeignException e) {
                throw new ModelException(String.valueOf(e.getMessage()), e);
            }
        });
    }

    private LooseWeights loose(Path path, Weights weights) {
        Form named = ForeignFile.named(path);
        String what = String.format(Locale.ROOT, "%s: weights alone, %,d numbers in %d tensors. They are no program: nothing of them runs.", path.getFileName(), weights.count(), weights.tensors().size());
        return new LooseWeights(path, List.of(what), named.id(), named.title(), models.whoseNetworkIs(weights));
    }

    /// Agrees to run what was looked into, tries it once on zeros, and puts it among the user's models. Called only once the user has seen
    /// [Look#facts] and said yes.
    ///
    /// @param leaveOut whether to go on without the steps that were not understood
    public Job<ModelShelf.Entry> agreeAndAdd(Look look, Details said, boolean leaveOut) {
        return jobs.submit(JobRunner.Lane.ENGINE, "Adding a model", progress -> add(look, said, leaveOut, progress));
    }

    /// Makes a model of weights alone (safetensors, or a state dict of PyTorch's), for the same network as that of a model at hand. Nothing runs.
    ///
    /// @param like that model's id or folder; it also says spacing, grey levels and labels
    public Job<ModelShelf.Entry> addWeights(Path path, String like, String id, String title) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Adding weights", _ -> {
            Model model = ForeignModels.addWeights(path, models.get(like), id, title, home.models(), clock.instant());
            return ModelShelf.entry(model.card(), model.folder());
        });
    }

    private ModelShelf.Entry add(Look look, Details said, boolean leaveOut, Progress progress) throws ModelException, IOException {
        Model model = ForeignModels.add(look.file, look.file.form().with(said.form()), leaveOut, home.models(), home.agreementKey(), clock.instant(), progress);
        return ModelShelf.entry(model.card(), model.folder());
    }
}
