package org.maskwright.format.dicom.data;

/// The value representations that implicit syntaxes leave out (PS3.6): of the elements that the program asks for here, of all
/// others in [StandardElements]. What neither knows is [VR#UN] and keeps its bytes.
final class ElementDictionary {
    private ElementDictionary() {}

    /// @param signed whether Pixel Representation says signed, on which some representations hang
    static VR vrOf(int tag, boolean signed) {
        if ((tag & 0xFFFF) == 0) return VR.UL; // group length
        if (Tag.isPrivate(tag)) return Tag.element(tag) >= 0x10 && Tag.element(tag) <= 0xFF ? VR.LO : VR.UN;
        if ((tag & 0xFF01FFFF) == Tag.OverlayBitPosition || (tag & 0xFF01FFFF) == Tag.OverlayRows) return VR.US;
        if ((tag & 0xFF01FFFF) == Tag.OverlayData) return VR.OW;
        if ((tag & 0xFF010000) == 0x60000000) return overlay(tag & 0xFF01FFFF);
        return switch (tag) {
            case Tag.MediaStorageSOPClassUID, Tag.TransferSyntaxUID, Tag.SOPClassUID, Tag.SOPInstanceUID, Tag.StudyInstanceUID,
                 Tag.SeriesInstanceUID, Tag.FrameOfReferenceUID, Tag.ReferencedSOPClassUID, Tag.ReferencedSOPInstanceUID -> VR.UI;
            case Tag.SpecificCharacterSet, Tag.ImageType, Tag.Modality, Tag.PatientPosition, Tag.PhotometricInterpretation,
                 Tag.VOILUTFunction, Tag.LossyImageCompression, Tag.ReferencedFileID, Tag.SegmentationType, Tag.SegmentAlgorithmType, Tag.SegmentationFractionalType,
                 Tag.SegmentsOverlap, Tag.DimensionOrganizationType -> VR.CS;
            case Tag.Manufacturer, Tag.PatientID, Tag.StudyDescription, Tag.SeriesDescription, Tag.RescaleType, Tag.WindowCenterWidthExplanation,
                 Tag.LUTExplanation, Tag.ModalityLUTType, Tag.SegmentLabel, Tag.SegmentAlgorithmName, Tag.CodeMeaning -> VR.LO;
            case Tag.PatientName -> VR.PN;
            case Tag.StudyDate -> VR.DA;
            case Tag.DiffusionBValue -> VR.FD;
            case Tag.StackID, Tag.CodeValue, Tag.CodingSchemeDesignator -> VR.SH;
            case Tag.LongCodeValue -> VR.UC;
            case Tag.SliceThickness, Tag.SpacingBetweenSlices, Tag.ImagerPixelSpacing, Tag.GantryDetectorTilt, Tag.ImagePositionPatient,
                 Tag.ImageOrientationPatient, Tag.PixelSpacing, Tag.WindowCenter, Tag.WindowWidth, Tag.RescaleIntercept,
                 Tag.RescaleSlope, Tag.FrameTime, Tag.TriggerTime, Tag.GridFrameOffsetVector -> VR.DS;
            case Tag.SeriesNumber, Tag.AcquisitionNumber, Tag.InstanceNumber, Tag.NumberOfFrames, Tag.EchoNumbers, Tag.TemporalPositionIdentifier,
                 Tag.ReferencedFrameNumber -> VR.IS;
            case Tag.SamplesPerPixel, Tag.PlanarConfiguration, Tag.Rows, Tag.Columns, Tag.BitsAllocated, Tag.BitsStored, Tag.HighBit,
                 Tag.PixelRepresentation, Tag.RecordInUseFlag, Tag.SegmentNumber, Tag.ReferencedSegmentNumber, Tag.RecommendedDisplayCIELabValue,
                 Tag.MaximumFractionalValue -> VR.US;
            case Tag.TotalPixelMatrixColumns, Tag.TotalPixelMatrixRows, Tag.InStackPositionNumber, Tag.TemporalPositionIndex, Tag.DimensionIndexValues -> VR.UL;
            case Tag.ColumnPositionInTotalImagePixelMatrix, Tag.RowPositionInTotalImagePixelMatrix -> VR.SL;
            case Tag.FrameIncrementPointer, Tag.DimensionIndexPointer -> VR.AT;
            // The descriptor's middle number is signed with the pixels; the first and third never are, so users mask them.
            case Tag.PixelPaddingValue, Tag.PixelPaddingRangeLimit, Tag.RedPaletteColorLookupTableDescriptor,
                 Tag.GreenPaletteColorLookupTableDescriptor, Tag.BluePaletteColorLookupTableDescriptor, Tag.LUTDescriptor -> signed ? VR.SS : VR.US;
            case Tag.RedPaletteColorLookupTableData, Tag.GreenPaletteColorLookupTableData, Tag.BluePaletteColorLookupTableData, Tag.LUTData,
                 Tag.SegmentedRedPaletteColorLookupTableData, Tag.SegmentedGreenPaletteColorLookupTableData,
                 Tag.SegmentedBluePaletteColorLookupTableData, Tag.PixelData -> VR.OW;
            case Tag.FloatPixelData -> VR.OF;
            case Tag.DoubleFloatPixelData -> VR.OD;
            case Tag.MRDiffusionSequence, Tag.DirectoryRecordSequence, Tag.ReferencedImageSequence, Tag.FrameContentSequence, Tag.PlanePositionSequence,
                 Tag.PlaneOrientationSequence, Tag.DimensionIndexSequence, Tag.ModalityLUTSequence, Tag.VOILUTSequence, Tag.PixelMeasuresSequence,
                 Tag.FrameVOILUTSequence, Tag.PixelValueTransformationSequence, Tag.SharedFunctionalGroupsSequence,
                 Tag.PerFrameFunctionalGroupsSequence, Tag.SegmentSequence, Tag.DeidentificationMethodCodeSequence, Tag.SegmentedPropertyCategoryCodeSequence,
                 Tag.SegmentedPropertyTypeCodeSequence, Tag.SegmentedPropertyTypeModifierCodeSequence, Tag.SegmentIdentificationSequence,
                 Tag.SegmentationAlgorithmIdentificationSequence, Tag.AlgorithmFamilyCodeSequence, Tag.DerivationImageSequence,
                 Tag.SourceImageSequence, Tag.ReferencedSeriesSequence, Tag.ReferencedInstanceSequence, Tag.PlanePositionSlideSequence,
                 Tag.DimensionOrganizationSequence, Tag.DerivationCodeSequence, Tag.PurposeOfReferenceCodeSequence -> VR.SQ;
            default -> StandardElements.vrOf(tag, signed);
        };
    }

    /// That of an element of the first overlay's group.
    private static VR overlay(int tag) {
        return switch (tag) {
            case Tag.OverlayColumns, Tag.ImageFrameOrigin -> VR.US;
            case Tag.NumberOfFramesInOverlay -> VR.IS;
            case Tag.OverlayDescription, Tag.OverlayLabel -> VR.LO;
            case Tag.OverlayOrigin -> VR.SS;
            default -> VR.UN;
        };
    }
}
