package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import org.maskwright.format.FormatException;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.Ensemble;
import org.maskwright.learn.ForeignModels;
import org.maskwright.learn.Model;
import org.maskwright.learn.ModelCard;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.Models;
import org.maskwright.learn.foreign.Program;
import org.maskwright.learn.torch.Weights;
import org.maskwright.learn.uncertainty.Offer;
import org.maskwright.store.DataHome;
import org.maskwright.workflow.training.RunNote;

/// Where models are looked for, and what is known of each.
public final class ModelShelf {
    /// A model that can be asked.
    ///
    /// @param modality of the scans it knows; empty for any
    /// @param sha256 of its weights
    /// @param dice on cases it never learnt from, by label value
    /// @param meanDice of these; empty if it was not validated
    /// @param images of a case that it takes, in order; one as a rule
    /// @param origin of a network that came as a program from elsewhere; empty for those that our own code draws
    /// @param mending what its card has done to each label of a proposal, a line each; empty if nothing
    /// @param mirroredLooks how often it looks at a tile that it also looks at mirrored; 1 if it never learnt from mirrored cases
    /// @param mirrored whether it proposes from those looks unless it is asked otherwise
    /// @param drops whether it learnt with dropout
    /// @param judgedBefore whether `dice` is of the model that it went on from: itself it learnt from every case
    public record Entry(String id, String name, Path folder, String modality, LabelTable labels, String sha256, Map<Integer, Double> dice,
            OptionalDouble meanDice, List<String> images, String origin, List<String> mending, int mirroredLooks, boolean mirrored, boolean drops, boolean judgedBefore) {
        public Entry {
            images = List.copyOf(images);
            mending = List.copyOf(mending);
        }

        /// How well it does, as the end of a sentence.
        public String judged() {
            if (meanDice.isEmpty()) return "not judged by any case";
            return String.format(Locale.ROOT, "mean Dice %.3f on cases it had not seen", meanDice.getAsDouble()) + (judgedBefore ? ", before it learnt from those, too" : "");
        }

        /// Why it cannot propose together with `leader`, as a sentence; empty if it can.
        public String obstacleWith(Entry leader) {
            if (sha256.equals(leader.sha256())) return "Its weights are those of " + leader.name() + ".";
            return Ensemble.sameLabels(leader.labels(), labels) ? "" : "Its labels are not those of " + leader.name() + ".";
        }

        /// What a measure of how sure it is needs and it does not offer, and what would help; empty if it can be asked.
        ///
        /// @param measure an id of [LookAgain#measures]
        /// @param others models that look, too
        public String missing(String measure, int others) {
            return LookAgain.measure(measure).missing(new Offer(mirroredLooks - 1, drops, others));
        }

        /// Whether a project means it: by its id, or by its folder.
        public boolean isNamed(String idOrFolder) {
            return id.equals(idOrFolder) || folder.toAbsolutePath().normalize().toString().equals(idOrFolder);
        }
    }

    /// What was found.
    ///
    /// @param problems a sentence for each folder that should hold a model and does not
    public record Listing(List<Entry> models, List<String> problems) {
        public Listing {
            models = List.copyOf(models);
            problems = List.copyOf(problems);
        }
    }

    private final List<Path> places;
    private final Optional<Path> agreementKey;

    /// A shelf of which no program from elsewhere is run.
    ///
    /// @param places folders of models; where ids are equal the earlier place wins
    public ModelShelf(List<Path> places) {
        this(places, Optional.empty());
    }

    private ModelShelf(List<Path> places, Optional<Path> agreementKey) {
        this.places = List.copyOf(places);
        this.agreementKey = agreementKey;
    }

    /// This shelf for a user who may have agreed to run programs from elsewhere.
    ModelShelf agreedBy(DataHome home) {
        return new ModelShelf(places, Optional.of(home.agreementKey()));
    }

    /// What `-Dmaskwright.models` names, `models` where the program was started, and the user's own.
    public static ModelShelf of(Properties properties, DataHome home) {
        List<Path> places = new ArrayList<>();
        String shipped = properties.getProperty("maskwright.models", "");
        if (!shipped.isBlank()) places.add(Path.of(shipped));
        places.add(Path.of("models"));
        places.add(home.models());
        return new ModelShelf(places);
    }

    /// The models whose network `weights` are for.
    List<Entry> whoseNetworkIs(Weights weights) {
        return new Models(places, agreementKey).list().models().stream().filter(model -> ForeignModels.fits(model.card(), weights)).map(model -> entry(model.card(), model.folder())).toList();
    }

    /// Looks anew, at cards alone.
    public Listing list() {
        Models.Listing found = new Models(places, agreementKey).list();
        return new Listing(found.models().stream().map(model -> entry(model.card(), model.folder())).toList(), found.problems());
    }

    /// Where the models lie that were made from a project's cases.
    static Path of(Path project) {
        return project.resolve("models");
    }

    /// Looks anew, in a project first: its own models are listed beside those of everywhere, but for the refused.
    public Listing list(Path project) {
        Models.Listing own = new Models(List.of(of(project))).list();
        Listing everywhere = list();
        List<Entry> all = new ArrayList<>();
        List<String> problems = new ArrayList<>(own.problems());
        for (Model model : own.models()) if (isOffered(model.folder(), problems)) all.add(entry(model.card(), model.folder()));
        all.addAll(everywhere.models());
        problems.addAll(everywhere.problems());
        return new Listing(all, problems);
    }

    private static boolean isOffered(Path folder, List<String> problems) {
        try {
            return !RunNote.isIn(folder) || RunNote.read(folder).state() == RunNote.State.DONE;
        } catch (IOException | FormatException e) {
            problems.add(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /// How a project names a model: by its id where it is on the shelf, else by its folder.
    String nameOf(Entry model) {
        return list().models().stream().anyMatch(entry -> entry.sha256().equals(model.sha256())) ? model.id() : model.folder().toAbsolutePath().normalize().toString();
    }

    /// Why training cannot go on from a model, as a sentence; empty if it can.
    String obstacleToTraining(Entry model) {
        if (model.origin().isEmpty()) return "";
        try {
            get(model.folder().toString()).requireTrainable();
            return "";
        } catch (ModelException e) {
            return Trouble.sentence(e);
        }
    }

    /// The model of this id, or in this folder.
    ///
    /// @throws ModelException if there is neither, saying which there are
    public Model get(String idOrFolder) throws ModelException {
        return new Models(places, agreementKey).get(idOrFolder);
    }

    /// The models of `a,b,c`, each an id or a folder; a folder's own name may hold commas.
    ///
    /// @throws ModelException if there is one that is none of these
    List<Model> getAll(String idsOrFolders) throws ModelException {
        if (!idsOrFolders.contains(",") || Files.isDirectory(Path.of(idsOrFolders))) return List.of(get(idsOrFolders));
        List<Model> all = new ArrayList<>();
        for (String one : idsOrFolders.split(",", -1)) all.add(get(one.strip()));
        return all;
    }

    static Entry entry(ModelCard card, Path folder) {
        return new Entry(card.id(), card.name(), folder, card.modality(), card.labels(), card.sha256(), card.validation().dice(),
                card.validation().meanDice(), card.images(), card.program().map(Program::origin).orElse(""), card.postProcessing().words(card.labels()), card.mirroredLooks(), card.isMirrored(),
                card.recipe().dropout() > 0, !card.validation().before().isEmpty());
    }

    /// The folders that are looked into.
    public List<Path> places() {
        return places;
    }
}
