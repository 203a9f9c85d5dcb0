package org.maskwright.learn.image;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Size;

/// How a grid too large for one pass is cut into overlapping tiles of equal size.
///
/// Neighbours overlap by half a tile where there are several; each tile's voxels count the more the nearer they lie to its
/// middle ([#weights]), for a network knows least about what it sees at the edge.
///
/// @param size of every tile; it may stick out of the grid, where nothing is read and nothing kept
/// @param tiles in order of z, then y, then x
public record Tiling(Size size, List<Box> tiles) {
    public Tiling {
        tiles = List.copyOf(tiles);
    }

    /// @param grid what is to be covered
    /// @param tile size of every tile, also where the grid is smaller
    public static Tiling of(Size grid, Size tile) {
        var tiles = new ArrayList<Box>();
        for (int z : starts(grid.z(), tile.z())) {
            for (int y : starts(grid.y(), tile.y())) {
                for (int x : starts(grid.x(), tile.x())) tiles.add(new Box(x, y, z, x + tile.x(), y + tile.y(), z + tile.z()));
            }
        }
        return new Tiling(tile, tiles);
    }

    /// Where tiles of `length` begin to cover `count` voxels: evenly spread, at most half a tile apart; a single tile that is
    /// too long sticks out on both sides alike.
    private static List<Integer> starts(int count, int length) {
        if (length >= count) return List.of(-(length - count) / 2);
        int steps = length == 1 ? count - 1 : (int) Math.ceil((count - length) / (length / 2.0));
        var starts = new ArrayList<Integer>();
        for (int i = 0; i <= steps; i++) starts.add((int) Math.round((double) i * (count - length) / steps));
        return starts;
    }

    /// A Gaussian bell over the tile, its deviation an eighth of each side, never quite 0; `[z][y][x]`.
    public float[] weights() {
        float[] weights = new float[Math.toIntExact(size.voxels())];
        int i = 0;
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    double distance = square(x, size.x()) + square(y, size.y()) + square(z, size.z());
                    weights[i++] = (float) Math.max(1e-3, Math.exp(-distance / 2));
                }
            }
        }
        return weights;
    }

    private static double square(int index, int count) {
        double deviations = (index - (count - 1) / 2.0) / (count / 8.0);
        return deviations * deviations;
    }
}
