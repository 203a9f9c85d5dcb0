package org.maskwright.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;

/// What a failure means to a user.
public final class Trouble {
    private Trouble() {}

    /// One or two whole sentences: of a file or a model those it came with, of the disk what the system means, of a fault of
    /// ours that it is one.
    public static String sentence(Throwable failure) {
        return switch (failure) {
            case IOException e -> whole(DiskTrouble.reason(e));
            case UncheckedIOException e when e.getCause() != null -> whole(DiskTrouble.reason(e.getCause()));
            case ExecutionException e when e.getCause() != null -> sentence(e.getCause());
            case OutOfMemoryError _ -> "The memory is full. Close other cases, or start Maskwright with a larger -Xmx.";
            case RuntimeException _, Error _ -> "This is a fault of Maskwright itself (" + failure + "). Please report it with the log.";
            default -> whole(String.valueOf(failure.getMessage())); // checked exceptions of ours carry sentences
        };
    }

    /// Whether a failure is a fault of ours, so that the log should hold all of it.
    public static boolean isOurs(Throwable failure) {
        return switch (failure) {
            case UncheckedIOException _, OutOfMemoryError _ -> false;
            case ExecutionException e when e.getCause() != null -> isOurs(e.getCause());
            case RuntimeException _, Error _ -> true;
            default -> false;
        };
    }

    /// A message may begin small and lack its full stop. A file's name at its beginning stays as it is.
    private static String whole(String words) {
        return words.endsWith(".") ? words : words + ".";
    }
}
