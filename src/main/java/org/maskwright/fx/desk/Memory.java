package org.maskwright.fx.desk;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.prefs.BackingStoreException;
import java.util.prefs.Preferences;
import org.slf4j.LoggerFactory;

/// What the window remembers from one start to the next: a few words, none of them about a patient.
public interface Memory {
    Logger PREFERENCES_LOG = Logger.getLogger("java.util.prefs"); // held, or the level would be forgotten

    /// What was kept under `key`; nothing if nothing was.
    Optional<String> recall(String key);

    void keep(String key, String value);

    /// The user's own preferences on this system; a system that keeps none is no reason to stop.
    static Memory ofUser() {
        PREFERENCES_LOG.setLevel(Level.WARNING); // else it tells the terminal that it made its folder
        Preferences node = Preferences.userRoot().node("org/maskwright/window");
        return new Memory() {
            @Override
            public Optional<String> recall(String key) {
                return Optional.ofNullable(node.get(key, null));
            }

            @Override
            public void keep(String key, String value) {
                node.put(key, value);
                try {
                    node.flush();
                } catch (BackingStoreException e) {
                    LoggerFactory.getLogger(Memory.class).warn("preferences cannot be kept: {}", e.getMessage());
                }
            }
        };
    }
}
