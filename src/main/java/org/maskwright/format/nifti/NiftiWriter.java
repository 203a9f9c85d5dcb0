package org.maskwright.format.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Point;

/// Spells headers: NIfTI-1, or NIfTI-2 if the grid is too long for it. Little-endian, positions as sform and, where a
/// rotation can say them, as qform, both with code 1.
final class NiftiWriter {
    private static final int LONGEST_1 = Short.MAX_VALUE;
    private static final int UNIT_MM = 2;
    private static final short SCANNER = 1;

    private NiftiWriter() {}

    /// The header and its extensions, up to the first sample: 352 or 544 bytes where there are no names to write.
    static byte[] header(ImageHeader image, String file) throws FormatException {
        long[] dim = dimensions(image);
        boolean one = true;
        for (long length : dim) one &= length <= LONGEST_1;
        byte[] extensions = LabelExtension.bytes(image.table());
        int bytes = one ? NiftiHeader.BYTES_1 : NiftiHeader.BYTES_2;
        ByteBuffer b = ByteBuffer.allocate(bytes + extensions.length).order(ByteOrder.LITTLE_ENDIAN).put(bytes, extensions);
        Affine ras = image.geometry().toPatient().withTargetXyNegated();
        Fields fields = new Fields(b, one);
        fields.magic();
        for (int i = 0; i < 8; i++) fields.dim(i, dim[i]);
        fields.type(type(image, file), image.type().bytes() * 8 * (image.interleaved() ? image.channels() : 1));
        fields.scale(image.slope(), image.intercept());
        fields.intent(image.kind() == ImageHeader.Kind.LABELS ? NiftiHeader.INTENT_LABEL : image.interleaved() ? 0 : NiftiHeader.INTENT_VECTOR);
        Rotation rotation = Rotation.of(ras);
        Point spacing = image.geometry().spacingMm();
        double[] pixdim = {rotation.qfac(), spacing.x(), spacing.y(), spacing.z(), 1, 1, 1, 1};
        for (int i = 0; i < 8; i++) fields.pixdim(i, pixdim[i]);
        fields.sform(ras);
        if (rotation.exact()) fields.qform(rotation, ras.origin());
        return b.array();
    }

    private static long[] dimensions(ImageHeader image) {
        long vectors = image.interleaved() ? 1 : image.channels();
        int n = vectors > 1 ? 5 : image.frames() > 1 ? 4 : 3;
        return new long[] {n, image.size().x(), image.size().y(), image.size().z(), image.frames(), vectors, 1, 1};
    }

    private static short type(ImageHeader image, String file) throws FormatException {
        if (image.interleaved() && image.channels() > 1) {
            if (image.type().bytes() == 1 && (image.channels() == 3 || image.channels() == 4)) return (short) (image.channels() == 3 ? 128 : 2304);
            throw FormatException.unsupported(file, "", "an image of " + image.channels() + " " + image.type().id() + " samples a voxel", "Split it into one file a channel.");
        }
        return switch (image.type()) {
            case UINT8 -> 2;
            case INT8 -> 256;
            case UINT16 -> 512;
            case INT16 -> 4;
            case UINT32 -> 768;
            case INT32 -> 8;
            case UINT64 -> 1280;
            case INT64 -> 1024;
            case FLOAT32 -> 16;
            case FLOAT64 -> 64;
        };
    }

    /// Where each field stands in either version.
    private record Fields(ByteBuffer b, boolean one) {
        void magic() {
            b.putInt(0, one ? NiftiHeader.BYTES_1 : NiftiHeader.BYTES_2);
            byte[] magic = one ? new byte[] {'n', '+', '1', 0} : new byte[] {'n', '+', '2', 0, '\r', '\n', 0x1A, '\n'};
            b.put(one ? 344 : 4, magic);
            b.put(one ? 148 : 240, "Maskwright".getBytes(StandardCharsets.US_ASCII));
            if (one) {
                b.put(38, (byte) 'r').putFloat(108, b.capacity());
                b.put(123, (byte) UNIT_MM);
            } else {
                b.putLong(168, b.capacity()).putInt(500, UNIT_MM);
            }
        }

        void dim(int i, long length) {
            if (one) b.putShort(40 + 2 * i, (short) length);
            else b.putLong(16 + 8 * i, length);
        }

        void pixdim(int i, double value) {
            number(one ? 76 + 4 * i : 104 + 8 * i, value);
        }

        void type(short code, int bits) {
            b.putShort(one ? 70 : 12, code).putShort(one ? 72 : 14, (short) bits);
        }

        void scale(double slope, double intercept) {
            number(one ? 112 : 176, slope);
            number(one ? 116 : 184, intercept);
        }

        void intent(int code) {
            if (one) b.putShort(68, (short) code);
            else b.putInt(504, code);
        }

        void sform(Affine ras) {
            if (one) b.putShort(254, SCANNER);
            else b.putInt(348, SCANNER);
            double[][] rows = ras.rows();
            for (int i = 0; i < 12; i++) number(one ? 280 + 4 * i : 400 + 8 * i, rows[i / 4][i % 4]);
        }

        void qform(Rotation r, Point origin) {
            if (one) b.putShort(252, SCANNER);
            else b.putInt(344, SCANNER);
            double[] values = {r.b(), r.c(), r.d(), origin.x(), origin.y(), origin.z()};
            for (int i = 0; i < 6; i++) number(one ? 256 + 4 * i : 352 + 8 * i, values[i]);
        }

        private void number(int at, double value) {
            if (one) b.putFloat(at, (float) value);
            else b.putDouble(at, value);
        }
    }

    /// The axes of a grid as a quaternion (b, c, d; its first number is never negative) and a handedness.
    ///
    /// @param qfac −1 if the third axis has to be turned round to make the axes right-handed
    /// @param exact whether a rotation says it all; a sheared grid has none
    private record Rotation(double b, double c, double d, double qfac, boolean exact) {
        private static final double SHEAR = 1e-5;

        static Rotation of(Affine ras) {
            Point x = unit(ras.column(0)), y = unit(ras.column(1)), z = unit(ras.column(2));
            boolean exact = Math.abs(x.dot(y)) < SHEAR && Math.abs(y.dot(z)) < SHEAR && Math.abs(z.dot(x)) < SHEAR;
            double qfac = ras.determinant() < 0 ? -1 : 1;
            z = z.times(qfac);
            // Shepperd 1978: divide by the largest of the four, so that nothing is lost near a half turn
            double a = 1 + x.x() + y.y() + z.z(), b = 1 + x.x() - y.y() - z.z(), c = 1 - x.x() + y.y() - z.z(), d = 1 - x.x() - y.y() + z.z();
            double most = Math.max(Math.max(a, b), Math.max(c, d)), s = Math.sqrt(most);
            double qa, qb, qc, qd;
            double yz = y.z() - z.y(), zx = z.x() - x.z(), xy = x.y() - y.x();
            if (most == a) {
                qa = s / 2;
                qb = yz / (2 * s);
                qc = zx / (2 * s);
                qd = xy / (2 * s);
            } else if (most == b) {
                qa = yz / (2 * s);
                qb = s / 2;
                qc = (x.y() + y.x()) / (2 * s);
                qd = (x.z() + z.x()) / (2 * s);
            } else if (most == c) {
                qa = zx / (2 * s);
                qb = (x.y() + y.x()) / (2 * s);
                qc = s / 2;
                qd = (y.z() + z.y()) / (2 * s);
            } else {
                qa = xy / (2 * s);
                qb = (x.z() + z.x()) / (2 * s);
                qc = (y.z() + z.y()) / (2 * s);
                qd = s / 2;
            }
            double sign = qa < 0 ? -1 : 1;
            return new Rotation(sign * qb, sign * qc, sign * qd, qfac, exact);
        }

        private static Point unit(Point v) {
            return v.times(1 / v.length());
        }
    }
}
