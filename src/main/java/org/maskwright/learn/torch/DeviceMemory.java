package org.maskwright.learn.torch;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much memory a device has free for arrays, and whether an error means that there was none left.
public final class DeviceMemory {
    /// Where nobody can say.
    public static final long UNKNOWN = Long.MAX_VALUE;

    private static final int LINE = 160;
    private static final Path LINUX = Path.of("/proc/meminfo");
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s*(\\d+) kB");
    private static final Pattern FULL = Pattern.compile("out of memory|(can't|cannot|could not|failed to) allocate|not enough memory|alloc_failed", Pattern.CASE_INSENSITIVE);

    private DeviceMemory() {}

    static long freeBytes(Device device) {
        return switch (device.getDeviceType()) {
            case Device.Type.CPU -> ofProcessor();
            case Device.Type.GPU -> ofCard(device);
            default -> UNKNOWN;
        };
    }

    /// The card's whole memory but a tenth: what the engine has freed it keeps for itself, so that what the driver calls free says too little.
    private static long ofCard(Device device) {
        try {
            return CudaUtils.getGpuMemory(device).getMax() / 10 * 9;
        } catch (EngineException | IllegalArgumentException | IllegalStateException | UnsatisfiedLinkError e) {
            return UNKNOWN;
        }
    }

    /// What programs can have without others being pushed out; elsewhere than on Linux at least a quarter of what there is, for systems
    /// fill what is free with what can be read again.
    private static long ofProcessor() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system)) return UNKNOWN;
        long all = system.getTotalMemorySize();
        if (Files.isReadable(LINUX)) {
            try {
                Matcher available = AVAILABLE.matcher(Files.readString(LINUX));
                if (available.find()) return Math.min(all, 1024 * Long.parseLong(available.group(1)));
            } catch (IOException e) {
                // Then as on other systems.
            }
        }
        return Math.max(system.getFreeMemorySize(), all / 4);
    }

    /// Whether `error` says that memory ran out, the engine's or our own.
    public static boolean isFull(Throwable error) {
        return error instanceof OutOfMemoryError || error instanceof EngineException && FULL.matcher(String.valueOf(error.getMessage())).find();
    }

    /// What an error says, short enough to be read, such as ` (CUDA error: …)`; empty if it says nothing.
    public static String said(Throwable error) {
        String line = String.valueOf(error.getMessage()).lines().findFirst().orElse("").strip();
        return line.isEmpty() ? "" : " (" + (line.length() > LINE ? line.substring(0, LINE) + "…" : line) + ")";
    }

    /// For people, such as `9.3 GB`.
    public static String text(long bytes) {
        return bytes < 1e9 ? String.format(Locale.ROOT, "%.0f MB", Math.ceil(bytes / 1e6)) : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
