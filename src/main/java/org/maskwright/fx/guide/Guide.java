package org.maskwright.fx.guide;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.maskwright.fx.desk.Memory;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;

/// Teaches the loop at the first start, in five cards that point at the places where it happens. Blocks nothing: everything
/// can be used meanwhile, and the cards can be put away at once. Seen to the end or put away, it does not come again by itself.
public final class Guide extends Pane {
    /// @param target the id of the node that the card points at
    private record Step(String target, String title, String words, List<String> keys) {}

    private static final List<Step> STEPS = List.of(
            new Step("axial-view", "Read", "The wheel goes through the slices, a drag changes the grey window. Click a place, and the other planes follow.", List.of("wheel", "drag", "click")),
            new Step("proposal-card", "Let the model propose", "Its answer lies over the scan with a dashed outline. Accept it whole, label by label, or reject it; it is kept, untouched, to compare with.", List.of("Ctrl+P", "Ctrl+Enter")),
            new Step("tool-brush", "Correct", "Take the brush and paint; the right button erases. Every stroke is on the disk at once, and every step can be taken back.", List.of("B", "Ctrl+Z")),
            new Step("label-list", "Watch", "Volumes, and Dice against the proposal, change while you paint. A digit chooses a label, its eye hides it, its lock protects it.", List.of("1 … 9", "K", "H")),
            new Step("export", "Export", "Your labels become training data with scores, and a model trained on them can make the next proposal. All keys are on one page.", List.of("Ctrl+E", "F1")));

    private static final String SEEN = "guide";
    private static final double WIDTH = 320, GAP = 16;

    private final Memory memory;
    private final Region ring = new Region();
    private final VBox card = new VBox();
    private @Nullable Parent window;
    private int at = -1;

    public Guide(Memory memory) {
        this.memory = memory;
        setPickOnBounds(false);
        ring.getStyleClass().add("coach-ring");
        ring.setMouseTransparent(true);
        card.getStyleClass().add("coach");
        card.setId("coach");
        card.setPrefWidth(WIDTH);
        card.setMaxWidth(WIDTH);
        setVisible(false);
    }

    /// Shows the first card over `shown`, unless the guide was seen before.
    public void begin(Parent shown) {
        window = shown;
        if (memory.recall(SEEN).isEmpty() && at < 0) go(0);
    }

    /// Shows it from the beginning, on demand.
    public void again() {
        if (window != null) go(0);
    }

    public boolean isShowing() {
        return at >= 0;
    }

    /// Puts the cards away for good.
    public void end() {
        at = -1;
        setVisible(false);
        getChildren().clear();
        memory.keep(SEEN, "seen");
    }

    private void go(int step) {
        if (step >= STEPS.size()) {
            end();
            return;
        }
        at = step;
        Step now = STEPS.get(step);
        Label words = Texts.plain(now.words(), "wrap", "muted");
        words.setMinHeight(USE_PREF_SIZE);
        HBox keys = new HBox(4);
        for (String key : now.keys()) keys.getChildren().add(Texts.key(key));
        boolean last = step == STEPS.size() - 1;
        Button next = Buttons.named(last ? Buttons.primary("Done", MaterialDesignC.CHECK, this::end) : Buttons.primary("Next", MaterialDesignC.CHEVRON_RIGHT, () -> go(step + 1)), "coach-next");
        next.setFocusTraversable(false);
        Button skip = Buttons.named(Buttons.link("Skip", this::end), "coach-skip");
        skip.setVisible(!last);
        HBox foot = new HBox(12, Texts.plain(step + 1 + " of " + STEPS.size(), "muted", "small"), Texts.spring(), skip, next);
        foot.setAlignment(Pos.CENTER_LEFT);
        card.getChildren().setAll(Texts.plain(now.title(), "heading"), words, keys, foot);
        getChildren().setAll(ring, card);
        setVisible(true);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        if (at < 0 || window == null) return;
        Node target = window.lookup("#" + STEPS.get(at).target());
        double height = card.prefHeight(WIDTH);
        if (target == null || target.getScene() == null) {
            ring.setVisible(false);
            card.resizeRelocate(Math.floor((getWidth() - WIDTH) / 2), Math.floor((getHeight() - height) / 2), WIDTH, height);
            return;
        }
        Bounds place = sceneToLocal(target.localToScene(target.getLayoutBounds()));
        ring.setVisible(true);
        double outside = place.getWidth() > getWidth() / 3 ? -4 : 4; // around what is large the ring lies inside
        ring.resizeRelocate(Math.floor(place.getMinX() - outside), Math.floor(place.getMinY() - outside), Math.ceil(place.getWidth() + 2 * outside), Math.ceil(place.getHeight() + 2 * outside));
        double x, y;
        if (place.getWidth() > getWidth() / 3) {
            x = place.getMinX() + 2 * GAP;
            y = place.getMaxY() - height - 3 * GAP;
        } else if (place.getMaxX() + GAP + WIDTH < getWidth() && place.getMinY() > 60) {
            x = place.getMaxX() + GAP;
            y = place.getMinY();
        } else if (place.getMinY() > 60) {
            x = place.getMinX() - GAP - WIDTH;
            y = place.getMinY();
        } else {
            x = place.getMaxX() - WIDTH;
            y = place.getMaxY() + GAP;
        }
        card.resizeRelocate(Math.floor(Math.clamp(x, 8, Math.max(8, getWidth() - WIDTH - 8))), Math.floor(Math.clamp(y, 8, Math.max(8, getHeight() - height - 8))), WIDTH, height);
    }
}
