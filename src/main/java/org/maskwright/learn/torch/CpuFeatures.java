package org.maskwright.learn.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What the processor says about itself.
final class CpuFeatures {
    private static final Path LINUX_CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Pattern BFLOAT16 = Pattern.compile("\\b(avx512_bf16|amx_bf16)\\b");

    private static final Pattern BYTES = Pattern.compile("\\b(avx512_vnni|avx_vnni|amx_int8)\\b");

    private CpuFeatures() {}

    /// Whether native instructions that multiply bytes are known to be there; false where the system does not say.
    static boolean hasBytes() {
        return has(BYTES);
    }

    /// Whether native instructions for 16-bit floats are known to be there; false where the system does not say.
    static boolean hasBfloat16() {
        return has(BFLOAT16);
    }

    private static boolean has(Pattern feature) {
        if (!Files.isReadable(LINUX_CPU_INFO)) return false;
        try (var lines = Files.lines(LINUX_CPU_INFO)) {
            return lines.filter(line -> line.startsWith("flags")).findFirst().filter(feature.asPredicate()).isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
