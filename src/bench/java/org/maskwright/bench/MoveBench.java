package org.maskwright.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.maskwright.learn.torch.ArrayMemory;
import org.maskwright.learn.torch.Torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What lies between Java and the engine: 512×512×200 floats from a volume's slices into an array of the engine (210 MB), and a
/// mask of that size, a byte a voxel, into the 16-bit slices that label maps are made of (105 MB). All arrays are new each time.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"-Xmx3g", "-Xms3g"})
@Warmup(iterations = 5)
@Measurement(iterations = 15)
public class MoveBench {
    private static final int SLICES = 200, SLICE_VOXELS = 512 * 512;
    private static final Shape SHAPE = new Shape(1, 1, SLICES, 512, 512);

    private final float[][] image = new float[SLICES][SLICE_VOXELS];
    private final short[][] copied = new short[SLICES][SLICE_VOXELS];
    private Torch torch;
    private NDManager scope;
    private NDArray mask;

    @Setup public void fill() {
        torch = Torch.engine();
        scope = torch.newScope();
        for (float[] slice : image) java.util.Arrays.fill(slice, 1);
        mask = scope.ones(SHAPE, DataType.UINT8);
    }

    @Benchmark public short[][] inAndOut() {
        in();
        return out();
    }

    @Benchmark public int in() {
        try (NDManager own = torch.newScope()) {
            NDArray array = ArrayMemory.write(own, SHAPE, values -> {
                for (float[] slice : image) values.put(slice);
            });
            return array.getShape().dimension();
        }
    }

    @Benchmark public short[][] out() {
        short[][] slices = new short[SLICES][];
        ByteBuffer values = ArrayMemory.bytes(mask);
        byte[] row = new byte[SLICE_VOXELS];
        for (int z = 0; z < SLICES; z++) {
            values.get(row);
            short[] slice = new short[SLICE_VOXELS];
            for (int i = 0; i < row.length; i++) slice[i] = (short) (row[i] & 0xff);
            slices[z] = slice;
        }
        return slices;
    }

    /// For comparison: as much memory, that is there already, copied within Java.
    @Benchmark public float[][] plainCopies() {
        for (int z = 0; z < SLICES; z++) {
            System.arraycopy(image[z], 0, image[(z + 1) % SLICES], 0, SLICE_VOXELS);
            System.arraycopy(copied[z], 0, copied[(z + 1) % SLICES], 0, SLICE_VOXELS);
        }
        return image;
    }
}
