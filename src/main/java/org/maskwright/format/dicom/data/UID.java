package org.maskwright.format.dicom.data;

import java.util.Map;

/// The unique identifiers that the program knows (PS3.6, annex A), and the names of the transfer syntaxes that it refuses.
public final class UID {
    public static final String ImplicitVRLittleEndian = "1.2.840.10008.1.2";
    public static final String ExplicitVRLittleEndian = "1.2.840.10008.1.2.1";
    public static final String DeflatedExplicitVRLittleEndian = "1.2.840.10008.1.2.1.99";
    public static final String ExplicitVRBigEndian = "1.2.840.10008.1.2.2";
    public static final String JPEGBaseline8Bit = "1.2.840.10008.1.2.4.50";
    public static final String JPEGExtended12Bit = "1.2.840.10008.1.2.4.51";
    public static final String JPEGLossless = "1.2.840.10008.1.2.4.57";
    public static final String JPEGLosslessSV1 = "1.2.840.10008.1.2.4.70";
    public static final String JPEGLSLossless = "1.2.840.10008.1.2.4.80";
    public static final String JPEGLSNearLossless = "1.2.840.10008.1.2.4.81";
    public static final String JPEG2000Lossless = "1.2.840.10008.1.2.4.90";
    public static final String JPEG2000 = "1.2.840.10008.1.2.4.91";
    public static final String RLELossless = "1.2.840.10008.1.2.5";
    public static final String DeflatedImageFrameCompression = "1.2.840.10008.1.2.8.1";
    /// Implicit little endian, but big-endian pixel data: a vendor's own.
    public static final String GEPrivateBigEndianPixels = "1.2.840.113619.5.2";

    public static final String MediaStorageDirectoryStorage = "1.2.840.10008.1.3.10";
    public static final String CTImageStorage = "1.2.840.10008.5.1.4.1.1.2";
    public static final String SegmentationStorage = "1.2.840.10008.5.1.4.1.1.66.4";
    public static final String LabelMapSegmentationStorage = "1.2.840.10008.5.1.4.1.1.66.7";
    public static final String RTStructureSetStorage = "1.2.840.10008.5.1.4.1.1.481.3";
    public static final String VLWholeSlideMicroscopyImageStorage = "1.2.840.10008.5.1.4.1.1.77.1.6";

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry(ImplicitVRLittleEndian, "Implicit VR Little Endian"),
            Map.entry(ExplicitVRLittleEndian, "Explicit VR Little Endian"),
            Map.entry(DeflatedExplicitVRLittleEndian, "Deflated Explicit VR Little Endian"),
            Map.entry(ExplicitVRBigEndian, "Explicit VR Big Endian"),
            Map.entry(JPEGBaseline8Bit, "JPEG Baseline"),
            Map.entry(JPEGExtended12Bit, "JPEG Extended (8 or 12 bit)"),
            Map.entry("1.2.840.10008.1.2.4.53", "JPEG Spectral Selection (retired)"),
            Map.entry("1.2.840.10008.1.2.4.55", "JPEG Full Progression (retired)"),
            Map.entry(JPEGLossless, "JPEG Lossless"),
            Map.entry(JPEGLosslessSV1, "JPEG Lossless, first-order prediction"),
            Map.entry(JPEGLSLossless, "JPEG-LS Lossless"),
            Map.entry(JPEGLSNearLossless, "JPEG-LS Near-lossless"),
            Map.entry(JPEG2000Lossless, "JPEG 2000 Lossless"),
            Map.entry(JPEG2000, "JPEG 2000"),
            Map.entry("1.2.840.10008.1.2.4.92", "JPEG 2000 Multi-component Lossless"),
            Map.entry("1.2.840.10008.1.2.4.93", "JPEG 2000 Multi-component"),
            Map.entry("1.2.840.10008.1.2.4.94", "JPIP Referenced"),
            Map.entry("1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate"),
            Map.entry("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile, Main Level"),
            Map.entry("1.2.840.10008.1.2.4.101", "MPEG2 Main Profile, High Level"),
            Map.entry("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile"),
            Map.entry("1.2.840.10008.1.2.4.103", "MPEG-4 AVC/H.264 BD-compatible"),
            Map.entry("1.2.840.10008.1.2.4.107", "HEVC/H.265 Main Profile"),
            Map.entry("1.2.840.10008.1.2.4.108", "HEVC/H.265 Main 10 Profile"),
            Map.entry("1.2.840.10008.1.2.4.110", "JPEG XL Lossless"),
            Map.entry("1.2.840.10008.1.2.4.112", "JPEG XL"),
            Map.entry("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Lossless"),
            Map.entry("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 with RPCL, Lossless"),
            Map.entry("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000"),
            Map.entry(RLELossless, "RLE Lossless"),
            Map.entry(DeflatedImageFrameCompression, "Deflated Image Frame"),
            Map.entry(GEPrivateBigEndianPixels, "GE private, big-endian pixel data"));

    private UID() {}

    /// A transfer syntax as a reader wants to see it: its name and its identifier, or the identifier alone.
    public static String nameOf(String uid) {
        String name = NAMES.get(uid);
        return name == null ? uid : name + " (" + uid + ")";
    }
}
