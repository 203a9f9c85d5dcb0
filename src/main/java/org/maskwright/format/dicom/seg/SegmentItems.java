package org.maskwright.format.dicom.seg;

import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UidSource;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.format.dicom.source.CodedItems;
import org.maskwright.label.Terms;

/// The items of the Segment Sequence (PS3.3, C.8.20.4).
final class SegmentItems {
    /// Who owns the elements below; programs that do not know the owner pass them over.
    static final String OWNER = "MASKWRIGHT";
    static final int OWNER_TAG = 0x00630010;
    /// The label of a segment, whose number has to count from 1.
    static final int LABEL_TAG = 0x00631001;

    private SegmentItems() {}

    static Attributes item(SegmentDescription segment, int number, UidSource uids) {
        Terms terms = segment.terms().or(() -> Vocabulary.of(segment.name())).orElse(Vocabulary.UNKNOWN);
        Attributes type = CodedItems.code(terms.type());
        terms.modifier().ifPresent(modifier -> type.setSequence(Tag.SegmentedPropertyTypeModifierCodeSequence, CodedItems.code(modifier)));
        Attributes item = new Attributes()
                .setSequence(Tag.SegmentedPropertyCategoryCodeSequence, CodedItems.code(terms.category()))
                .setInt(Tag.SegmentNumber, VR.US, number)
                .setString(Tag.SegmentLabel, VR.LO, VR.LO.fitting(segment.name()))
                .setString(Tag.SegmentAlgorithmType, VR.CS, segment.authorship().kind().name())
                .setInt(Tag.RecommendedDisplayCIELabValue, VR.US, CieLab.of(segment.rgb()))
                .setSequence(Tag.SegmentedPropertyTypeCodeSequence, type)
                .setString(Tag.TrackingID, VR.UT, VR.UT.fitting(segment.name()))
                .setString(Tag.TrackingUID, VR.UI, uids.next());
        segment.authorship().algorithm().ifPresent(algorithm -> item.setString(Tag.SegmentAlgorithmName, VR.LO, VR.LO.fitting(algorithm.name()))
                .setSequence(Tag.SegmentationAlgorithmIdentificationSequence, CodedItems.algorithm(algorithm)));
        if (number != segment.value()) item.setString(OWNER_TAG, VR.LO, OWNER).setInt(LABEL_TAG, VR.US, segment.value());
        return item;
    }
}
