package org.maskwright.fx.command;

import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// A key as people name it: `Ctrl+Shift+Z`, `B`, `F1`, or a character such as `?` or `[` wherever the keyboard has it.
///
/// Letters, digits and named keys are matched when pressed; other characters when typed, so that `[` works on a keyboard
/// where it takes two hands. On a Mac, `Ctrl` is the command key.
///
/// @param text as shown
public record Key(String text) {
    private static final String MAC = "mac";

    /// Whether this key is a character that is matched when typed.
    public boolean isCharacter() {
        return text.length() == 1 && !Character.isLetterOrDigit(text.charAt(0));
    }

    boolean matches(KeyEvent event) {
        if (isCharacter()) return event.getEventType() == KeyEvent.KEY_TYPED && event.getCharacter().equals(text);
        if (event.getEventType() != KeyEvent.KEY_PRESSED) return false;
        boolean ctrl = false, shift = false, alt = false;
        String rest = text;
        for (boolean more = true; more;) {
            more = false;
            if (rest.startsWith("Ctrl+")) {
                ctrl = more = true;
            } else if (rest.startsWith("Shift+")) {
                shift = more = true;
            } else if (rest.startsWith("Alt+")) {
                alt = more = true;
            }
            if (more) rest = rest.substring(rest.indexOf('+') + 1);
        }
        return event.isShortcutDown() == ctrl && event.isShiftDown() == shift && event.isAltDown() == alt
                && event.getCode() == code(rest);
    }

    /// Whether the key alone, whatever is held with it, is this one.
    boolean matchesCode(KeyEvent event) {
        return !isCharacter() && event.getCode() == code(text.substring(text.lastIndexOf('+') + 1));
    }

    private static KeyCode code(String name) {
        return switch (name) {
            case "↑" -> KeyCode.UP;
            case "↓" -> KeyCode.DOWN;
            case "←" -> KeyCode.LEFT;
            case "→" -> KeyCode.RIGHT;
            case "PgUp" -> KeyCode.PAGE_UP;
            case "PgDn" -> KeyCode.PAGE_DOWN;
            case "Home" -> KeyCode.HOME;
            case "End" -> KeyCode.END;
            case "Esc" -> KeyCode.ESCAPE;
            case "Enter" -> KeyCode.ENTER;
            case "Space" -> KeyCode.SPACE;
            case "Del" -> KeyCode.DELETE;
            default -> name.length() == 1 && Character.isDigit(name.charAt(0))
                    ? KeyCode.valueOf("DIGIT" + name) : KeyCode.valueOf(name.toUpperCase(Locale.ROOT));
        };
    }

    /// As this system writes it.
    public String shown() {
        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains(MAC);
        return mac ? text.replace("Ctrl+", "⌘").replace("Shift+", "⇧").replace("Alt+", "⌥") : text;
    }
}
