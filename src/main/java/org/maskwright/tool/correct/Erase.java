package org.maskwright.tool.correct;

import java.util.List;
import org.maskwright.tool.Gesture;
import org.maskwright.tool.Pointer;
import org.maskwright.tool.Setting;
import org.maskwright.tool.SettingValues;
import org.maskwright.tool.Tool;
import org.maskwright.tool.ToolContext;

/// Takes labels away with a round brush.
public final class Erase implements Tool {
    @Override
    public String id() {
        return "erase";
    }

    @Override
    public String title() {
        return "Erase";
    }

    @Override
    public String hint() {
        return "Drag to take labels away.";
    }

    @Override
    public char key() {
        return 'E';
    }

    @Override
    public List<Setting> settings(ToolContext context) {
        return List.of(Stroke.RADIUS, Stroke.SHAPE, Stroke.ONLY_ACTIVE);
    }

    @Override
    public double outlineRadiusMm(SettingValues settings) {
        return Stroke.radiusMm(settings);
    }

    @Override
    public Gesture begin(ToolContext context, Pointer pointer) throws Refused {
        return new Stroke(context, Stroke.erase(context), pointer);
    }
}
