package org.maskwright.format.dicom.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The value representations of all standard data elements (PS3.6, of 2022), from `elements.txt`: what implicit syntaxes
/// leave out. A sequence that is not known as one could not be looked into, and a name in it not be taken out.
final class StandardElements {
    private static final Map<Integer, VR> REPRESENTATIONS = new HashMap<>(8192);
    /// Those that are SS where Pixel Representation says signed, else US.
    private static final Set<Integer> EITHER = new HashSet<>();

    static {
        try (InputStream in = StandardElements.class.getResourceAsStream("elements.txt")) {
            if (in == null) throw new IllegalStateException("elements.txt is missing from the program");
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)).lines().filter(line -> !line.startsWith("#")).forEach(StandardElements::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StandardElements() {}

    private static void read(String line) {
        String[] words = line.split(" ");
        boolean either = words[0].equals("US/SS");
        VR vr = either ? VR.US : VR.valueOf(words[0]);
        int group = Integer.parseInt(words[1], 16) << 16;
        for (int i = 2; i < words.length; i++) {
            int tag = group | Integer.parseInt(words[i], 16);
            REPRESENTATIONS.put(tag, vr);
            if (either) EITHER.add(tag);
        }
    }

    /// [VR#UN] for an element that the standard does not have.
    ///
    /// @param signed whether Pixel Representation says signed
    static VR vrOf(int tag, boolean signed) {
        return signed && EITHER.contains(tag) ? VR.SS : REPRESENTATIONS.getOrDefault(tag, VR.UN);
    }
}
