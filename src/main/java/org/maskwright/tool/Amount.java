package org.maskwright.tool;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// How tools spell numbers: at most four digits that count, a true minus sign, the unit behind.
public final class Amount {
    private Amount() {}

    /// Such as "−100", "0.25" or "12340".
    public static String words(double value) {
        if (!Double.isFinite(value)) return Double.isNaN(value) ? "no value" : value > 0 ? "∞" : "−∞";
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = Math.abs(value) >= 1000 ? exact.setScale(0, RoundingMode.HALF_EVEN) : exact.round(new MathContext(4));
        if (rounded.signum() == 0) return "0";
        return rounded.stripTrailingZeros().toPlainString().replace('-', '−');
    }

    /// The number with its unit, such as "240 HU"; the number alone if the unit is empty.
    public static String words(double value, String unit) {
        return unit.isEmpty() ? words(value) : words(value) + " " + unit;
    }
}
