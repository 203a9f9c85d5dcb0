package org.maskwright.format.dicom.deid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.VR;

/// What is done with each attribute: the profile's table (PS3.15, Table E.1-1, as published about 2021: `basic-profile.txt`),
/// and for what it does not list, rules by representation that are stricter than it.
///
/// Where the table leaves the choice, such as "remove, empty or dummy by what the object requires", the attribute is
/// emptied, which is right for types 2 and 3, or in an enhanced object replaced by a dummy, for there it may be of type 1.
final class BasicProfile {
    /// What is done with an attribute.
    enum Action {
        KEEP, REMOVE, EMPTY, DUMMY,
        /// A UID is replaced by the one that stands for it.
        REPLACE_UID,
        /// The items are gone through like the data set.
        DESCEND
    }

    private static final Map<Integer, String> TABLE = new HashMap<>();
    /// UIDs that tell what something is, not which one it is: classes, syntaxes, coding schemes.
    private static final int[] KINDS = {Tag.SOPClassUID, 0x0008001A, 0x0008001B, 0x0008010C, 0x0008010D, 0x00080117, 0x00080118, Tag.ReferencedSOPClassUID, 0x0008115A, 0x00083002,
            0x00041510, 0x00041512, 0x0004151A, 0x04000010};

    /// Removed by the table, but of type 2 in plans and of animals, so emptied.
    private static final Set<Integer> REQUIRED = Set.of(0x300A00B2, 0x00102297, 0x00102299);
    /// Of type 2 in enhanced objects, so it may not be missing; and one that may not be there empty in others.
    private static final int ACQUISITION_CONTEXT = 0x00400555, ACQUISITION_DATE_TIME = 0x0008002A;

    static {
        try (InputStream in = BasicProfile.class.getResourceAsStream("basic-profile.txt")) {
            if (in == null) throw new IllegalStateException("basic-profile.txt is missing from the program");
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] words = line.split("[, ]", 4);
                TABLE.put(Integer.parseInt(words[0], 16) << 16 | Integer.parseInt(words[1], 16), words[2]);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BasicProfile() {}

    /// @param enhanced whether the object describes its frames in functional groups, where emptied dates and texts would be
    ///     missed
    static Action action(int tag, VR vr, boolean enhanced) {
        int group = Tag.group(tag);
        if (Tag.isPrivate(tag) || (group & 0xFF00) == 0x5000 || (group & 0xFF00) == 0x6000 || group < 8) return Action.REMOVE;
        String listed = TABLE.get(tag);
        if (listed == null) return unlisted(tag, vr, enhanced);
        if (REQUIRED.contains(tag)) return Action.EMPTY;
        if (tag == ACQUISITION_DATE_TIME && !enhanced) return Action.REMOVE;
        return switch (listed) {
            case "X" -> Action.REMOVE;
            case "Z" -> Action.EMPTY;
            case "D" -> vr == VR.SQ ? Action.EMPTY : Action.DUMMY;
            case "U" -> Action.REPLACE_UID;
            case "X/Z/U" -> Action.DESCEND;
            default -> vr == VR.SQ ? tag == ACQUISITION_CONTEXT ? Action.EMPTY : Action.REMOVE : enhanced && listed.endsWith("D") ? Action.DUMMY : Action.EMPTY;
        };
    }

    /// Later editions list more, and objects hold what no edition foresaw: names, dates and free text go wherever they stand,
    /// and what cannot be understood is not passed on.
    private static Action unlisted(int tag, VR vr, boolean enhanced) {
        return switch (vr) {
            case SQ -> Action.DESCEND;
            case PN -> Action.EMPTY;
            case DA, DT, TM -> enhanced ? Action.DUMMY : Action.EMPTY;
            case LT, ST, UT, UC, UR -> Action.DUMMY;
            case UI -> Arrays.stream(KINDS).anyMatch(kind -> kind == tag) ? Action.KEEP : Action.REPLACE_UID;
            case UN, AE -> Action.REMOVE;
            case AS, AT, CS, DS, FD, FL, IS, LO, OB, OD, OF, OL, OV, OW, SH, SL, SS, SV, UL, US, UV -> Action.KEEP;
        };
    }
}
