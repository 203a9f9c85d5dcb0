package org.maskwright.format.dicom.deid;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import org.maskwright.format.dicom.data.VR;

/// What becomes of dates and times, the date of birth aside, which always goes.
public enum Dates {
    /// They are taken out.
    REMOVE,
    /// All dates of a patient are moved by one number of days, so that intervals stay true: the option "Retain Longitudinal
    /// Temporal Information with Modified Dates". Times of day stay.
    SHIFT;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    /// `value`, one of VR DA, DT or TM, moved by `days`; empty if it cannot be read as one.
    static String shifted(VR vr, String value, int days) {
        if (vr == VR.TM) return value.matches("[0-9.:]{2,16}") ? value : "";
        String plain = vr == VR.DA ? value.replace(".", "") : value; // 1997.04.24, as before 1993
        if (vr == VR.DA ? !plain.matches("[0-9]{8}") : !plain.matches("[0-9]{8,14}(\\.[0-9]{1,6})?([+-][0-9]{4})?")) return "";
        try {
            return DAY.format(LocalDate.parse(plain.substring(0, 8), DAY).plusDays(days)) + plain.substring(8);
        } catch (DateTimeException e) {
            return "";
        }
    }
}
