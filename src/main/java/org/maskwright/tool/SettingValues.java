package org.maskwright.tool;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.maskwright.volume.Range;

/// What a tool's settings are set to; immutable.
public final class SettingValues {
    private final Map<String, Object> values;

    private SettingValues(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    /// Every setting at its initial value.
    public static SettingValues initial(List<Setting> settings) {
        Map<String, Object> values = new HashMap<>();
        for (Setting setting : settings) {
            values.put(setting.id(), switch (setting) {
                case Setting.Slider s -> s.initial();
                case Setting.Span s -> new Range(s.initialLow(), s.initialHigh());
                case Setting.Choice c -> c.initial();
                case Setting.Toggle t -> t.initial();
                case Setting.LabelPick l -> l.initial();
            });
        }
        return new SettingValues(values);
    }

    /// These values with one of them changed.
    ///
    /// @param value a `Double` for a slider, a [Range] for a span, a `String` for a choice, a `Boolean` for a toggle, an
    /// `Integer` for a label
    public SettingValues with(String id, Object value) {
        Object old = get(id);
        if (!old.getClass().equals(value.getClass())) throw new IllegalArgumentException(id + " is a " + old.getClass().getSimpleName() + ", not " + value);
        Map<String, Object> changed = new HashMap<>(values);
        changed.put(id, value);
        return new SettingValues(changed);
    }

    public double number(String id) {
        return (Double) get(id);
    }

    public Range range(String id) {
        return (Range) get(id);
    }

    public String choice(String id) {
        return (String) get(id);
    }

    public boolean isOn(String id) {
        return (Boolean) get(id);
    }

    public int label(String id) {
        return (Integer) get(id);
    }

    private Object get(String id) {
        Object value = values.get(id);
        if (value == null) throw new IllegalArgumentException("there is no setting " + id + " among " + values.keySet());
        return value;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof SettingValues other && values.equals(other.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
