package org.maskwright.format.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.SampleType;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;

/// A header of NIfTI-1 (348 bytes) or NIfTI-2 (540 bytes), read and found good.
///
/// @param version 1 or 2
/// @param order of the file's bytes
/// @param dataInSameFile false for a `.hdr` that goes with an `.img`
/// @param dataOffset byte of the first sample
/// @param remarks whole sentences on what was guessed
/// @see <a href="https://nifti.nimh.nih.gov/pub/dist/src/niftilib/nifti1.h">nifti1.h</a>
record NiftiHeader(int version, ByteOrder order, boolean dataInSameFile, long dataOffset, ImageHeader image, List<String> remarks) {
    static final int BYTES_1 = 348, BYTES_2 = 540;
    static final int INTENT_LABEL = 1002, INTENT_VECTOR = 1007;
    private static final int CIFTI_FIRST = 3000, CIFTI_LAST = 3099;
    private static final String EXPORT_AGAIN = "Export the file again from the program that wrote it.";

    /// 1 or 2 if `bytes` begin like a header of that version, 0 if not.
    static int version(byte[] bytes) {
        if (bytes.length >= BYTES_1 && isMagic(bytes, 344, '1')) return 1;
        return bytes.length >= 12 && isMagic(bytes, 4, '2') ? 2 : 0;
    }

    private static boolean isMagic(byte[] b, int at, char version) {
        return b[at] == 'n' && (b[at + 1] == '+' || b[at + 1] == 'i') && b[at + 2] == version && b[at + 3] == 0;
    }

    /// @param bytes the file's first 540, fewer if it is shorter
    /// @param file its name, for messages
    static NiftiHeader parse(byte[] bytes, String file) throws FormatException {
        int version = version(bytes);
        if (version == 0) throw notNifti(bytes, file);
        int length = version == 1 ? BYTES_1 : BYTES_2;
        if (bytes.length < length) throw FormatException.truncated(file, "header", length, bytes.length);
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (b.getInt(0) != length) b.order(ByteOrder.BIG_ENDIAN);
        if (b.getInt(0) != length)
            throw FormatException.unexpected(file, "byte 0", "the header's length, " + length, Integer.toString(b.getInt(0)), EXPORT_AGAIN);
        return new Parser(b, version, file).parse();
    }

    private static FormatException notNifti(byte[] bytes, String file) {
        if (bytes.length < BYTES_1) return FormatException.truncated(file, "header", BYTES_1, bytes.length);
        ByteBuffer b = ByteBuffer.wrap(bytes);
        int length = b.getInt(0), reversed = Integer.reverseBytes(length);
        if (length != BYTES_1 && reversed != BYTES_1)
            return FormatException.of(file, "", "this is no NIfTI file, in spite of its name.", "Look at how it was made, or rename it to what it is.");
        if (bytes[344] == 0)
            return FormatException.unsupported(file, "byte 344", "ANALYZE 7.5, the forerunner of NIfTI without positions in the patient,", "Convert it to NIfTI where its orientation is known.");
        return FormatException.unexpected(file, "byte 344", "the magic word n+1, ni1, n+2 or ni2", "none of them", EXPORT_AGAIN);
    }

    /// Walks through one header.
    private static final class Parser {
        private final ByteBuffer b;
        private final int version;
        private final boolean one;
        private final String file;
        private final List<String> remarks = new ArrayList<>();

        Parser(ByteBuffer b, int version, String file) {
            this.b = b;
            this.version = version;
            this.one = version == 1;
            this.file = file;
        }

        NiftiHeader parse() throws FormatException {
            int intent = one ? b.getShort(68) : b.getInt(504);
            if (intent >= CIFTI_FIRST && intent <= CIFTI_LAST)
                throw FormatException.unsupported(file, "intent " + intent, "CIFTI, which lists points of the brain's surface and holds no volume,", "Map it into a volume with the program that made it.");
            long[] dim = dimensions();
            Size size = new Size((int) dim[1], (int) dim[2], (int) dim[3]);
            Geometry geometry = geometry(size);
            ImageHeader image = samples(geometry, (int) dim[4], channels(dim), intent);
            boolean same = b.get((one ? 344 : 4) + 1) == '+';
            if (image.frames() > 1) remarks.add("It holds " + image.frames() + " volumes in time; the first is opened.");
            return new NiftiHeader(version, b.order(), same, dataOffset(same), image, List.copyOf(remarks));
        }

        private long[] dimensions() throws FormatException {
            int at = one ? 40 : 16;
            long n = one ? b.getShort(at) : b.getLong(at);
            if (n < 1 || n > 7) throw FormatException.unexpected(file, "byte " + at, "1 to 7 dimensions", Long.toString(n), EXPORT_AGAIN);
            long[] dim = {n, 1, 1, 1, 1, 1, 1, 1};
            for (int i = 1; i <= n; i++) {
                int place = at + i * (one ? 2 : 8);
                dim[i] = one ? b.getShort(place) : b.getLong(place);
                if (dim[i] < 1 || dim[i] > Integer.MAX_VALUE - 8)
                    throw FormatException.unexpected(file, "byte " + place, "a length of at least 1 along dimension " + i, Long.toString(dim[i]), EXPORT_AGAIN);
            }
            return dim;
        }

        private int channels(long[] dim) throws FormatException {
            double channels = (double) dim[5] * dim[6] * dim[7];
            if (channels > 65_536) throw FormatException.unexpected(file, "dimensions 5 to 7", "at most 65536 values a voxel", String.valueOf((long) channels), EXPORT_AGAIN);
            return (int) channels;
        }

        private ImageHeader samples(Geometry geometry, int frames, int channels, int intent) throws FormatException {
            int at = one ? 70 : 12, code = b.getShort(at);
            int colours = code == 128 ? 3 : code == 2304 ? 4 : 0;
            SampleType type = switch (code) {
                case 2, 128, 2304 -> SampleType.UINT8;
                case 256 -> SampleType.INT8;
                case 512 -> SampleType.UINT16;
                case 4 -> SampleType.INT16;
                case 768 -> SampleType.UINT32;
                case 8 -> SampleType.INT32;
                case 1280 -> SampleType.UINT64;
                case 1024 -> SampleType.INT64;
                case 16 -> SampleType.FLOAT32;
                case 64 -> SampleType.FLOAT64;
                case 32, 1792, 2048 -> throw FormatException.unsupported(file, "byte " + at, "an image of complex numbers (data type " + code + ")", "Export its magnitude.");
                case 1536 -> throw FormatException.unsupported(file, "byte " + at, "an image of 128-bit floats", "Export it as float64.");
                case 1 -> throw FormatException.unsupported(file, "byte " + at, "an image of single bits", "Export it as uint8.");
                default -> throw FormatException.unexpected(file, "byte " + at, "a data type of NIfTI", Integer.toString(code), EXPORT_AGAIN);
            };
            if (colours > 0 && channels > 1) throw FormatException.unsupported(file, "dimension 5", "a vector of colours", "Split it into one file a component.");
            ImageHeader image = ImageHeader.of(geometry, type).withFrames(frames).withKind(kind(intent));
            if (colours > 0) image = image.withChannels(colours, true);
            else image = scaled(image.withChannels(channels, false));
            double slices = (double) geometry.size().z() * frames * channels, bytes = (double) image.sliceBytes() * slices;
            if (image.sliceBytes() > Integer.MAX_VALUE - 8 || slices > Integer.MAX_VALUE - 8 || bytes > Long.MAX_VALUE / 2)
                throw FormatException.unexpected(file, "byte " + (one ? 40 : 16), "slices of less than 2 GB", "a header that claims " + geometry.size() + " voxels", EXPORT_AGAIN);
            return image;
        }

        private static ImageHeader.Kind kind(int intent) {
            if (intent == INTENT_LABEL) return ImageHeader.Kind.LABELS;
            return intent == 0 ? ImageHeader.Kind.UNKNOWN : ImageHeader.Kind.VOLUME;
        }

        /// A slope of 0 or none at all means that nothing is scaled; the intercept counts for nothing then.
        private ImageHeader scaled(ImageHeader image) throws FormatException {
            double slope = one ? b.getFloat(112) : b.getDouble(176), intercept = one ? b.getFloat(116) : b.getDouble(184);
            if (slope == 0 || !Double.isFinite(slope)) return image;
            if (!Double.isFinite(intercept)) throw FormatException.unexpected(file, "byte " + (one ? 116 : 184), "a finite scl_inter", Double.toString(intercept), EXPORT_AGAIN);
            return image.withScale(slope, intercept);
        }

        private long dataOffset(boolean same) throws FormatException {
            int at = one ? 108 : 168;
            double claimed = one ? b.getFloat(at) : b.getLong(at);
            long least = same ? (one ? 352 : 544) : 0;
            if (claimed == 0) return least;
            if (!(claimed >= least && claimed < Long.MAX_VALUE / 2.0))
                throw FormatException.unexpected(file, "byte " + at, "samples from byte " + least + " on", "vox_offset " + claimed, EXPORT_AGAIN);
            return (long) claimed;
        }

        /// ADR 10: sform if its code is above 0, else qform if its code is, else pixdim alone.
        private Geometry geometry(Size size) throws FormatException {
            int qformCode = one ? b.getShort(252) : b.getInt(344), sformCode = one ? b.getShort(254) : b.getInt(348);
            Affine ras;
            String place;
            try {
                if (sformCode > 0) {
                    place = "sform, byte " + (one ? 280 : 400);
                    ras = sform();
                } else if (qformCode > 0) {
                    place = "qform, byte " + (one ? 256 : 352);
                    ras = qform();
                } else {
                    place = "pixdim, byte " + (one ? 76 : 104);
                    ras = centred(size);
                    remarks.add(Item.GUESSED_PLACE);
                }
            } catch (IllegalArgumentException e) {
                throw FormatException.unexpected(file, "qform and sform", "finite numbers", "others", EXPORT_AGAIN);
            }
            double mm = millimetres();
            Affine scaled = Affine.scaling(mm, mm, mm).after(ras);
            try {
                return new Geometry(size, (mm == 1 ? ras : scaled).withTargetXyNegated());
            } catch (IllegalArgumentException e) {
                throw FormatException.unexpected(file, place, "three axes that span space", "a matrix without volume", "Repair the orientation in the program that wrote the file.");
            }
        }

        private double millimetres() {
            return switch ((one ? b.get(123) : b.getInt(500)) & 7) {
                case 1 -> 1000;
                case 3 -> 0.001;
                default -> 1;
            };
        }

        private Affine sform() {
            double[][] rows = new double[3][4];
            for (int i = 0; i < 12; i++) rows[i / 4][i % 4] = one ? b.getFloat(280 + 4 * i) : b.getDouble(400 + 8 * i);
            return Affine.ofRows(rows);
        }

        private double pixdim(int i) {
            return one ? b.getFloat(76 + 4 * i) : b.getDouble(104 + 8 * i);
        }

        /// Voxel lengths: negative ones lose their sign, and 0 along an axis of a flat image becomes 1.
        private double spacing(int axis) {
            double length = Math.abs(pixdim(axis + 1));
            return length == 0 ? 1 : length;
        }

        private Affine qform() {
            double qb = quaternion(0), qc = quaternion(1), qd = quaternion(2);
            double rest = 1 - (qb * qb + qc * qc + qd * qd), qa = 0;
            if (rest < 1e-7) { // a half turn; rounding may have left the vector a little too long
                double length = Math.sqrt(qb * qb + qc * qc + qd * qd);
                qb /= length;
                qc /= length;
                qd /= length;
            } else {
                qa = Math.sqrt(rest);
            }
            double x = spacing(0), y = spacing(1), z = spacing(2) * (pixdim(0) < 0 ? -1 : 1);
            return new Affine(
                    x * (qa * qa + qb * qb - qc * qc - qd * qd), y * 2 * (qb * qc - qa * qd), z * 2 * (qb * qd + qa * qc), quaternion(3),
                    x * 2 * (qb * qc + qa * qd), y * (qa * qa + qc * qc - qb * qb - qd * qd), z * 2 * (qc * qd - qa * qb), quaternion(4),
                    x * 2 * (qb * qd - qa * qc), y * 2 * (qc * qd + qa * qb), z * (qa * qa + qd * qd - qc * qc - qb * qb), quaternion(5));
        }

        /// The three numbers of the rotation, then the three of the offset.
        private double quaternion(int i) {
            return one ? b.getFloat(256 + 4 * i) : b.getDouble(352 + 8 * i);
        }

        /// As ANALYZE files were meant: x counts to the patient's left, the middle of the grid lies at the origin.
        private Affine centred(Size size) {
            double x = spacing(0), y = spacing(1), z = spacing(2);
            return new Affine(-x, 0, 0, x * (size.x() - 1) / 2, 0, y, 0, -y * (size.y() - 1) / 2, 0, 0, z, -z * (size.z() - 1) / 2);
        }
    }
}
