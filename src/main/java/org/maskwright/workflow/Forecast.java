package org.maskwright.workflow;

import org.maskwright.format.Memory;

/// Whether what is to be opened fits into the memory, told before anything is read.
///
/// @param needBytes what the voxels take
/// @param freeBytes what may be taken now
public record Forecast(long needBytes, long freeBytes) {
    public boolean fits() {
        return needBytes <= freeBytes;
    }

    /// How large the heap would have to be, in gigabytes, for it to fit beside what is there.
    public long heapGigabytes() {
        return (long) Math.ceil((Runtime.getRuntime().maxMemory() + Math.max(0, needBytes - freeBytes)) * 1.05 / (1L << 30));
    }

    /// Such as `needs 9.0 GB, 6.1 GB are free`.
    public String sentence() {
        return "needs " + Memory.text(needBytes) + ", " + Memory.text(freeBytes) + (Memory.text(freeBytes).startsWith("1 ") ? " is free" : " are free");
    }
}
