package org.maskwright.fx.augment;

import java.util.List;
import java.util.function.LongFunction;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.NumberField;
import org.maskwright.fx.part.Texts;
import org.maskwright.job.Job;
import org.maskwright.job.JobState;
import org.maskwright.label.LabelTable;
import org.maskwright.render.Raster;
import org.maskwright.workflow.Trouble;
import org.maskwright.workflow.gallery.Gallery;

/// What training varies: a row for each augmentation, the untouched slice first, and at the end whole patches. Another seed draws
/// anew, the same seed the same.
public final class AugmentSheet extends VBox {
    /// Longer side of a picture: six and the words beside them fill a sheet.
    public static final int PICTURE = 122;
    /// As wide as a sheet for six pictures must be.
    public static final double WIDTH = 1060;
    private static final double WORDS = 204;

    private final LongFunction<Job<Gallery>> draw;
    private final NumberField seed = new NumberField(0, 999_999, 1, 1);
    private final Button again = Buttons.named(Buttons.primary("Draw again", MaterialDesignD.DICE_MULTIPLE_OUTLINE, this::drawAgain), "draw-again");
    private final VBox content = new VBox(18);
    private final Label doing = Buttons.named(Texts.plain("", "small", "wrap"), "augment-doing");
    private final ProgressBar bar = new ProgressBar(0);
    private @Nullable Job<Gallery> drawing;

    /// @param draw has a gallery made, `PICTURE` pixels a picture, from a seed
    public AugmentSheet(LongFunction<Job<Gallery>> draw) {
        super(16);
        this.draw = draw;
        seed.setId("augment-seed");
        content.setId("augment-gallery");
        doing.setMinHeight(Region.USE_PREF_SIZE);
        bar.setPrefWidth(180);
        getChildren().add(content);
        seed.valueProperty().addListener((o, was, is) -> start());
        sceneProperty().addListener((o, was, is) -> {
            if (is == null && drawing != null) drawing.cancel();
        });
        start();
    }

    /// What stands at the sheet's foot: how far the drawing is, the seed, and the button.
    public Node[] foot() {
        HBox work = new HBox(12, bar, doing);
        work.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(work, Priority.ALWAYS);
        Label label = Texts.muted("Seed");
        label.setLabelFor(seed);
        return new Node[] {work, label, seed, again};
    }

    private void drawAgain() {
        seed.valueProperty().set(seed.valueProperty().get() + 1);
    }

    private void start() {
        if (drawing != null) drawing.cancel();
        Job<Gallery> job = draw.apply((long) seed.valueProperty().get());
        drawing = job;
        progress(Double.NaN, job.name());
        job.onState(state -> {
            if (drawing != job) return; // a newer seed was asked for
            switch (state) {
                case JobState.Waiting<Gallery> _ -> progress(Double.NaN, job.name());
                case JobState.Running<Gallery>(double fraction, String what) -> progress(fraction, what);
                case JobState.Done<Gallery>(Gallery gallery) -> end("", gallery);
                case JobState.Failed<Gallery>(Throwable cause) -> end(Trouble.sentence(cause), null);
                case JobState.Cancelled<Gallery> _ -> end("Stopped.", null);
            }
        });
    }

    private void progress(double fraction, String what) {
        bar.setVisible(true);
        bar.setProgress(Double.isNaN(fraction) ? 0 : fraction);
        doing.setText(what);
    }

    private void end(String trouble, @Nullable Gallery gallery) {
        drawing = null;
        bar.setVisible(false);
        doing.setText(trouble);
        if (gallery != null) show(gallery);
        else if (content.getChildren().isEmpty()) content.getChildren().setAll(Texts.prose(trouble));
    }

    private void show(Gallery gallery) {
        content.getChildren().setAll(Texts.prose(gallery.about() + " Each row does one thing alone; its first picture is untouched."), legend(gallery.labels()));
        for (Gallery.Row row : gallery.rows()) content.getChildren().add(row(row.title(), row.strength(), row.use(), row.isUsed(), row.pictures()));
        content.getChildren().add(row("All together", gallery.patchesAbout(), "", true, gallery.patches()));
    }

    private static Node legend(LabelTable labels) {
        FlowPane legend = new FlowPane(16, 4);
        for (LabelTable.Entry label : labels.entries()) {
            Label swatch = new Label("■");
            swatch.setStyle(String.format("-fx-text-fill: #%06X", label.rgb()));
            HBox entry = new HBox(6, swatch, Texts.plain(label.name(), "small"));
            entry.setAlignment(Pos.CENTER_LEFT);
            legend.getChildren().add(entry);
        }
        return legend;
    }

    private static Node row(String title, String strength, String use, boolean isUsed, List<Gallery.Picture> pictures) {
        VBox words = new VBox(3, Texts.plain(title, "strong"), Texts.prose(strength));
        if (!use.isEmpty()) {
            Label often = Texts.plain(use, "small", "wrap");
            often.setMinHeight(Region.USE_PREF_SIZE);
            if (!isUsed) often.getStyleClass().add("muted");
            words.getChildren().add(often);
        }
        words.setMinWidth(WORDS);
        words.setMaxWidth(WORDS);
        FlowPane strip = new FlowPane(6, 6);
        strip.setPrefWrapLength(6 * (PICTURE + 6)); // its height is guessed for this width
        for (Gallery.Picture picture : pictures) {
            ImageView view = new ImageView(image(picture.raster()));
            view.setAccessibleText(title + (picture.caption().isEmpty() ? "" : ", " + picture.caption()));
            VBox framed = new VBox(2, view);
            if (!picture.caption().isEmpty()) {
                Label caption = Texts.plain(picture.caption(), "figure");
                caption.setMaxWidth(picture.raster().box().width());
                framed.getChildren().add(caption);
            }
            strip.getChildren().add(framed);
        }
        HBox.setHgrow(strip, Priority.ALWAYS);
        return new HBox(16, words, strip);
    }

    private static WritableImage image(Raster raster) {
        int width = raster.box().width(), height = raster.box().height();
        WritableImage image = new WritableImage(width, height);
        image.getPixelWriter().setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), raster.argb(), 0, width);
        return image;
    }
}
