package org.maskwright.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.maskwright.format.FormatException;
import org.maskwright.geometry.Size;
import org.maskwright.label.UncertaintyMap;

/// An uncertainty map beside its proposal: gzip of the mark `MWU2`, the measure (16-bit length, UTF-8), what 255 stands for as a 32-bit float, the case's size and
/// the map's, each three 32-bit integers, the score and the three profiles as 32-bit floats, all big-endian, and the map's bytes. Files of the mark
/// `MWUN` are of entropy, in which 255 stands for 1, and have no word on either.
final class UncertaintyFile {
    private static final int MARK = 0x4D575532, FIRST_MARK = 0x4D57554E;
    private static final long MOST_VOXELS = 1L << 30;

    private UncertaintyFile() {}

    static void write(Disk disk, Path file, UncertaintyMap map) throws IOException {
        disk.write(file, out -> {
            var packed = new GZIPOutputStream(out);
            var data = new DataOutputStream(packed);
            data.writeInt(MARK);
            data.writeUTF(map.measure());
            data.writeFloat((float) map.full());
            for (Size size : new Size[] {map.map().source(), map.map().size()}) {
                for (int axis = 0; axis < 3; axis++) data.writeInt(size.along(axis));
            }
            data.writeFloat((float) map.score());
            for (int axis = 0; axis < 3; axis++) for (double value : map.profile(axis)) data.writeFloat((float) value);
            data.write(map.map().values());
            data.flush();
            packed.finish();
        });
    }

    /// @param source the case's own size
    static UncertaintyMap read(Path file, Size source) throws IOException, FormatException {
        try (DataInputStream in = open(file)) {
            int mark = in.readInt();
            if (mark != MARK && mark != FIRST_MARK) throw damaged(file, "another kind of file");
            String measure = mark == MARK ? in.readUTF() : UncertaintyMap.ENTROPY;
            double full = mark == MARK ? in.readFloat() : 1;
            if (!(full > 0 && full <= 1)) throw damaged(file, "255 standing for " + full);
            int[] sides = new int[6];
            for (int i = 0; i < 6; i++) {
                sides[i] = in.readInt();
                if (sides[i] < 1) throw damaged(file, "a size of " + sides[i]);
            }
            if (sides[0] != source.x() || sides[1] != source.y() || sides[2] != source.z()) throw damaged(file, "that of a scan of another size");
            Size size = new Size(sides[3], sides[4], sides[5]);
            if ((double) sides[3] * sides[4] * sides[5] > MOST_VOXELS) throw damaged(file, size + " voxels");
            double score = in.readFloat();
            double[][] profiles = {new double[size.x()], new double[size.y()], new double[size.z()]};
            for (double[] profile : profiles) for (int i = 0; i < profile.length; i++) profile[i] = in.readFloat();
            byte[] values = in.readNBytes((int) size.voxels());
            if (values.length < size.voxels() || in.read() >= 0) throw damaged(file, values.length + " values");
            return UncertaintyMap.kept(measure, full, source, size, values, score, profiles);
        } catch (EOFException | UTFDataFormatException | ZipException e) {
            throw damaged(file, "the end");
        }
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new GZIPInputStream(Files.newInputStream(file)));
    }

    private static FormatException damaged(Path file, String found) {
        return FormatException.unexpected(FormatException.name(file), "", "the uncertainty of this case's proposal", found, "Delete it; the next proposal brings another.");
    }
}
