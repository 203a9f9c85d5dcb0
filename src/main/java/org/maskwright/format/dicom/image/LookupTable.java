package org.maskwright.format.dicom.image;

import org.maskwright.format.FormatException;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.Tag;

/// A modality or VOI lookup table (PS3.3, C.11.1.1 and C.11.2.1.1): one output for each whole input from `first` on. Inputs
/// beyond an end have the output at that end.
public final class LookupTable {
    private final int first;
    private final int bits;
    private final int[] outputs;

    private LookupTable(int first, int bits, int[] outputs) {
        this.first = first;
        this.bits = bits;
        this.outputs = outputs;
    }

    /// @param item of the sequence that holds the table
    /// @param signed whether inputs may be negative, so that a large first input is one
    /// @throws FormatException if the table is missing or shorter than its descriptor says
    public static LookupTable of(String source, Attributes item, boolean signed) throws FormatException {
        String place = "element " + Tag.toString(Tag.LUTDescriptor);
        double[] descriptor = item.getDoubles(Tag.LUTDescriptor);
        if (descriptor.length < 3) throw FormatException.unexpected(source, place, "three numbers", String.valueOf(descriptor.length), "The header is damaged: export the series again.");
        int count = (int) descriptor[0] & 0xFFFF, first = (int) descriptor[1], bits = (int) descriptor[2] & 0xFFFF;
        if (count == 0) count = 1 << 16;
        if (signed && first > Short.MAX_VALUE) first -= 1 << 16;
        if (bits < 1 || bits > 16) throw FormatException.unexpected(source, place, "entries of 1 to 16 bits", String.valueOf(bits), "The header is damaged: export the series again.");
        byte[] data = item.getBytes(Tag.LUTData);
        boolean words = data.length >= 2 * count;
        if (data.length < count || !words && bits > 8) throw FormatException.truncated(source, "element " + Tag.toString(Tag.LUTData), bits > 8 ? 2L * count : count, data.length);
        boolean bigEndian = item.isBigEndian(Tag.LUTData);
        int[] outputs = new int[count];
        for (int i = 0; i < count; i++) {
            outputs[i] = !words ? data[bigEndian && item.isWords(Tag.LUTData) ? i ^ 1 : i] & 0xFF
                    : (data[2 * i + (bigEndian ? 0 : 1)] & 0xFF) << 8 | data[2 * i + (bigEndian ? 1 : 0)] & 0xFF;
        }
        return new LookupTable(first, bits, outputs);
    }

    /// The least input that has an output of its own.
    public int first() {
        return first;
    }

    public int count() {
        return outputs.length;
    }

    public int output(double input) {
        return outputs[(int) Math.clamp(input - first, 0, outputs.length - 1)];
    }

    /// The outputs in order, as shares of the greatest that their bits can hold.
    public float[] shares() {
        float[] shares = new float[outputs.length];
        float most = (1 << bits) - 1;
        for (int i = 0; i < shares.length; i++) shares[i] = Math.min(1, outputs[i] / most);
        return shares;
    }
}
