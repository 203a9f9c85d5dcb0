package org.maskwright.tool.correct;

import java.util.List;
import java.util.Optional;
import org.maskwright.algorithm.Thresholding;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.label.LabelEdit;
import org.maskwright.tool.Gesture;
import org.maskwright.tool.IntensityLimit;
import org.maskwright.tool.Pointer;
import org.maskwright.tool.Setting;
import org.maskwright.tool.SettingValues;
import org.maskwright.tool.Tool;
import org.maskwright.tool.ToolContext;
import org.maskwright.volume.Range;
import org.maskwright.volume.Volume;

/// Paints every voxel whose value lies in a range, or confines all painting to that range. Begins at Otsu's threshold.
public final class Threshold implements Tool {
    private static final String RANGE = "range", EXTENT = "extent", LIMIT = "limitPainting";
    private static final String THIS_SLICE = "This slice", ALL_SLICES = "All slices";

    @Override
    public String id() {
        return "threshold";
    }

    @Override
    public String title() {
        return "Threshold";
    }

    @Override
    public String hint() {
        return "Set the range of values; Enter paints what lies in it, Esc drops it.";
    }

    @Override
    public char key() {
        return 'T';
    }

    @Override
    public List<Setting> settings(ToolContext context) {
        Scale scale = Scale.of(context.volume());
        Range range = scale.range();
        return List.of(new Setting.Span(RANGE, "Range", context.volume().info().unit(), range.low(), range.high(), scale.step(),
                        scale.snap(Scale.histogram(context.volume()).otsu()), range.high()),
                new Setting.Choice(EXTENT, "In", List.of(THIS_SLICE, ALL_SLICES), ALL_SLICES),
                new Setting.Toggle(LIMIT, "Limit painting to this range", false));
    }

    @Override
    public boolean beginsWhenChosen() {
        return true;
    }

    @Override
    public Optional<Range> paintLimit(SettingValues settings) {
        return settings.isOn(LIMIT) ? Optional.of(settings.range(RANGE)) : Optional.empty();
    }

    @Override
    public Gesture begin(ToolContext context, Pointer pointer) throws Refused {
        Deed.paint(context, title());
        return new Choosing(context, pointer);
    }

    /// What a mask is computed from.
    private record Wish(Range range, Box box) {}

    private final class Choosing implements Gesture {
        private final ToolContext context;
        private final Preview preview;
        private Pointer place;
        private Wish wish;

        Choosing(ToolContext context, Pointer place) {
            this.context = context;
            this.preview = new Preview(context);
            this.place = place;
            this.wish = wish();
            ask();
        }

        private Wish wish() {
            Geometry geometry = context.volume().geometry();
            int normal = geometry.axes(place.plane()).normal();
            boolean inSlice = context.settings().choice(EXTENT).equals(THIS_SLICE);
            return new Wish(context.settings().range(RANGE), inSlice
                    ? geometry.size().slice(normal, (int) Math.rint(place.voxel().along(normal)))
                    : geometry.size().box());
        }

        private void ask() {
            Volume volume = context.volume();
            Wish asked = wish;
            preview.ask(new IntensityLimit(volume, asked.range()).words(), progress -> Thresholding.of(volume, asked.range(), asked.box(), progress));
        }

        private void askAnew() {
            if (preview.isOver()) return;
            Wish now = wish();
            if (now.equals(wish)) return;
            wish = now;
            ask();
        }

        @Override
        public State state() {
            return preview.isOver() ? State.OVER : State.PENDING;
        }

        /// Takes the threshold of "this slice" to another one.
        @Override
        public void drag(Pointer pointer) {
            place = pointer;
            askAnew();
        }

        @Override
        public Optional<LabelEdit> release(Pointer pointer) {
            drag(pointer);
            return Optional.empty();
        }

        @Override
        public void settingsChanged() {
            askAnew();
        }

        @Override
        public Optional<LabelEdit> accept() {
            return preview.accept(() -> Deed.paint(context, title()));
        }

        @Override
        public void cancel() {
            preview.end();
        }

        @Override
        public String refusal() {
            return preview.refusal();
        }
    }
}
