package org.maskwright.format.dicom.data;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers as the at most sixteen characters of a DS (PS3.5, 6.2).
final class DecimalString {
    private static final int LONGEST = 16;

    private DecimalString() {}

    /// `value` as it is where its digits fit, else rounded to as many as fit: a coordinate below 1 km to 10⁻¹⁰ mm or better.
    static String of(double value) {
        if (value == 0) return "0";
        BigDecimal exact = new BigDecimal(Double.toString(value)); // the fewest digits that tell it from its neighbours
        RoundingMode rounding = Math.abs(value) > 1e308 ? RoundingMode.DOWN : RoundingMode.HALF_EVEN; // the largest must not become infinite
        for (int digits = exact.precision(); digits > 0; digits--) {
            BigDecimal rounded = exact.round(new MathContext(digits, rounding)).stripTrailingZeros();
            // a plain spelling is only tried where it cannot be huge
            if (Math.abs((long) rounded.precision() - rounded.scale()) <= LONGEST && rounded.toPlainString().length() <= LONGEST) return rounded.toPlainString();
            String scientific = scientific(rounded);
            if (scientific.length() <= LONGEST) return scientific;
        }
        throw new IllegalStateException("one digit always fits");
    }

    private static String scientific(BigDecimal number) {
        String digits = number.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - number.scale();
        return (number.signum() < 0 ? "-" : "") + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "") + "E" + exponent;
    }
}
