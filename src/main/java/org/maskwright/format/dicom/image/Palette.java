package org.maskwright.format.dicom.image;

import org.maskwright.format.FormatException;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.Tag;

/// The colours that the samples of a PALETTE COLOR image stand for (PS3.3, C.7.6.3.1.5 and .6), 8 bits each.
public final class Palette {
    private final int first;
    private final int[] rgb;

    private Palette(int first, int[] rgb) {
        this.first = first;
        this.rgb = rgb;
    }

    /// @throws FormatException if a table is missing, too short, or of a kind that is not read
    public static Palette of(String source, Attributes header) throws FormatException {
        if (header.contains(Tag.SegmentedRedPaletteColorLookupTableData) && !header.containsValue(Tag.RedPaletteColorLookupTableData))
            throw FormatException.unsupported(source, "element " + Tag.toString(Tag.SegmentedRedPaletteColorLookupTableData), "a palette in segments", "Export the series in RGB.");
        double[] descriptor = header.getDoubles(Tag.RedPaletteColorLookupTableDescriptor);
        if (descriptor.length < 3) throw FormatException.unexpected(source, "element " + Tag.toString(Tag.RedPaletteColorLookupTableDescriptor), "three numbers",
                String.valueOf(descriptor.length), "The header is damaged: export the series again.");
        int count = (int) descriptor[0] & 0xFFFF;
        if (count == 0) count = 1 << 16;
        int[] rgb = new int[count];
        add(source, header, Tag.RedPaletteColorLookupTableData, rgb, 16);
        add(source, header, Tag.GreenPaletteColorLookupTableData, rgb, 8);
        add(source, header, Tag.BluePaletteColorLookupTableData, rgb, 0);
        return new Palette((int) descriptor[1], rgb);
    }

    private static void add(String source, Attributes header, int tag, int[] rgb, int shift) throws FormatException {
        byte[] table = header.getBytes(tag);
        if (table.length < rgb.length) throw FormatException.truncated(source, "element " + Tag.toString(tag), rgb.length, table.length);
        boolean words = table.length >= 2 * rgb.length;
        int[] values = new int[rgb.length];
        int highest = 0;
        boolean bigEndian = header.isBigEndian(tag);
        for (int i = 0; i < values.length; i++) {
            values[i] = !words ? table[bigEndian && header.isWords(tag) ? i ^ 1 : i] & 0xFF
                    : (table[2 * i + (bigEndian ? 0 : 1)] & 0xFF) << 8 | table[2 * i + (bigEndian ? 1 : 0)] & 0xFF;
            highest = Math.max(highest, values[i]);
        }
        // whatever the descriptor says of bits, tables of words are used to their full 16 bits, or to 8 by mistaken writers
        for (int i = 0; i < values.length; i++) rgb[i] |= (highest > 255 ? values[i] >> 8 : values[i]) << shift;
    }

    /// The colour of a sample, `0xRRGGBB`; samples beyond an end of the table have the colour at that end.
    public int rgb(int sample) {
        return rgb[Math.clamp(sample - first, 0, rgb.length - 1)];
    }
}
