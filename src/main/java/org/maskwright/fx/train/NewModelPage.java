package org.maskwright.fx.train;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.project.Places;
import org.maskwright.workflow.Trainings;

/// A new model from a folder of labelled cases: what to learn from, with which network, and, on demand, how.
final class NewModelPage extends VBox {
    private static final int EPOCHS = 100;
    private static final double MINUTES = 60;

    private final Limits limits = new Limits(EPOCHS, MINUTES);
    private final Wish wish;
    private final MenuButton kinds = Buttons.named(new MenuButton(), "train-network");
    private final WishDetails details;
    private Trainings.Network network = Trainings.networks().getFirst();

    /// @param folder that is suggested; may be empty
    NewModelPage(String folder, Places places) {
        super(12);
        wish = new Wish(folder);
        TextField data = new TextField(folder);
        data.setId("train-data");
        data.setPromptText("a folder as nnU-Net or the Decathlon lay it out, or with images and labels in it");
        data.textProperty().addListener((o, was, is) -> wish.learnFrom(is));
        HBox.setHgrow(data, Priority.ALWAYS);
        HBox where = new HBox(8, data, Buttons.soft("Choose…", () -> places.folder("Labelled cases to learn from", Optional.empty()).ifPresent(chosen -> data.setText(chosen.toString()))));
        where.setAlignment(Pos.CENTER_LEFT);
        kinds.setText(network.name());
        kinds.getStyleClass().add("soft");
        for (Trainings.Network one : Trainings.networks()) {
            MenuItem item = new MenuItem(one.name());
            item.setOnAction(e -> {
                network = one;
                wish.useNetwork(one.id());
                kinds.setText(one.name());
            });
            kinds.getItems().add(item);
        }
        details = new WishDetails(wish, places, this::beginWith);
        details.setVisible(false);
        details.setManaged(false);
        HBox fold = new HBox(Buttons.named(Buttons.link("Details", () -> {
            details.setVisible(!details.isVisible());
            details.setManaged(details.isVisible());
        }), "train-details"));
        getChildren().addAll(Texts.prose("A new model learns from these cases, and the last fifth of them, by number, is kept to judge it, unless the details say otherwise. A case that cannot be used is named and left out."),
                Limits.titled("Labelled cases", where), Limits.titled("Network", kinds), Limits.titled("It ends after", limits), fold, details);
    }

    /// The network of a model to begin with is that model's own.
    private void beginWith(Optional<Trainings.Start> start) {
        wish.beginWith(start.map(Trainings.Start::model).orElse(""));
        kinds.setText(start.isPresent() ? "the model’s own" : network.name());
        kinds.setDisable(start.isPresent());
    }

    /// Offers models to begin with.
    void offer(List<Trainings.Start> starts) {
        details.offer(starts);
    }

    Wish wish() {
        return wish;
    }

    int epochs() {
        return limits.epochs();
    }

    double minutes() {
        return limits.minutes();
    }
}
