package org.maskwright.fx.train;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.maskwright.fx.part.Notice;
import org.maskwright.fx.part.Reasons;
import org.maskwright.fx.part.Texts;
import org.maskwright.workflow.Train;
import org.maskwright.workflow.training.RunNote;

/// A new model is there: how good it is, and what could not be used.
final class MadePage extends VBox {
    MadePage(TrainingModel model, RunNote note, Train.Trained trained, double width, double height) {
        super(16);
        setId("made-page");
        Curves curves = new Curves(width, height);
        curves.show(model.curve().get(), model.labels().get());
        Label place = Texts.plain(note.out().toString(), "mono", "wrap");
        place.setMinHeight(USE_PREF_SIZE);
        VBox well = new VBox(place);
        well.getStyleClass().add("well");
        getChildren().addAll(Notice.good("The model " + trained.model().id() + " is there: " + trained.model().judged() + ". It stands in the list of models."), curves, well);
        for (String sentence : trained.leftOut()) getChildren().add(Texts.prose(sentence));
        for (String sentence : trained.notes()) getChildren().add(Texts.prose(sentence));
        Reasons reasons = new Reasons();
        reasons.show(trained.reasons());
        getChildren().add(reasons);
    }
}
