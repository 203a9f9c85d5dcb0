package org.maskwright.fx.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.maskwright.fx.part.Figures;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.slice.SliceModel.Readout;
import org.maskwright.fx.theme.Icons;

/// One quiet line: what is under the pointer, the work under way, on what networks run, and whether the work is safe.
///
/// Every figure has its place kept in digits of one width, so that nothing moves while the pointer does.
public final class StatusBar extends HBox {
    /// Whether the work is safe, in the words shown.
    public sealed interface Safety {
        /// No case is open.
        record Nothing() implements Safety {}

        record Saving() implements Safety {}

        record Saved(Instant when) implements Safety {}

        /// @param reason a whole sentence
        record NotSaved(String reason) implements Safety {}
    }

    private final Label voxel = Texts.number(14), place = Texts.number(24), value = Texts.number(10), label = Texts.plain("");
    private final Label device = Texts.plain(""), safety = Texts.plain("");
    private final JobStrip jobs = new JobStrip();
    private final Clock clock;
    private final Timeline tick = new Timeline(new KeyFrame(javafx.util.Duration.seconds(1), e -> showSafety()));
    private Safety state = new Safety.Nothing();
    private @Nullable Node safetyIcon;

    public StatusBar(Clock clock) {
        this.clock = clock;
        getStyleClass().add("status-bar");
        voxel.setId("status-voxel");
        place.setId("status-mm");
        value.setId("status-value");
        safety.setId("status-safety");
        device.setId("status-device");
        label.setMinWidth(0);
        safety.setGraphicTextGap(6);
        safety.setMinWidth(0);
        device.setGraphicTextGap(6);
        device.setMinWidth(USE_PREF_SIZE);
        device.setGraphic(Icons.of(MaterialDesignC.CHIP));
        for (Label words : new Label[] {voxel, place, value}) words.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(caption("Voxel", voxel), caption("LPS mm", place), caption("Value", value), label, Texts.spring(), jobs, device, safety);
        tick.setCycleCount(Animation.INDEFINITE);
        show(state);
    }

    private static HBox caption(String text, Label figure) {
        Label caption = Texts.plain(text, "caption");
        caption.setMinWidth(USE_PREF_SIZE);
        HBox box = new HBox(6, caption, figure);
        box.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        box.setMinWidth(USE_PREF_SIZE);
        return box;
    }

    public JobStrip jobs() {
        return jobs;
    }

    /// Shows what is under the pointer.
    ///
    /// @param unit of the value; may be empty
    /// @param labelName of the label there; empty for background
    public void show(Optional<Readout> readout, String unit, String labelName) {
        if (readout.isEmpty()) {
            for (Label words : new Label[] {voxel, place, value, label}) words.setText("");
            return;
        }
        Readout r = readout.get();
        voxel.setText(r.x() + ", " + r.y() + ", " + r.z());
        place.setText(pad(r.patientMm().x()) + " " + pad(r.patientMm().y()) + " " + pad(r.patientMm().z()));
        boolean whole = r.value() == Math.rint(r.value()) || Math.abs(r.value()) >= 1000;
        value.setText(Figures.fixed(r.value(), whole ? 0 : Math.abs(r.value()) >= 10 ? 1 : 3) + (unit.isEmpty() ? "" : " " + unit));
        label.setText(labelName);
    }

    private static String pad(double mm) {
        return " ".repeat(Math.max(0, 7 - Figures.fixed(mm, 1).length())) + Figures.fixed(mm, 1);
    }

    /// Says on what networks run, such as "CPU · 2 threads".
    public void showDevice(String words) {
        device.setText(words);
    }

    /// Says whether the work is safe, and from now on how long ago it was saved.
    public void show(Safety now) {
        state = now;
        switch (now) {
            case Safety.Nothing _, Safety.Saving _, Safety.NotSaved _ -> tick.stop();
            case Safety.Saved _ -> tick.play();
        }
        showSafety();
    }

    private void showSafety() {
        boolean alarm = state instanceof Safety.NotSaved;
        safety.getStyleClass().remove("alarm");
        if (alarm) safety.getStyleClass().add("alarm");
        Node icon = switch (state) {
            case Safety.Nothing _ -> null;
            case Safety.Saving _ -> Icons.of(MaterialDesignC.CONTENT_SAVE_OUTLINE);
            case Safety.Saved _ -> Icons.of(MaterialDesignC.CONTENT_SAVE_CHECK_OUTLINE);
            case Safety.NotSaved _ -> Icons.of(MaterialDesignC.CONTENT_SAVE_ALERT_OUTLINE);
        };
        if (icon == null || safetyIcon == null || !sameIcon(icon, safetyIcon)) {
            safetyIcon = icon;
            safety.setGraphic(icon);
        }
        safety.setText(switch (state) {
            case Safety.Nothing _ -> "";
            case Safety.Saving _ -> "Saving…";
            case Safety.Saved(Instant when) -> "Saved " + ago(Duration.between(when, clock.instant()));
            case Safety.NotSaved(String reason) -> "Not saved: " + reason;
        });
        safety.setTooltip(state instanceof Safety.NotSaved(String reason) ? Texts.tip(reason) : null);
        safety.setPrefWidth(alarm ? USE_COMPUTED_SIZE : 118);
        safety.setMaxWidth(alarm ? 360 : 118);
    }

    private static boolean sameIcon(Node a, Node b) {
        return a instanceof org.kordamp.ikonli.javafx.FontIcon x && b instanceof org.kordamp.ikonli.javafx.FontIcon y && x.getIconCode() == y.getIconCode();
    }

    private static String ago(Duration since) {
        long s = Math.max(0, since.toSeconds());
        if (s < 2) return "just now";
        if (s < 60) return s + " s ago";
        if (s < 3600) return s / 60 + " min ago";
        return s / 3600 + " h ago";
    }
}
