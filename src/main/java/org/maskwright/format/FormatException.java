package org.maskwright.format;

import java.nio.file.Path;

/// A file is not what it should be: broken, cut short, unknown, or too large. Shown to the user as it stands.
///
/// The message is one or two sentences that name the file, the place, what was expected, what was found, and what to do:
/// `case-014.nii.gz, byte 40: expected 1 to 7 dimensions, found 9. Export the file again from the program that wrote it.`
public final class FormatException extends Exception {
    private static final long serialVersionUID = 1;

    private FormatException(String message) {
        super(message);
    }

    /// A file that breaks its own rules.
    ///
    /// @param file its name, without folders
    /// @param place where in it, such as `byte 40` or `tag (0028,0010)`; empty if the whole file is meant
    /// @param expected and `found`: the ends of the phrase "expected …, found …"
    /// @param remedy a whole sentence; empty if there is none
    public static FormatException unexpected(String file, String place, String expected, String found, String remedy) {
        return new FormatException(sentence(file, place, "expected " + expected + ", found " + found + ".", remedy));
    }

    /// A file that ends too early.
    ///
    /// @param expectedBytes and `foundBytes`: how many bytes it should hold at least, and does
    public static FormatException truncated(String file, String place, long expectedBytes, long foundBytes) {
        return unexpected(file, place, bytes(expectedBytes), foundBytes < 0 ? "the end of the file" : "only " + bytes(foundBytes), "The file is cut short: copy or export it again.");
    }

    /// A file that is well formed, but that this program does not read.
    ///
    /// @param what the end of the phrase "… is not read", such as `JPEG-LS (1.2.840.10008.1.2.4.80)`
    public static FormatException unsupported(String file, String place, String what, String remedy) {
        return new FormatException(sentence(file, place, what + " is not read by this program.", remedy));
    }

    /// Anything else that is wrong with a file.
    ///
    /// @param problem a clause with its full stop
    public static FormatException of(String file, String place, String problem, String remedy) {
        return new FormatException(sentence(file, place, problem, remedy));
    }

    /// The name by which messages call a file.
    public static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    private static String sentence(String file, String place, String problem, String remedy) {
        return file + (place.isEmpty() ? ": " : ", " + place + ": ") + problem + (remedy.isEmpty() ? "" : " " + remedy);
    }

    private static String bytes(long n) {
        return n == 1 ? "1 byte" : n + " bytes";
    }
}
