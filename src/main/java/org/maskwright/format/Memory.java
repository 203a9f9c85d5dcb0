package org.maskwright.format;

import java.util.Locale;

/// Whether what a header asks for can be held, asked before anything is allocated.
public final class Memory {
    private static final long RESERVE_BYTES = 64L << 20;

    private Memory() {}

    /// @param bytes that reading `file` will allocate
    /// @throws FormatException if so much is not free
    public static void require(String file, long bytes) throws FormatException {
        if (bytes <= RESERVE_BYTES) return;
        if (bytes + RESERVE_BYTES <= free()) return;
        System.gc(); // what is counted as used may be long dead; costly, but only asked when else we would refuse
        long free = Math.max(0, free() - RESERVE_BYTES);
        if (bytes > free)
            throw FormatException.of(file, "", "it needs " + text(bytes) + " of memory, " + text(free) + " are free.",
                    "Close other cases, start Maskwright with a larger -Xmx, or cut the image down.");
    }

    /// What may be allocated now, in bytes, without coming near the end.
    public static long freeForScans() {
        return Math.max(0, free() - RESERVE_BYTES);
    }

    private static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }

    /// `bytes` in words such as `9.3 GB`.
    public static String text(long bytes) {
        double megabytes = bytes / 1e6;
        return megabytes < 1000 ? String.format(Locale.ROOT, "%.0f MB", Math.ceil(megabytes)) : String.format(Locale.ROOT, "%.1f GB", megabytes / 1000);
    }
}
