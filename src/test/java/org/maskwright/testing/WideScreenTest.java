package org.maskwright.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

/// The screen of the window tests behaves like a real one, so that a green gesture test means something.
class WideScreenTest extends ApplicationTest {
    private final Pane pane = new Pane();

    @Override public void start(Stage stage) {
        stage.setScene(new Scene(pane, 1800, 1000));
        stage.setX(20);
        stage.setY(30);
        stage.show();
    }

    @Test void aWindowWiderThanTheStockScreenShows() {
        assertThat(pane.getWidth()).isEqualTo(1800);
    }

    @Test void aDragKnowsItsButtonAndItsModifier() {
        List<MouseEvent> drags = new ArrayList<>();
        pane.setOnMouseDragged(drags::add);
        press(KeyCode.SHIFT).drag(pane, MouseButton.PRIMARY).moveBy(40, 10).drop().release(KeyCode.SHIFT);
        assertThat(drags).isNotEmpty().allMatch(e -> e.isPrimaryButtonDown() && e.isShiftDown());
    }

    @Test void theWheelTurnsUnderThePointer() {
        List<ScrollEvent> turns = new ArrayList<>();
        pane.setOnScroll(turns::add);
        moveTo(pane).scroll(-3);
        assertThat(turns).isNotEmpty().allMatch(e -> Math.abs(e.getX() - 900) <= 1 && Math.abs(e.getY() - 500) <= 1);
    }
}
