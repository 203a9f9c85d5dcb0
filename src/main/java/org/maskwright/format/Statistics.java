package org.maskwright.format;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.HexFormat;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;

/// What the samples of a whole image are like: all frames and all channels.
///
/// @param min least finite real-world value; NaN if there is none
/// @param max greatest finite real-world value; NaN if there is none
/// @param sum of the finite real-world values, in double precision
/// @param storedSha1 of the stored samples, little-endian, x fastest, then y, z, frames; lower-case hexadecimal
/// @param kind whether they look like labels
public record Statistics(double min, double max, double sum, String storedSha1, ImageHeader.Kind kind) {
    /// Up to so many different labels are believed without further evidence.
    private static final int FEW = 8;
    /// In label maps, neighbours along x that are not both background mostly agree; in scans noise keeps them apart. Background is
    /// 0 and, for a scan may stand in a frame of another value, what stands in the first corner.
    private static final double PIECEWISE_CONSTANT = 0.5;

    /// Reads every sample of `image` once, in the memory of a slice.
    public static Statistics of(StoredImage image, Progress progress) throws IOException, FormatException {
        Collector collector = new Collector(image.header());
        image.read(0, Math.toIntExact(image.header().sliceCount()), (index, samples) -> collector.add(samples), progress);
        return collector.result();
    }

    private static final class Collector {
        private final ImageHeader header;
        private final MessageDigest sha1;
        private final BitSet seen = new BitSet();
        private double min = Double.POSITIVE_INFINITY, max = Double.NEGATIVE_INFINITY, sum, carry, corner = Double.NaN;
        private boolean labels;
        private long pairs, equalPairs;

        Collector(ImageHeader header) {
            this.header = header;
            this.labels = header.channels() == 1 && header.isUnscaled();
            try {
                this.sha1 = MessageDigest.getInstance("SHA-1");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-1", e);
            }
        }

        void add(byte[] samples) {
            sha1.update(samples);
            SampleType type = header.type();
            double slope = header.slope(), intercept = header.intercept(), sliceSum = 0, before = Double.NaN;
            int n = (int) header.sliceSamples(), nx = header.size().x();
            boolean unscaled = header.isUnscaled();
            for (int i = 0; i < n; i++) {
                double stored = type.value(samples, i), value = unscaled ? stored : slope * stored + intercept;
                if (Double.isFinite(value)) {
                    if (value < min) min = value;
                    if (value > max) max = value;
                    sliceSum += value;
                }
                if (!labels) continue;
                int label = (int) stored;
                if (label != stored || label < 0 || label > Labels.MAX) {
                    labels = false;
                    continue;
                }
                if (seen.isEmpty()) corner = stored;
                seen.set(label);
                if (i % nx != 0 && (stored != before || stored != 0 && stored != corner)) {
                    pairs++;
                    if (stored == before) equalPairs++;
                }
                before = stored;
            }
            // Kahan's sum over the slices: their sums may differ by orders of magnitude
            double y = sliceSum - carry, t = sum + y;
            carry = (t - sum) - y;
            sum = t;
        }

        Statistics result() {
            boolean none = min > max;
            return new Statistics(none ? Double.NaN : min, none ? Double.NaN : max, sum, HexFormat.of().formatHex(sha1.digest()), kind());
        }

        /// What the file declares; else labels, if every sample is one and either there are few, or neighbours mostly agree.
        private ImageHeader.Kind kind() {
            if (header.kind() != ImageHeader.Kind.UNKNOWN) return header.kind();
            if (!labels) return ImageHeader.Kind.VOLUME;
            return seen.cardinality() <= FEW + 1 || equalPairs > PIECEWISE_CONSTANT * pairs ? ImageHeader.Kind.LABELS : ImageHeader.Kind.VOLUME;
        }
    }
}
