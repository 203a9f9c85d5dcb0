package org.maskwright.volume;

import java.util.Arrays;

/// How the values in a [Window] become greys, from black to white.
///
/// @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part03/sect_C.11.2.html">DICOM PS3.3, C.11.2</a>
public sealed interface VoiFunction {
    /// The grey of `value`, 0 for black to 1 for white; NaN of NaN.
    double grey(double value, double centre, double width);

    /// The functions that need nothing but the window's two numbers.
    enum Formula implements VoiFunction {
        /// A straight line between whole numbers: black up to `centre − 0.5 − (width − 1) / 2`, white from
        /// `centre − 0.5 + (width − 1) / 2` (C.11.2.1.2.1). What DICOM means where it names nothing.
        LINEAR {
            @Override
            public double grey(double value, double centre, double width) {
                double middle = centre - 0.5, half = (width - 1) / 2;
                return value <= middle - half ? 0 : value > middle + half ? 1 : (value - middle) / (width - 1) + 0.5;
            }
        },
        /// A straight line from black at `centre − width / 2` to white at `centre + width / 2` (C.11.2.1.3.2).
        LINEAR_EXACT {
            @Override
            public double grey(double value, double centre, double width) {
                return value <= centre - width / 2 ? 0 : value > centre + width / 2 ? 1 : (value - centre) / width + 0.5;
            }
        },
        /// An S that nears black and white but never reaches them (C.11.2.1.3.1).
        SIGMOID {
            @Override
            public double grey(double value, double centre, double width) {
                return 1 / (1 + Math.exp(-4 * (value - centre) / width));
            }
        }
    }

    /// A curve from a table that came with the scan; its window's width is stretched over the table (C.11.2.1.1).
    final class Curve implements VoiFunction {
        private final float[] greys;

        /// @param greys from the least value to the greatest, 0 for black to 1 for white; at least one
        public Curve(float[] greys) {
            if (greys.length == 0) throw new IllegalArgumentException("a curve needs at least one grey");
            this.greys = greys.clone();
        }

        @Override
        public double grey(double value, double centre, double width) {
            if (Double.isNaN(value)) return value;
            double at = Math.floor((value - (centre - width / 2)) / width * greys.length + 1e-9);
            return greys[(int) Math.clamp(at, 0, greys.length - 1)];
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Curve curve && Arrays.equals(greys, curve.greys);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(greys);
        }

        @Override
        public String toString() {
            return "Curve of " + greys.length;
        }
    }
}
