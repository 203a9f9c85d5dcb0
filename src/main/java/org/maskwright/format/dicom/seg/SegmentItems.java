package org.maskwright.format.dicom.seg;

import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UidSource;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.label.Authorship;
import org.maskwright.label.Code;
import org.maskwright.label.Terms;

/// The items of the Segment Sequence (PS3.3, C.8.20.4).
final class SegmentItems {
    /// Who owns the elements below; programs that do not know the owner pass them over.
    static final String OWNER = "MASKWRIGHT";
    static final int OWNER_TAG = 0x00630010;
    /// The label of a segment, whose number has to count from 1.
    static final int LABEL_TAG = 0x00631001;

    private static final String DICOM = "DCM";

    private SegmentItems() {}

    static Attributes item(SegmentDescription segment, int number, UidSource uids) {
        Terms terms = segment.terms().or(() -> Vocabulary.of(segment.name())).orElse(Vocabulary.UNKNOWN);
        Attributes type = code(terms.type());
        terms.modifier().ifPresent(modifier -> type.setSequence(Tag.SegmentedPropertyTypeModifierCodeSequence, code(modifier)));
        Attributes item = new Attributes()
                .setSequence(Tag.SegmentedPropertyCategoryCodeSequence, code(terms.category()))
                .setInt(Tag.SegmentNumber, VR.US, number)
                .setString(Tag.SegmentLabel, VR.LO, VR.LO.fitting(segment.name()))
                .setString(Tag.SegmentAlgorithmType, VR.CS, segment.authorship().kind().name())
                .setInt(Tag.RecommendedDisplayCIELabValue, VR.US, CieLab.of(segment.rgb()))
                .setSequence(Tag.SegmentedPropertyTypeCodeSequence, type)
                .setString(Tag.TrackingID, VR.UT, VR.UT.fitting(segment.name()))
                .setString(Tag.TrackingUID, VR.UI, uids.next());
        segment.authorship().algorithm().ifPresent(algorithm -> item.setString(Tag.SegmentAlgorithmName, VR.LO, VR.LO.fitting(algorithm.name()))
                .setSequence(Tag.SegmentationAlgorithmIdentificationSequence, identification(algorithm)));
        if (number != segment.value()) item.setString(OWNER_TAG, VR.LO, OWNER).setInt(LABEL_TAG, VR.US, segment.value());
        return item;
    }

    private static Attributes identification(Authorship.Algorithm algorithm) {
        Code family = algorithm.learnt() ? new Code("123110", DICOM, "Artificial Intelligence") : new Code("123101", DICOM, "Neighborhood Analysis");
        return new Attributes().setSequence(Tag.AlgorithmFamilyCodeSequence, code(family)).setString(Tag.AlgorithmName, VR.LO, VR.LO.fitting(algorithm.name()))
                .setString(Tag.AlgorithmVersion, VR.LO, VR.LO.fitting(algorithm.version()));
    }

    static Attributes code(Code code) {
        Attributes item = new Attributes();
        if (code.value().length() <= 16) item.setString(Tag.CodeValue, VR.SH, code.value());
        else item.setString(Tag.LongCodeValue, VR.UC, code.value());
        return item.setString(Tag.CodingSchemeDesignator, VR.SH, VR.SH.fitting(code.scheme())).setString(Tag.CodeMeaning, VR.LO, VR.LO.fitting(code.meaning().isBlank() ? code.value() : code.meaning()));
    }

    static Attributes code(String value, String meaning) {
        return code(new Code(value, DICOM, meaning));
    }
}
