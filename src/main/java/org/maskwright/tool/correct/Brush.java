package org.maskwright.tool.correct;

import java.util.List;
import org.maskwright.tool.Gesture;
import org.maskwright.tool.Pointer;
import org.maskwright.tool.Setting;
import org.maskwright.tool.SettingValues;
import org.maskwright.tool.Tool;
import org.maskwright.tool.ToolContext;

/// Paints the active label with a round brush: a disc in the slice shown, or a ball through the slices around it.
public final class Brush implements Tool {
    private static final String ERASE = "erase";

    @Override
    public String id() {
        return "brush";
    }

    @Override
    public String title() {
        return "Brush";
    }

    @Override
    public String hint() {
        return "Drag to paint the active label; hold the right button or E to erase.";
    }

    @Override
    public char key() {
        return 'B';
    }

    @Override
    public List<Setting> settings(ToolContext context) {
        return List.of(Stroke.RADIUS, Stroke.SHAPE, new Setting.Toggle(ERASE, "Erase", false), Stroke.ONLY_ACTIVE);
    }

    @Override
    public double outlineRadiusMm(SettingValues settings) {
        return Stroke.radiusMm(settings);
    }

    @Override
    public Gesture begin(ToolContext context, Pointer pointer) throws Refused {
        boolean erases = pointer.has(Pointer.Modifier.ERASE) || context.settings().isOn(ERASE);
        return new Stroke(context, erases ? Stroke.erase(context) : Deed.paint(context, title()), pointer);
    }
}
