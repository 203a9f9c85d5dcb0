package org.maskwright.format.dicom.source;

import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.label.Authorship;
import org.maskwright.label.Code;

/// Items of sequences that any derived object may hold.
public final class CodedItems {
    private static final String DICOM = "DCM";

    private CodedItems() {}

    /// A coded concept (PS3.3, 8.8).
    public static Attributes code(Code code) {
        Attributes item = new Attributes();
        if (code.value().length() <= 16) item.setString(Tag.CodeValue, VR.SH, code.value());
        else item.setString(Tag.LongCodeValue, VR.UC, code.value());
        return item.setString(Tag.CodingSchemeDesignator, VR.SH, VR.SH.fitting(code.scheme())).setString(Tag.CodeMeaning, VR.LO, VR.LO.fitting(code.meaning().isBlank() ? code.value() : code.meaning()));
    }

    /// A concept of DICOM's own.
    public static Attributes code(String value, String meaning) {
        return code(new Code(value, DICOM, meaning));
    }

    /// Which algorithm it was (PS3.3, 10.16).
    public static Attributes algorithm(Authorship.Algorithm algorithm) {
        Attributes family = algorithm.learnt() ? code("123110", "Artificial Intelligence") : code("123101", "Neighborhood Analysis");
        return new Attributes().setSequence(Tag.AlgorithmFamilyCodeSequence, family).setString(Tag.AlgorithmName, VR.LO, VR.LO.fitting(algorithm.name()))
                .setString(Tag.AlgorithmVersion, VR.LO, VR.LO.fitting(algorithm.version()));
    }
}
