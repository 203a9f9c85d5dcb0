package com.sun.glass.ui.headless;

import com.sun.glass.events.KeyEvent;
import com.sun.glass.events.MouseEvent;
import com.sun.glass.ui.Cursor;
import com.sun.glass.ui.Pixels;
import com.sun.glass.ui.Screen;
import com.sun.glass.ui.View;
import java.nio.ByteBuffer;

/// A screen that nobody sees, wide enough for a workstation, with a mouse and a keyboard that behave like real ones.
///
/// JavaFX brings a headless platform, and our window tests run on it without a display. As shipped it falls short of what
/// an annotator does, so this class corrects it in four places:
///
/// - the screen is 1000 × 1000, and a larger window fails; here it is 2560 × 1440 (`-Dwide.width`, `-Dwide.height`);
/// - mouse events carry no modifiers and no pressed buttons, so neither Shift-click nor a drag can be told from a plain
///   move; here they carry both;
/// - the wheel is reported at the window's corner, not under the pointer;
/// - custom cursors and keys typed as characters are refused.
///
/// Pictures are taken by `Scene.snapshot`, which needs no screen; nothing is therefore ever copied to the screen, which
/// also saves each test the time.
///
/// It lives in JavaFX's package because the frame buffer it must provide is package-private there.
public final class WideApplication extends HeadlessApplication {
    private static final int WIDTH = Integer.getInteger("wide.width", 2560);
    private static final int HEIGHT = Integer.getInteger("wide.height", 1440);
    private static final int KEY_MODIFIERS = KeyEvent.MODIFIER_SHIFT | KeyEvent.MODIFIER_CONTROL | KeyEvent.MODIFIER_ALT
            | KeyEvent.MODIFIER_COMMAND;

    private final Screen[] screens = {
        new Screen(0, 32, 0, 0, WIDTH, HEIGHT, 0, 0, WIDTH, HEIGHT, 0, 0, WIDTH, HEIGHT, 100, 100, 1f, 1f, 1f, 1f)
    };
    private int heldKeys;
    private int heldButtons;

    @Override protected Screen[] staticScreen_getScreens() {
        if (frameBuffer == null) frameBuffer = ByteBuffer.allocate(4 * WIDTH * HEIGHT);
        return screens.clone();
    }

    @Override public View createView() {
        return new WideView();
    }

    @Override public Cursor createCursor(int x, int y, Pixels pixels) {
        return createCursor(Cursor.CURSOR_CUSTOM);
    }

    @Override protected int _getKeyCodeForChar(char c, int hint) {
        return java.awt.event.KeyEvent.getExtendedKeyCodeForChar(c); // JavaFX uses AWT's key codes
    }

    private final class WideView extends HeadlessView {
        @Override protected void _uploadPixels(long view, Pixels pixels) {} // no screen to copy to

        @Override protected void notifyMouse(int type, int button, int x, int y, int xScreen, int yScreen, int modifiers,
                boolean popupTrigger, boolean synthesized) {
            if (type == MouseEvent.DOWN) heldButtons |= bit(button);
            super.notifyMouse(type, button, x, y, xScreen, yScreen, modifiers | heldKeys | heldButtons, popupTrigger,
                    synthesized);
            if (type == MouseEvent.UP) heldButtons &= ~bit(button);
        }

        /// The platform hands over the pointer's place on the screen as `x, y` and the window's corner as `xScreen,
        /// yScreen`, instead of the place in the window and on the screen.
        @Override protected void notifyScroll(int x, int y, int xScreen, int yScreen, double dx, double dy, int modifiers,
                int lines, int chars, int defaultLines, int defaultChars, double xMultiplier, double yMultiplier) {
            super.notifyScroll(x - xScreen, y - yScreen, x, y, dx, dy, modifiers | heldKeys, lines, chars, defaultLines,
                    defaultChars, xMultiplier, yMultiplier);
        }

        @Override protected void notifyKey(int type, int code, char[] chars, int modifiers) {
            heldKeys = modifiers & KEY_MODIFIERS;
            super.notifyKey(type, code, chars, modifiers);
        }

        private int bit(int button) {
            return switch (button) {
                case MouseEvent.BUTTON_LEFT -> KeyEvent.MODIFIER_BUTTON_PRIMARY;
                case MouseEvent.BUTTON_RIGHT -> KeyEvent.MODIFIER_BUTTON_SECONDARY;
                case MouseEvent.BUTTON_OTHER -> KeyEvent.MODIFIER_BUTTON_MIDDLE;
                default -> 0;
            };
        }
    }
}
