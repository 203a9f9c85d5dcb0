package org.maskwright.format.dicom.data;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// How the text of a data set is coded (PS3.3, C.12.1.1.2).
///
/// Of several sets with escape sequences the first that needs more than ASCII is taken for all; what it cannot decode
/// becomes a replacement sign, never an error, for no pixel hangs on it.
public final class SpecificCharacterSet {
    /// What holds where a data set names none. Read as Latin 1, so that mislabelled text stays legible.
    public static final SpecificCharacterSet DEFAULT = new SpecificCharacterSet(StandardCharsets.ISO_8859_1);

    /// What data sets made here are written in.
    static final SpecificCharacterSet UTF_8 = new SpecificCharacterSet(StandardCharsets.UTF_8);

    private final Charset charset;

    private SpecificCharacterSet(Charset charset) {
        this.charset = charset;
    }

    /// @param terms the values of (0008,0005)
    public static SpecificCharacterSet of(List<String> terms) {
        for (String term : terms) {
            String name = switch (term.replace("ISO 2022 ", "ISO_").replace("ISO_IR ", "ISO_").replace("ISO_IR_", "ISO_").replace("ISO_IR", "ISO_")) {
                case "ISO_100" -> "ISO-8859-1";
                case "ISO_101" -> "ISO-8859-2";
                case "ISO_109" -> "ISO-8859-3";
                case "ISO_110" -> "ISO-8859-4";
                case "ISO_144" -> "ISO-8859-5";
                case "ISO_127" -> "ISO-8859-6";
                case "ISO_126" -> "ISO-8859-7";
                case "ISO_138" -> "ISO-8859-8";
                case "ISO_148" -> "ISO-8859-9";
                case "ISO_203" -> "ISO-8859-15";
                case "ISO_166" -> "TIS-620";
                case "ISO_13" -> "JIS_X0201";
                case "ISO_87", "ISO_159" -> "ISO-2022-JP-2";
                case "ISO_149" -> "EUC-KR";
                case "ISO_58", "GBK" -> "GBK";
                case "GB18030" -> "GB18030";
                case "ISO_192" -> "UTF-8";
                default -> "";
            };
            if (!name.isEmpty() && Charset.isSupported(name)) return new SpecificCharacterSet(Charset.forName(name));
        }
        return DEFAULT;
    }

    String decode(byte[] bytes) {
        return new String(bytes, charset);
    }
}
