package org.maskwright.fx.slice;

import java.util.Locale;
import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Ellipse;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.util.Duration;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.render.Viewport;
import org.maskwright.volume.Window;

/// The marks over a slice: patient letters, crosshair, scale bar, which slice, the tool's outline. Never takes the pointer.
final class SliceMarks extends Pane {
    static final int PREVIEW_RGB = 0xFFFFFF;
    private static final double EDGE = 12, CROSSHAIR_GAP = 14, FLASH_FROM = 90, FLASH_TO = 20;
    private static final double[] BAR_MM = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200};

    private final Plane plane;
    private final Line left, right, above, below;
    private final Text letterLeft, letterRight, letterTop, letterBottom;
    private final Label title = new Label(), grey = new Label();
    private final Line bar = new Line(), barStart = new Line(), barEnd = new Line();
    private final Text barText = new Text();
    private final Ellipse outline = new Ellipse(), outlineShadow = new Ellipse();
    private final Rectangle track = new Rectangle(), thumb = new Rectangle();
    private final Rectangle rubberBand = new Rectangle();

    private final UncertaintyStrip strip = new UncertaintyStrip();
    private double flashX, flashY; // where the crosshair is now

    SliceMarks(Plane plane) {
        this.plane = plane;
        setMouseTransparent(true);
        setManaged(false);
        Color across = colour(plane == Plane.AXIAL ? Plane.CORONAL : Plane.AXIAL), down = colour(plane == Plane.SAGITTAL ? Plane.CORONAL : Plane.SAGITTAL);
        left = hair(across);
        right = hair(across);
        above = hair(down);
        below = hair(down);
        letterLeft = letter(plane == Plane.SAGITTAL ? "A" : "R");
        letterRight = letter(plane == Plane.SAGITTAL ? "P" : "L");
        letterTop = letter(plane == Plane.AXIAL ? "A" : "S");
        letterBottom = letter(plane == Plane.AXIAL ? "P" : "I");
        title.getStyleClass().add("slice-title");
        title.setTextFill(colour(plane));
        grey.getStyleClass().add("slice-info");
        barText.getStyleClass().add("slice-scale");
        for (Line line : new Line[] {bar, barStart, barEnd}) line.getStyleClass().add("slice-scale-bar");
        outlineShadow.setFill(Color.TRANSPARENT);
        outlineShadow.setStroke(Color.color(0, 0, 0, 0.6));
        outlineShadow.setStrokeWidth(3);
        outline.setFill(Color.TRANSPARENT);
        outline.setStroke(Color.WHITE);
        outline.setVisible(false);
        outlineShadow.setVisible(false);
        track.getStyleClass().add("slice-track");
        thumb.getStyleClass().add("slice-thumb");
        thumb.setFill(colour(plane));
        rubberBand.getStyleClass().add("slice-rubber-band");
        rubberBand.setFill(Color.TRANSPARENT);
        rubberBand.setStroke(Color.WHITE);
        rubberBand.getStrokeDashArray().setAll(4.0, 4.0);
        rubberBand.setVisible(false);
        getChildren().addAll(left, right, above, below, strip, track, thumb, letterLeft, letterRight, letterTop, letterBottom, title, grey,
                bar, barStart, barEnd, barText, outlineShadow, outline, rubberBand);
    }

    /// The colour that stands for a plane: in its title, and in the lines that show where it cuts the others.
    static Color colour(Plane plane) {
        return switch (plane) {
            case AXIAL -> Color.web("#E8697D");
            case CORONAL -> Color.web("#7BD672");
            case SAGITTAL -> Color.web("#F2C94C");
        };
    }

    private static Line hair(Color colour) {
        Line line = new Line();
        line.setStroke(colour.deriveColor(0, 1, 1, 0.55));
        return line;
    }

    private static Text letter(String text) {
        Text letter = new Text(text);
        letter.setTextOrigin(VPos.CENTER);
        letter.getStyleClass().add("slice-letter");
        return letter;
    }

    /// Draws the eye to where the planes cross: a ring that closes in on it, and goes.
    void flash() {
        Circle ring = new Circle(flashX, flashY, FLASH_FROM);
        ring.getStyleClass().add("slice-flash");
        ring.setFill(Color.TRANSPARENT);
        ring.setStroke(Color.web("#FFB547"));
        ring.setStrokeWidth(2.5);
        getChildren().add(ring);
        Timeline closing = new Timeline(new KeyFrame(Duration.ZERO, new KeyValue(ring.radiusProperty(), FLASH_FROM), new KeyValue(ring.opacityProperty(), 0)),
                new KeyFrame(Duration.millis(450), new KeyValue(ring.radiusProperty(), FLASH_TO, Interpolator.EASE_OUT), new KeyValue(ring.opacityProperty(), 1)),
                new KeyFrame(Duration.millis(1900), new KeyValue(ring.opacityProperty(), 1)),
                new KeyFrame(Duration.millis(2400), new KeyValue(ring.opacityProperty(), 0)));
        closing.setOnFinished(e -> getChildren().remove(ring));
        closing.play();
    }

    /// Puts every mark in its place.
    void place(SliceModel model, SliceAxes axes, Viewport view) {
        double w = view.width(), h = view.height();
        Point at = model.crosshair().get();
        double x = Math.floor(view.x(axes.u(at))) + 0.5, y = Math.floor(view.y(axes.v(at))) + 0.5;
        flashX = x;
        flashY = y;
        line(left, 0, y, x - CROSSHAIR_GAP, y);
        line(right, x + CROSSHAIR_GAP, y, w, y);
        line(above, x, 0, x, y - CROSSHAIR_GAP);
        line(below, x, y + CROSSHAIR_GAP, x, h);
        for (Line line : new Line[] {left, right, above, below}) line.setVisible(model.crosshairShown().get());
        double inset = EDGE + 6;
        for (Text letter : new Text[] {letterLeft, letterRight, letterTop, letterBottom}) letter.setVisible(model.lettersShown().get());
        centre(letterLeft, EDGE + 4, h / 2);
        centre(letterRight, w - inset - 4, h / 2);
        centre(letterTop, w / 2, EDGE + 2);
        centre(letterBottom, w / 2, h - EDGE - 2);
        int slice = model.slice(plane);
        title.setText(plane.title() + "  " + (slice + 1) + " / " + axes.slices());
        title.autosize();
        title.relocate(EDGE, 8);
        Window window = model.window().get();
        grey.setText("W " + number(window.width()) + "  L " + number(window.centre()));
        grey.setVisible(w >= 360); // said once is enough where there is little room
        grey.autosize();
        grey.relocate(w - grey.getWidth() - EDGE - 8, 8);
        placeBar(model.geometry().spacingMm().along(axes.across()), view, h);
        placeThumb(slice, axes, w, h);
        strip.show(model.uncertainty(), axes, s -> places(s, axes), w - 12, EDGE, h - 2 * EDGE);
    }

    private static String number(double value) {
        return Math.abs(value) >= 10 || value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.3g", value);
    }

    private void placeBar(double spacingMm, Viewport view, double h) {
        double pixelsPerMm = view.scaleX() / spacingMm, longest = Math.max(40, view.width() * 0.25);
        double mm = BAR_MM[0];
        for (double candidate : BAR_MM) if (candidate * pixelsPerMm <= longest) mm = candidate;
        double y = Math.floor(h - EDGE) - 0.5, end = Math.floor(EDGE + mm * pixelsPerMm) + 0.5;
        line(bar, EDGE + 0.5, y, end, y);
        line(barStart, EDGE + 0.5, y - 4, EDGE + 0.5, y);
        line(barEnd, end, y - 4, end, y);
        barText.setText(mm >= 10 ? String.format(Locale.ROOT, "%.0f cm", mm / 10) : mm >= 1 ? String.format(Locale.ROOT, "%.0f mm", mm) : String.format(Locale.ROOT, "%.1f mm", mm));
        barText.setX(EDGE);
        barText.setY(y - 8);
    }

    /// Which place a slice has on the track, from the top. Up is towards the head in axial; in the others the order is kept, front or right first.
    private int places(int slice, SliceAxes axes) {
        return axes.normalFlipped() == (plane == Plane.AXIAL) ? slice : axes.slices() - 1 - slice;
    }

    private void placeThumb(int slice, SliceAxes axes, double w, double h) {
        int place = places(slice, axes);
        double length = Math.max(10, (h - 2 * EDGE) / axes.slices());
        double y = axes.slices() == 1 ? EDGE : EDGE + (h - 2 * EDGE - length) * place / (axes.slices() - 1);
        track.setX(w - 5);
        track.setY(EDGE);
        track.setWidth(3);
        track.setHeight(Math.max(0, h - 2 * EDGE));
        thumb.setX(w - 5);
        thumb.setY(y);
        thumb.setWidth(3);
        thumb.setHeight(length);
    }

    /// The slice that a height on the slice track stands for.
    int sliceAt(double y, double h, SliceAxes axes) {
        double part = Math.clamp((y - EDGE) / Math.max(1, h - 2 * EDGE), 0, 1);
        int place = (int) Math.round(part * (axes.slices() - 1));
        return axes.normalFlipped() == (plane == Plane.AXIAL) ? place : axes.slices() - 1 - place;
    }

    /// Shows the tool's outline around a point of the view; a radius of 0 hides it.
    void showOutline(double x, double y, double radiusX, double radiusY) {
        boolean visible = radiusX > 0 && radiusY > 0;
        for (Ellipse e : new Ellipse[] {outlineShadow, outline}) {
            e.setVisible(visible);
            e.setCenterX(x);
            e.setCenterY(y);
            e.setRadiusX(radiusX);
            e.setRadiusY(radiusY);
        }
    }

    void showRubberBand(double x0, double y0, double x1, double y1) {
        rubberBand.setVisible(true);
        rubberBand.setX(Math.min(x0, x1));
        rubberBand.setY(Math.min(y0, y1));
        rubberBand.setWidth(Math.abs(x1 - x0));
        rubberBand.setHeight(Math.abs(y1 - y0));
    }

    void hideRubberBand() {
        rubberBand.setVisible(false);
    }

    private static void line(Line line, double x0, double y0, double x1, double y1) {
        line.setStartX(x0);
        line.setStartY(y0);
        line.setEndX(Math.max(x0, x1));
        line.setEndY(Math.max(y0, y1));
    }

    private static void centre(Text text, double x, double y) {
        text.setX(Math.floor(x - text.getLayoutBounds().getWidth() / 2));
        text.setY(Math.floor(y));
    }
}
