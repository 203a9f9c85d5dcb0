package org.maskwright.learn.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The loaded PyTorch engine and the device it computes on. There is one to a process, because the library is.
///
/// Nothing here reaches the network: the library comes from the class path, and telemetry is switched off before the
/// engine's first class is touched.
public final class Torch {
    private static final Logger LOG = LoggerFactory.getLogger(Torch.class);
    /// M_TRIM_THRESHOLD, M_TOP_PAD and M_MMAP_THRESHOLD by their numbers; the last is at its largest.
    private static final int[][] MALLOC_OPTIONS = {{-1, 512 << 20}, {-2, 64 << 20}, {-3, 32 << 20}};

    private final Device device;
    private final boolean fastBfloat16;
    private final boolean fastBytes;

    private Torch(Device device, boolean fastBfloat16, boolean fastBytes) {
        this.device = device;
        this.fastBfloat16 = fastBfloat16;
        this.fastBytes = fastBytes;
    }

    /// The engine, for the calling thread: each thread that computes asks here once, and not inside a gradient's scope.
    ///
    /// The library is loaded at most once, at the first call, which takes a second or two (longer the very first time,
    /// when it is unpacked).
    ///
    /// @throws IllegalStateException if this machine has no library that fits it
    public static Torch engine() {
        Torch engine = Loaded.ENGINE;
        // The library keeps "remember for gradients" for each thread apart, on at first, and DJL turns it off only for the
        // thread that loads. Left on, inference hoards memory and an optimiser's step in place is refused.
        JniUtils.setGradMode(false);
        // Also a thread's own affair. Shapes change from tile to tile: specialising code for each costs more than it gains.
        JniUtils.setGraphExecutorOptimize(false);
        return engine;
    }

    /// Holds the engine; the language loads this class once, at first use.
    private static final class Loaded {
        static final Torch ENGINE = load();
    }

    private static Torch load() {
        prepareEnvironment();
        try {
            Engine engine = Engine.getEngine("PyTorch");
            Device device = bestDevice(engine);
            LOG.info("PyTorch {} on {}", engine.getVersion(), device);
            return new Torch(device, CpuFeatures.hasBfloat16(), CpuFeatures.hasBytes());
        } catch (EngineException | UnsatisfiedLinkError e) {
            throw new IllegalStateException("PyTorch could not be loaded on this machine: " + e.getMessage(), e);
        }
    }

    private static void prepareEnvironment() {
        setDefault("ai.djl.offline", "true");
        setDefault("OPT_OUT_TRACKING", "true");
        if (System.getenv("DJL_CACHE_DIR") == null) setDefault("DJL_CACHE_DIR", cacheFolder().toString());
        // Threads of OpenMP that spin while they wait take the cores from those that work: on a busy machine inference
        // is six to ten times slower. The variable is read when the library is loaded, hence before it.
        if (System.getenv("OMP_WAIT_POLICY") == null) setEnvironment("OMP_WAIT_POLICY", "PASSIVE");
        // Large arrays on pages of 2 MB, where the system lends them to whoever asks: a new array's pages are faulted in one by one.
        if (System.getenv("THP_MEM_ALLOC_ENABLE") == null) setEnvironment("THP_MEM_ALLOC_ENABLE", "1");
        keepFreedMemory();
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) System.setProperty(property, value);
    }

    private static Path cacheFolder() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home"));
        if (system.startsWith("windows")) {
            String local = System.getenv("LOCALAPPDATA");
            return (local == null ? home.resolve("AppData").resolve("Local") : Path.of(local)).resolve("Maskwright").resolve("engine");
        }
        if (system.startsWith("mac")) return home.resolve("Library").resolve("Caches").resolve("Maskwright").resolve("engine");
        String cache = System.getenv("XDG_CACHE_HOME");
        return (cache == null || cache.isEmpty() ? home.resolve(".cache") : Path.of(cache)).resolve("maskwright").resolve("engine");
    }

    /// Lets glibc keep what the engine frees, for its next array. On threads other than a program's first, and Java has no other, it gives
    /// every few megabytes back to the system at once, to be faulted in again: up to half the time of a convolution in 32 bits.
    ///
    /// @see <a href="https://man7.org/linux/man-pages/man3/mallopt.3.html">mallopt(3)</a>
    private static void keepFreedMemory() {
        Linker linker = Linker.nativeLinker();
        var found = linker.defaultLookup().find("mallopt");
        if (found.isEmpty() || !System.getProperty("os.name", "").startsWith("Linux")) return;
        var mallopt = linker.downcallHandle(found.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            for (int[] option : MALLOC_OPTIONS) {
                int ignored = (int) mallopt.invokeExact(option[0], option[1]);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("mallopt failed", e);
        }
    }

    /// Sets a variable in the C library's environment, where native code looks; Java's own view of it stays as it was.
    private static void setEnvironment(String name, String value) {
        Linker linker = Linker.nativeLinker();
        var posix = linker.defaultLookup().find("setenv");
        var windows = linker.defaultLookup().find("_putenv_s");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment key = arena.allocateFrom(name);
            MemorySegment text = arena.allocateFrom(value);
            if (posix.isPresent()) {
                var setenv = linker.downcallHandle(posix.get(),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
                int ignored = (int) setenv.invokeExact(key, text, 1);
            } else if (windows.isPresent()) {
                var putenv = linker.downcallHandle(windows.get(),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
                int ignored = (int) putenv.invokeExact(key, text);
            } else {
                LOG.warn("{} could not be set; the engine may be slow on a busy machine", name);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("setting " + name + " failed", e);
        }
    }

    /// The first of CUDA, Apple's MPS and the processor on which an array can really be made: what a driver promises and
    /// what it can do differ.
    private static Device bestDevice(Engine engine) {
        var candidates = engine.getGpuCount() > 0 ? List.of(Device.gpu(), Device.of("mps", 0)) : List.of(Device.of("mps", 0));
        for (Device candidate : candidates) {
            boolean mps = candidate.getDeviceType().equals("mps");
            if (mps && !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac")) continue;
            try (NDManager manager = engine.newBaseManager(candidate); NDArray ones = manager.ones(new Shape(2, 2))) {
                if (ones.sum().getFloat() == 4) return candidate;
            } catch (EngineException | UnsupportedOperationException e) {
                LOG.warn("{} is there but cannot be used: {}", candidate, e.getMessage());
            }
        }
        return Device.cpu();
    }

    /// The engine on another device than the best.
    static Torch on(Device device) {
        return new Torch(device, CpuFeatures.hasBfloat16(), CpuFeatures.hasBytes());
    }

    /// The engine on the processor, which is always there.
    public Torch processor() {
        return onCpu() ? this : on(Device.cpu());
    }

    /// What arrays on this device may take now, in bytes; [DeviceMemory#UNKNOWN] where nobody can say.
    public long freeBytes() {
        return DeviceMemory.freeBytes(device);
    }

    /// Hands back what the engine keeps of a graphics processor's memory for later.
    public void relieve() {
        if (!device.getDeviceType().equals(Device.Type.GPU)) return;
        try {
            JniUtils.emptyCudaCache();
        } catch (EngineException | UnsatisfiedLinkError e) {
            LOG.debug("{} could not be relieved: {}", device, e.getMessage());
        }
    }

    public Device device() {
        return device;
    }

    public boolean onCpu() {
        return device.getDeviceType().equals(Device.Type.CPU);
    }

    /// A scope for arrays on this engine's device: all that it makes is freed when it closes.
    public NDManager newScope() {
        return Engine.getEngine("PyTorch").newBaseManager(device);
    }

    /// How many threads one operation may use.
    public int threads() {
        return JniUtils.getNumThreads();
    }

    /// While a person works in a window one core is left to it; a training run at the command line takes them all.
    public void useThreads(int threads) {
        if (threads < 1) throw new IllegalArgumentException("at least one thread is needed, got " + threads);
        JniUtils.setNumThreads(threads);
    }

    /// Makes dropout draw the same numbers again.
    public void seed(long seed) {
        Engine.getEngine("PyTorch").setRandomSeed(Long.hashCode(seed));
    }

    /// True where this processor multiplies 16-bit floats natively, so that they pay.
    public boolean hasFastBfloat16() {
        return fastBfloat16;
    }

    /// True where this processor multiplies bytes natively, so that they pay.
    public boolean hasFastBytes() {
        return fastBytes;
    }

    /// For people: `CPU, 2 threads`, `CUDA 0`, `Apple GPU`.
    public String description() {
        return switch (device.getDeviceType()) {
            case Device.Type.CPU -> threads() == 1 ? "CPU, 1 thread" : "CPU, " + threads() + " threads";
            case Device.Type.GPU -> "CUDA " + device.getDeviceId();
            case "mps" -> "Apple GPU";
            default -> device.toString();
        };
    }
}
