package org.maskwright.fx.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/// Every command and every gesture of the window in one table: keys are handled from it, and the key sheet and the palette
/// are printed from it, so that they cannot disagree.
///
/// While a text field has the focus, letters belong to it; keys with Ctrl or Alt and function keys still reach the window.
public final class Keymap {
    /// What the mouse, or a key held down, does; for the sheet alone.
    ///
    /// @param hands such as "Shift+wheel"; any of them does it
    public record Gesture(String group, String title, List<String> hands) {
        public Gesture {
            hands = List.copyOf(hands);
        }
    }

    private final List<Command> commands = new ArrayList<>();
    private final List<Gesture> gestures = new ArrayList<>();
    private final Set<KeyCode> tapped = EnumSet.noneOf(KeyCode.class);

    /// Adds a command that can always be done.
    ///
    /// @param keys such as `Ctrl+Z`; several are separated by a space; may be empty
    public Keymap add(String group, String title, String keys, Runnable deed) {
        return add(group, title, keys, () -> true, deed);
    }

    /// Adds a command that can be done while `applies`.
    ///
    public Keymap add(String group, String title, String keys, BooleanSupplier applies, Runnable deed) {
        return add(group, title, keys, applies, deed, Command.Manner.PRESS);
    }

    /// Adds a command whose key, held, means something else to the mouse: it is done when the key is let go and the mouse was
    /// not used meanwhile.
    public Keymap addTap(String group, String title, String keys, BooleanSupplier applies, Runnable deed) {
        return add(group, title, keys, applies, deed, Command.Manner.TAP);
    }

    /// Adds one of a row of commands for which the sheet has one line, given by [#gesture].
    public Keymap addQuietly(String group, String title, String keys, BooleanSupplier applies, Runnable deed) {
        return add(group, title, keys, applies, deed, Command.Manner.UNLISTED);
    }

    private Keymap add(String group, String title, String keys, BooleanSupplier applies, Runnable deed, Command.Manner manner) {
        List<Key> parsed = keys.isBlank() ? List.of() : Arrays.stream(keys.trim().split("\\s+")).map(Key::new).toList();
        commands.add(new Command(group, title, parsed, applies, deed, manner));
        return this;
    }

    /// Adds a line that only the sheet shows.
    public Keymap gesture(String group, String title, String... hands) {
        gestures.add(new Gesture(group, title, List.of(hands)));
        return this;
    }

    public List<Command> commands() {
        return List.copyOf(commands);
    }

    public List<Gesture> gestures() {
        return List.copyOf(gestures);
    }

    /// The headings, in the order of the table.
    public List<String> groups() {
        List<String> groups = new ArrayList<>();
        for (Command c : commands) if (!groups.contains(c.group())) groups.add(c.group());
        for (Gesture g : gestures) if (!groups.contains(g.group())) groups.add(g.group());
        return groups;
    }

    /// Keys that stand twice, each with the titles that want it; empty in a good table.
    public Map<String, List<String>> conflicts() {
        Map<String, List<String>> byKey = new HashMap<>();
        for (Command c : commands) for (Key k : c.keys()) byKey.computeIfAbsent(k.text(), x -> new ArrayList<>()).add(c.title());
        byKey.values().removeIf(titles -> titles.size() < 2);
        return byKey;
    }

    /// Handles the keys of a scene while `listening`.
    public void listenTo(Scene scene, BooleanSupplier listening) {
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> tapped.clear()); // a key that the mouse was used with was held, not tapped
        scene.addEventFilter(KeyEvent.ANY, e -> {
            if (!listening.getAsBoolean()) return;
            if (scene.getFocusOwner() instanceof TextInputControl && !reachesThroughText(e)) return;
            if (e.getEventType() == KeyEvent.KEY_RELEASED) letGo(e);
            else press(e);
        });
    }

    private void press(KeyEvent event) {
        for (Command command : commands) {
            if (command.keys().stream().noneMatch(k -> k.matches(event)) || !command.applies().getAsBoolean()) continue;
            if (command.manner() == Command.Manner.TAP) {
                tapped.add(event.getCode());
            } else {
                event.consume();
                command.deed().run();
            }
            return;
        }
    }

    private void letGo(KeyEvent event) {
        if (!tapped.remove(event.getCode())) return;
        for (Command command : commands) {
            if (command.manner() != Command.Manner.TAP || !command.applies().getAsBoolean()) continue;
            if (command.keys().stream().noneMatch(k -> k.matchesCode(event))) continue;
            event.consume();
            command.deed().run();
            return;
        }
    }

    private static boolean reachesThroughText(KeyEvent event) {
        if (event.getEventType() == KeyEvent.KEY_TYPED) return false;
        if (event.getCode().isFunctionKey()) return true;
        boolean editing = List.of(KeyCode.A, KeyCode.C, KeyCode.V, KeyCode.X, KeyCode.Z, KeyCode.Y).contains(event.getCode());
        return (event.isShortcutDown() || event.isAltDown()) && !editing;
    }
}
