package org.maskwright.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.learn.image.Block;
import org.maskwright.learn.image.Tiling;
import org.maskwright.learn.torch.ArrayMemory;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.TorchNetwork;

/// Runs a network over a whole block of grey levels, tile by tile, into a probability of each class and voxel.
final class Predictor {
    /// A block of up to so many patches is shown to the network at once: fewer seams, and no voxel twice. Not more, for instance norms then take
    /// their means over more than they learnt to: shown blocks of up to four patches whole, the torso model's Dice falls from 0.905 to 0.881.
    private static final int WHOLE_UP_TO_PATCHES = 2;
    /// Slices that a two-dimensional network sees in one pass.
    private static final int SLICES_AT_ONCE = 8;

    /// In place of a stride: the network takes blocks of its patch's own size alone, one at a time.
    static final int PATCH_ALONE = 0;

    private final Torch torch;
    private final Network network;
    private final int dimensions;
    private final int stride;
    private final int classes;
    private final boolean dropping;

    /// What is asked: a network in the engine's memory, see [TorchNetwork#forward].
    @FunctionalInterface
    interface Network {
        NDArray forward(NDArray input, boolean training);
    }

    /// What the network is shown at once.
    ///
    /// @param tile size of each piece
    /// @param atOnce so many of them in one pass
    record Portion(Size tile, int atOnce) {
        @Override
        public String toString() {
            return atOnce == 1 ? tile.toString() : atOnce + " × " + tile;
        }
    }

    Predictor(Torch torch, TorchNetwork network, int dimensions, int stride, int classes) {
        this(torch, network::forward, dimensions, stride, classes);
    }

    Predictor(Torch torch, Network network, int dimensions, int stride, int classes) {
        this(torch, network, dimensions, stride, classes, false);
    }

    private Predictor(Torch torch, Network network, int dimensions, int stride, int classes, boolean dropping) {
        this.torch = torch;
        this.network = network;
        this.dimensions = dimensions;
        this.stride = stride;
        this.classes = classes;
        this.dropping = dropping;
    }

    /// This one with dropout left on, as in training. Norms over a batch must have been folded away, or they would move.
    Predictor dropping() {
        return new Predictor(torch, network, dimensions, stride, classes, true);
    }

    /// True if the network never sees more than one tile in a batch.
    static boolean looksOneByOne(int dimensions) {
        return dimensions != 2;
    }

    /// The smallest size that the network takes and that holds `wanted`.
    static Size fit(Size wanted, int dimensions, int stride) {
        return new Size(fit(wanted.x(), stride), fit(wanted.y(), stride), dimensions == 2 ? 1 : fit(wanted.z(), stride));
    }

    /// Twice the stride at least: a norm over one single voxel would have no deviation.
    private static int fit(int count, int stride) {
        if (stride == PATCH_ALONE) return count;
        return Math.max(2, (count + stride - 1) / stride) * stride;
    }

    /// @param patch size that the network saw in training
    /// @param mirrorAxes axes along which each tile is also looked at mirrored, and the mean taken
    /// @return `[class][z][y][x]`, summing to 1 over the classes
    float[][] probabilities(Block block, Size patch, List<Integer> mirrorAxes, Progress progress) {
        return probabilities(block, usual(block.size(), patch), mirrorAxes, progress);
    }

    /// What is shown at once where memory is no concern: a block of a few patches whole, a larger one in patches.
    Portion usual(Size grid, Size patch) {
        Size whole = fit(grid, dimensions, stride);
        Size limit = fit(patch, dimensions, stride);
        Size tile = stride == PATCH_ALONE ? limit : whole.voxels() <= WHOLE_UP_TO_PATCHES * limit.voxels() ? whole
                : new Size(Math.min(whole.x(), limit.x()), Math.min(whole.y(), limit.y()), Math.min(whole.z(), limit.z()));
        return new Portion(tile, looksOneByOne(dimensions) || stride == PATCH_ALONE ? 1 : SLICES_AT_ONCE);
    }

    /// Half of it: fewer at once, or a tile whose longest side is halved, as far as the network takes that. Nothing below the least.
    Optional<Portion> half(Portion portion) {
        if (portion.atOnce() > 1) return Optional.of(new Portion(portion.tile(), portion.atOnce() / 2));
        if (stride == PATCH_ALONE) return Optional.empty();
        int[] sides = {portion.tile().x(), portion.tile().y(), portion.tile().z()};
        int longest = 0;
        for (int axis = 1; axis < dimensions; axis++) {
            if (sides[axis] > sides[longest]) longest = axis;
        }
        int half = fit((sides[longest] + 1) / 2, stride);
        if (half >= sides[longest]) return Optional.empty();
        sides[longest] = half;
        return Optional.of(new Portion(new Size(sides[0], sides[1], sides[2]), 1));
    }

    float[][] probabilities(Block block, Portion portion, List<Integer> mirrorAxes, Progress progress) {
        Size grid = block.size();
        Size tile = portion.tile();
        Tiling tiling = Tiling.of(grid, tile);
        boolean blended = tile.x() < grid.x() || tile.y() < grid.y() || dimensions == 3 && tile.z() < grid.z();
        float[] bell = blended ? tiling.weights() : new float[0];
        float[][] sums = new float[classes][Math.toIntExact(grid.voxels())];
        float[] weights = new float[blended ? sums[0].length : 0];
        int atOnce = portion.atOnce();
        int count = tiling.tiles().size();
        for (int first = 0; first < count; first += atOnce) {
            List<Box> tiles = tiling.tiles().subList(first, Math.min(count, first + atOnce));
            progress.at((double) first / count, "tile " + (first + 1) + " of " + count);
            run(block, tile, tiles, mirrorAxes, output -> {
                for (int i = 0; i < tiles.size(); i++) add(output, i, tile, tiles.get(i), grid, bell, sums, weights);
            });
        }
        if (blended) {
            for (float[] sum : sums) {
                for (int i = 0; i < sum.length; i++) sum[i] /= weights[i];
            }
        }
        return sums;
    }

    /// What the network says of each tile, as it is: for one that measures instead of scoring.
    List<float[]> outputs(Block block, Size patch) {
        Size tile = usual(block.size(), patch).tile();
        var outputs = new ArrayList<float[]>();
        for (Box box : Tiling.of(block.size(), tile).tiles()) {
            try (NDManager scope = torch.newScope()) {
                outputs.add(network.forward(input(block, tile, List.of(box), scope), false).toFloatArray());
            }
        }
        return outputs;
    }

    private NDArray input(Block block, Size tile, List<Box> tiles, NDManager scope) {
        int voxels = Math.toIntExact(tile.voxels());
        int channels = block.channels();
        Shape shape = dimensions == 2 ? new Shape(tiles.size(), channels, tile.y(), tile.x()) : new Shape(tiles.size(), channels, tile.z(), tile.y(), tile.x());
        return ArrayMemory.write(scope, shape, values -> {
            for (int i = 0; i < tiles.size() * channels; i++) read(block, i % channels, tiles.get(i / channels), values.slice(i * voxels, voxels));
        });
    }

    /// One pass over a few tiles of equal size.
    ///
    /// @param taker of the probabilities, which are gone when it returns
    private void run(Block block, Size tile, List<Box> tiles, List<Integer> mirrorAxes, Consumer<FloatBuffer> taker) {
        try (NDManager scope = torch.newScope()) {
            NDArray input = input(block, tile, tiles, scope);
            NDArray sum = look(input, new int[0]);
            int looks = 1;
            for (int subset = 1; subset < 1 << mirrorAxes.size(); subset++) {
                int[] axes = axes(mirrorAxes, subset);
                if (axes.length == 0) continue;
                sum = sum.add(look(input, axes));
                looks++;
            }
            taker.accept(ArrayMemory.floats(looks == 1 ? sum : sum.mul(1f / looks)));
        }
    }

    /// The axes of the array for a subset of the patient's axes; none if the network does not see one of them.
    private int[] axes(List<Integer> mirrorAxes, int subset) {
        int[] axes = new int[Integer.bitCount(subset)];
        int n = 0;
        for (int i = 0; i < mirrorAxes.size(); i++) {
            if ((subset >> i & 1) == 0) continue;
            if (mirrorAxes.get(i) >= dimensions) return new int[0];
            axes[n++] = 1 + dimensions - mirrorAxes.get(i);
        }
        return axes;
    }

    private NDArray look(NDArray input, int[] mirrored) {
        if (mirrored.length == 0) return network.forward(input, dropping).softmax(1);
        return network.forward(input.flip(mirrored), false).softmax(1).flip(mirrored);
    }

    /// Copies a tile out of a channel of the block; what sticks out is 0, the mean grey level.
    private static void read(Block block, int channel, Box tile, FloatBuffer target) {
        Size grid = block.size();
        int x0 = Math.max(0, tile.x0());
        int x1 = Math.min(grid.x(), tile.x1());
        boolean inside = tile.x0() >= 0 && tile.y0() >= 0 && tile.z0() >= 0 && tile.x1() <= grid.x() && tile.y1() <= grid.y() && tile.z1() <= grid.z();
        if (!inside) MemorySegment.ofBuffer(target).fill((byte) 0);
        for (int z = Math.max(0, tile.z0()); z < Math.min(grid.z(), tile.z1()); z++) {
            for (int y = Math.max(0, tile.y0()); y < Math.min(grid.y(), tile.y1()); y++) {
                int from = ((channel * grid.z() + z) * grid.y() + y) * grid.x() + x0;
                int to = ((z - tile.z0()) * tile.height() + y - tile.y0()) * tile.width() + x0 - tile.x0();
                target.put(to, block.values(), from, x1 - x0);
            }
        }
    }

    private void add(FloatBuffer output, int index, Size tile, Box box, Size grid, float[] bell, float[][] sums, float[] weights) {
        int voxels = Math.toIntExact(tile.voxels());
        int x0 = Math.max(0, box.x0());
        int x1 = Math.min(grid.x(), box.x1());
        for (int z = Math.max(0, box.z0()); z < Math.min(grid.z(), box.z1()); z++) {
            for (int y = Math.max(0, box.y0()); y < Math.min(grid.y(), box.y1()); y++) {
                int to = (z * grid.y() + y) * grid.x() + x0;
                int from = ((z - box.z0()) * tile.y() + y - box.y0()) * tile.x() + x0 - box.x0();
                for (int c = 0; c < classes; c++) {
                    int source = (index * classes + c) * voxels + from;
                    if (bell.length == 0) {
                        output.get(source, sums[c], to, x1 - x0);
                        continue;
                    }
                    for (int x = 0; x < x1 - x0; x++) sums[c][to + x] += bell[from + x] * output.get(source + x);
                }
                if (bell.length > 0) {
                    for (int x = 0; x < x1 - x0; x++) weights[to + x] += bell[from + x];
                }
            }
        }
    }

    /// The likeliest class of each voxel; of equals the first.
    static short[] likeliest(float[][] probabilities) {
        short[] best = new short[probabilities[0].length];
        float[] most = Arrays.copyOf(probabilities[0], best.length);
        for (int c = 1; c < probabilities.length; c++) {
            for (int i = 0; i < best.length; i++) {
                if (probabilities[c][i] > most[i]) {
                    most[i] = probabilities[c][i];
                    best[i] = (short) c;
                }
            }
        }
        return best;
    }
}
