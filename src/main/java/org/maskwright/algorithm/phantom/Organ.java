package org.maskwright.algorithm.phantom;

import java.util.Arrays;
import org.maskwright.label.LabelTable;

/// What the torso phantom labels. The values are fixed: models are trained on them.
public enum Organ {
    LIVER(1, "Liver", 0xE0785A),
    SPLEEN(2, "Spleen", 0xB07CE8),
    LEFT_KIDNEY(3, "Left kidney", 0xF2C14E),
    RIGHT_KIDNEY(4, "Right kidney", 0xC9A227),
    HEART(5, "Heart", 0xEE5A6F),
    LEFT_LUNG(6, "Left lung", 0x58B8F0),
    RIGHT_LUNG(7, "Right lung", 0x4FD1B5),
    /// Vertebrae with their processes, and the discs between them; not the canal.
    SPINE(8, "Spine", 0xF0E6B8),
    AORTA(9, "Aorta", 0xFF3B30),
    /// Liver metastases and cysts, lung nodules; taken out of the organ that holds them.
    LESION(10, "Lesion", 0xB8F23A),
    STOMACH(11, "Stomach", 0xF29AC0),
    GALLBLADDER(12, "Gallbladder", 0x5BCB6B);

    private final int label;
    private final String title;
    private final int rgb;

    Organ(int label, String title, int rgb) {
        this.label = label;
        this.title = title;
        this.rgb = rgb;
    }

    /// The label value, 1 and up.
    public int label() {
        return label;
    }

    public String title() {
        return title;
    }

    /// Names and colours of all of them.
    public static LabelTable table() {
        return new LabelTable(Arrays.stream(values()).map(o -> new LabelTable.Entry(o.label, o.title, o.rgb)).toList());
    }
}
