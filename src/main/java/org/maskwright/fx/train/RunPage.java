package org.maskwright.fx.train;

import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.maskwright.fx.part.Figures;
import org.maskwright.fx.part.Notice;
import org.maskwright.fx.part.Reasons;
import org.maskwright.fx.part.Texts;
import org.maskwright.label.LabelTable;
import org.maskwright.render.Raster;
import org.maskwright.workflow.training.Onlooker;
import org.maskwright.workflow.training.RunNote;
import org.maskwright.workflow.training.WorstSlice;

/// A run under way: how far it is and how long it takes, its curve as it grows, and the cases on which it does worst.
final class RunPage extends VBox {
    private static final double CURVES = 172, WORST_HEIGHT = WorstSlice.SIDE + 24;

    private final TrainingModel model;
    private final Label epoch = Texts.plain("", "strong"), left = Texts.plain("", "muted"), doing = Texts.plain(" ", "small", "muted");
    private final ProgressBar bar = new ProgressBar(0);
    private final StackPane notice = new StackPane();
    private final Curves curves;
    private final HBox worst = new HBox(12);
    private final Reasons reasons = new Reasons();
    private final ChangeListener<Object> changed = (o, was, is) -> showWhatGrew();

    RunPage(TrainingModel model, double width) {
        super(12);
        this.model = model;
        setId("run-page");
        epoch.setId("run-epoch");
        left.setId("run-left");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setId("run-bar");
        HBox head = new HBox(8, epoch, Texts.spring(), left);
        head.setAlignment(Pos.BASELINE_LEFT);
        curves = new Curves(width, CURVES);
        worst.setMinHeight(WORST_HEIGHT);
        worst.setId("run-worst");
        left.textProperty().bind(model.timeLeft());
        getChildren().addAll(new VBox(8, head, bar, doing), notice, curves,
                new VBox(6, Texts.plain("Where it does worst, with its Dice there: the truth filled, what the model proposes as a line", "setting-title"), worst), reasons);
        notice.setManaged(false);
        List.of(model.curve(), model.worst(), model.labels(), model.reasons()).forEach(one -> one.addListener(changed));
        showWhatGrew();
    }

    /// It is shown no longer.
    void leave() {
        left.textProperty().unbind();
        List.of(model.curve(), model.worst(), model.labels(), model.reasons()).forEach(one -> one.removeListener(changed));
    }

    void show(TrainingState state) {
        switch (state) {
            case TrainingState.Running(RunNote note, double fraction, String what, boolean stopping) -> {
                head(note);
                bar.setProgress(Double.isNaN(fraction) ? 0 : fraction);
                doing.setManaged(true);
                doing.setText(stopping ? "Stopping at the next step…" : model.isEndingEarly() ? "Ends after this epoch: " + what : what);
                tell(model.remarks().get().stream().skip(Math.max(0, model.remarks().get().size() - 1)).map(Notice::doubtful).toList());
            }
            case TrainingState.Paused(RunNote note) -> {
                head(note);
                doing.setManaged(false);
                doing.setText("");
                tell(List.of(Notice.good("Paused, and every step is kept: go on now, or at any later start of the program.")));
            }
            case TrainingState.Failed(RunNote note, String sentence) -> {
                head(note);
                doing.setManaged(false);
                doing.setText("");
                tell(List.of(Notice.bad(sentence)));
            }
            case TrainingState.Idle _, TrainingState.Judged _, TrainingState.Made _ -> {}
        }
    }

    private void tell(List<Notice> what) {
        if (what.isEmpty() && notice.getChildren().isEmpty()) return;
        notice.getChildren().setAll(what);
        notice.setManaged(!what.isEmpty());
    }

    private void head(RunNote note) {
        List<Onlooker.Epoch> curve = model.curve().get();
        int done = curve.isEmpty() ? 0 : curve.getLast().number();
        epoch.setText(note.out().getFileName() + (done == 0 ? "" : "  ·  " + LessonWords.cases(done, "epoch") + " of " + note.epochs() + " done"));
    }

    private void showWhatGrew() {
        LabelTable labels = model.labels().get();
        curves.show(model.curve().get(), labels);
        reasons.show(model.reasons().get());
        worst.getChildren().clear();
        if (model.worst().get().isEmpty()) {
            Label soon = Texts.plain(model.curve().get().isEmpty() ? "They are shown after every epoch." : "They are shown after the next epoch.", "muted", "small");
            worst.getChildren().add(soon);
        }
        for (WorstSlice one : model.worst().get()) worst.getChildren().add(thumbnail(one));
        if (model.state().get() instanceof TrainingState.Running(RunNote note, _, _, _)) head(note);
    }

    private static VBox thumbnail(WorstSlice one) {
        ImageView picture = new ImageView(image(one.picture()));
        Label id = Texts.plain(one.caseId(), "small"), dice = Texts.plain(Figures.ratio(one.dice()), "mono");
        id.setMinWidth(0);
        id.setTooltip(Texts.tip(one.caseId()));
        dice.setMinWidth(USE_PREF_SIZE);
        HBox words = new HBox(8, id, Texts.spring(), dice);
        words.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(4, picture, words);
        box.setMaxWidth(WorstSlice.SIDE);
        return box;
    }

    private static WritableImage image(Raster raster) {
        int w = raster.box().width(), h = raster.box().height();
        WritableImage image = new WritableImage(w, h);
        image.getPixelWriter().setPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), raster.argb(), 0, w);
        return image;
    }
}
