package org.maskwright.format.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maskwright.format.FormatException;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.image.LookupTable;
import org.maskwright.format.dicom.image.PixelLayout;
import org.maskwright.volume.Range;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.VoiFunction;
import org.maskwright.volume.Window;

/// What the stored samples of an image mean, and how they want to be seen (PS3.3, C.7.5.1.1.2, C.11.1 and C.11.2).
///
/// @param scale where rescale slope and intercept stand
/// @param voi where windows stand
record ValueReader(String name, Attributes root, Attributes scale, Attributes voi, PixelLayout layout) {
    /// Whether samples go through a modality lookup table.
    boolean hasModalityTable() {
        return layout.samples() == 1 && !layout.floating() && root.getNestedDataset(Tag.ModalityLUTSequence).isPresent();
    }

    /// The modality lookup table of an image that has one.
    static LookupTable modalityTable(String name, Attributes root, PixelLayout layout) throws FormatException {
        return LookupTable.of(name, root.getNestedDataset(Tag.ModalityLUTSequence).orElseThrow(), layout.signed());
    }

    /// @param slope and `intercept`: of the first frame
    ScanInfo info(double slope, double intercept) throws FormatException {
        String modality = root.getString(Tag.Modality, "");
        boolean table = hasModalityTable();
        String type = table ? root.getNestedDataset(Tag.ModalityLUTSequence).orElseThrow().getString(Tag.ModalityLUTType, "US") : scale.getString(Tag.RescaleType, "");
        String unit = type.equals("US") || type.isEmpty() && !modality.equals("CT") ? "" : type.isEmpty() ? "HU" : type;
        return new ScanInfo(modality, unit, presets(table ? 0 : intercept), table ? Optional.empty() : padding().map(p -> scaled(p, slope, intercept)),
                layout.photometric() == PixelLayout.Photometric.MONOCHROME1);
    }

    private static Range scaled(Range stored, double slope, double intercept) {
        double a = slope * stored.low() + intercept, b = slope * stored.high() + intercept;
        return new Range(Math.min(a, b), Math.max(a, b));
    }

    /// Stored samples that stand where nothing was measured.
    private Optional<Range> padding() throws FormatException {
        double[] value = root.getDoubles(Tag.PixelPaddingValue), limit = root.getDoubles(Tag.PixelPaddingRangeLimit);
        if (value.length != 1 || layout.samples() != 1 || layout.floating() || layout.photometric() == PixelLayout.Photometric.PALETTE_COLOR) return Optional.empty();
        double a = settled(value[0]), b = limit.length == 1 ? settled(limit[0]) : a;
        return Optional.of(new Range(Math.min(a, b), Math.max(a, b)));
    }

    /// Writers mistake the sign of the representation; the samples' own decides.
    private double settled(double sample) {
        return layout.signed() && sample > Short.MAX_VALUE && layout.bitsAllocated() <= 16 ? sample - (1 << 16)
                : !layout.signed() && sample < 0 ? sample + (1 << 16) : sample;
    }

    private List<Window.Preset> presets(double intercept) throws FormatException {
        double[] centres = voi.getDoubles(Tag.WindowCenter), widths = voi.getDoubles(Tag.WindowWidth);
        List<String> names = voi.getStrings(Tag.WindowCenterWidthExplanation);
        VoiFunction function = switch (voi.getString(Tag.VOILUTFunction, "LINEAR")) {
            case "SIGMOID" -> VoiFunction.Formula.SIGMOID;
            case "LINEAR_EXACT" -> VoiFunction.Formula.LINEAR_EXACT;
            default -> VoiFunction.Formula.LINEAR;
        };
        List<Window.Preset> presets = new ArrayList<>();
        for (int i = 0; i < Math.min(centres.length, widths.length); i++) {
            if (!(widths[i] > 0)) continue;
            String given = i < names.size() && !names.get(i).isEmpty() ? names.get(i) : centres.length == 1 ? "As scanned" : "As scanned " + (i + 1);
            presets.add(new Window.Preset(given, new Window(centres[i], widths[i], function)));
        }
        List<Attributes> tables = root.getSequence(Tag.VOILUTSequence);
        for (int i = 0; i < tables.size(); i++) {
            LookupTable table = LookupTable.of(name, tables.get(i), layout.signed() || intercept < 0);
            String given = tables.get(i).getString(Tag.LUTExplanation, tables.size() == 1 ? "Lookup table" : "Lookup table " + (i + 1));
            // input n is shown from n − ½ to n + ½, so that scaled values fall into the entry that is meant
            presets.add(new Window.Preset(given, new Window(table.first() - 0.5 + table.count() / 2.0, table.count(), new VoiFunction.Curve(table.shares()))));
        }
        return presets;
    }
}
