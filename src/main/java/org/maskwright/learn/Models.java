package org.maskwright.learn;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The models at hand: every folder with a card inside one of the places to look in.
///
/// @param places folders of models, the first the one whose models win where ids are equal
/// @param agreementKey file that seals what programs from elsewhere this user agreed to run; without it none is run
public record Models(List<Path> places, Optional<Path> agreementKey) {
    /// The file of a model's folder that holds its weights.
    public static final String WEIGHTS = ModelFolder.WEIGHTS;
    /// The file of a model's folder that says what it is.
    public static final String CARD = ModelFolder.CARD;

    public Models {
        places = List.copyOf(places);
    }

    /// Without programs from elsewhere.
    public Models(List<Path> places) {
        this(places, Optional.empty());
    }

    /// What was found.
    ///
    /// @param models by id, each id once
    /// @param problems one sentence for each folder whose card cannot be read
    public record Listing(List<Model> models, List<String> problems) {
        public Listing {
            models = List.copyOf(models);
            problems = List.copyOf(problems);
        }

        public Optional<Model> find(String id) {
            return models.stream().filter(model -> model.card().id().equals(id)).findFirst();
        }
    }

    /// Looks anew. Reads cards only; weights are read and checked when a model is used.
    public Listing list() {
        var models = new ArrayList<Model>();
        var problems = new ArrayList<String>();
        for (Path place : places) {
            for (Path folder : foldersWithCards(place, problems)) {
                try {
                    Model model = ModelFolder.read(folder, agreementKey.map(Agreement::new));
                    if (models.stream().noneMatch(known -> known.card().id().equals(model.card().id()))) models.add(model);
                } catch (ModelException e) {
                    problems.add(String.valueOf(e.getMessage()));
                }
            }
        }
        models.sort(Comparator.comparing(model -> model.card().id()));
        return new Listing(models, problems);
    }

    /// The model of this id, or in this folder.
    ///
    /// @throws ModelException if there is neither, saying which there are
    public Model get(String idOrFolder) throws ModelException {
        Listing listing = list();
        Optional<Model> byId = listing.find(idOrFolder);
        if (byId.isPresent()) return byId.get();
        try {
            Path folder = Path.of(idOrFolder);
            if (Files.isDirectory(folder)) return ModelFolder.read(folder, agreementKey.map(Agreement::new));
        } catch (InvalidPathException e) {
            // No path, so only an id could have been meant; said below.
        }
        throw new ModelException("there is no model '" + idOrFolder + "'. Known are: "
                + (listing.models().isEmpty() ? "none" : String.join(", ", listing.models().stream().map(model -> model.card().id()).toList()))
                + "; or give a model's folder.");
    }

    /// The model in this very folder.
    ///
    /// @throws ModelException if it holds no readable card
    public static Model read(Path folder) throws ModelException {
        return ModelFolder.read(folder, Optional.empty());
    }

    private static List<Path> foldersWithCards(Path place, List<String> problems) {
        var folders = new ArrayList<Path>();
        if (!Files.isDirectory(place)) return folders;
        if (Files.exists(place.resolve(ModelFolder.CARD))) folders.add(place);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
            for (Path entry : entries) {
                if (Files.exists(entry.resolve(ModelFolder.CARD))) folders.add(entry);
            }
        } catch (IOException e) {
            problems.add(place + ": cannot be read: " + e.getMessage());
        }
        folders.sort(Comparator.naturalOrder());
        return folders;
    }
}
