package org.maskwright.fx.desk;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.render.AutomaticWindow;
import org.maskwright.volume.Range;
import org.maskwright.volume.Volume;
import org.maskwright.volume.Window;

/// The windows that are offered for a scan: those it came with, those its modality is read with, and what its own values ask for.
public final class Presets {
    /// As radiologists read CT; width and centre in Hounsfield units.
    private static final List<Window.Preset> CT = List.of(
            new Window.Preset("Soft tissue", new Window(40, 400)),
            new Window.Preset("Lung", new Window(-600, 1500)),
            new Window.Preset("Bone", new Window(400, 1800)),
            new Window.Preset("Liver", new Window(60, 160)),
            new Window.Preset("Mediastinum", new Window(50, 350)),
            new Window.Preset("Brain", new Window(40, 80)));

    private Presets() {}

    /// The windows for `volume`, the one to open with first, "Full range" last.
    public static List<Window.Preset> of(Volume volume) {
        List<Window.Preset> presets = new ArrayList<>(volume.info().presets());
        if (volume.info().modality().equals("CT")) presets.addAll(CT);
        else presets.add(new Window.Preset("Automatic", AutomaticWindow.of(volume)));
        Range range = volume.range();
        presets.add(new Window.Preset("Full range", Window.between(range.low(), range.high())));
        return presets;
    }
}
