package org.maskwright.learn;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.CoarseMap;
import org.maskwright.label.Labels;
import org.maskwright.learn.image.Classes;
import org.maskwright.learn.image.NetworkGrid;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.ScanInfo;

/// How likely each label is at every voxel of a scan: the mean of what one network or several said on grids of their own, brought
/// back to the scan's grid a slice at a time, so that the whole is never in memory for more than one label.
public final class Probabilities {
    private final Classes classes;
    private final List<Member> members;

    /// What one network said.
    ///
    /// @param values `[class][z][y][x]` on `grid`
    @SuppressWarnings("ArrayRecordComponent")
    private record Member(NetworkGrid grid, float[][] values) {}

    private Probabilities(Classes classes, List<Member> members) {
        this.classes = classes;
        this.members = List.copyOf(members);
    }

    static Probabilities of(Proposer.Seen seen, Classes classes) {
        return mean(List.of(seen), classes);
    }

    /// @param members of the same scan, and the same classes
    static Probabilities mean(List<Proposer.Seen> members, Classes classes) {
        return new Probabilities(classes, members.stream().map(seen -> new Member(seen.grid(), seen.probabilities())).toList());
    }

    private Geometry grid() {
        return members.getFirst().grid().source();
    }

    /// What they take while they are held.
    public long bytes() {
        return members.stream().mapToLong(member -> member.grid().size().voxels() * member.values().length * Float.BYTES).sum();
    }

    private int indexOf(int label) {
        int index = classes.labels().indexOf(label) + 1;
        if (index == 0) throw new IllegalArgumentException("the models know labels " + classes.labels() + ", not " + label);
        return index;
    }

    /// The map of one label in 255 steps, on the grid of the first network.
    ///
    /// @throws IllegalArgumentException as [#of]
    public CoarseMap coarse(int label) {
        NetworkGrid first = members.getFirst().grid();
        float[] values = first.inSource(onFirstGrid(indexOf(label)));
        byte[] steps = new byte[values.length];
        for (int i = 0; i < steps.length; i++) steps[i] = (byte) Math.round(255 * Math.clamp(values[i], 0f, 1f));
        return CoarseMap.of(grid().size(), first.sizeInSource(), steps);
    }

    /// The map of one label, in [0, 1], before anything is mended; it takes four bytes a voxel.
    ///
    /// @throws IllegalArgumentException if it is no label of the models
    public FloatVolume of(int label) {
        List<NetworkGrid.OnSource> maps = maps(indexOf(label));
        float[][] slices = new float[grid().size().z()][];
        for (int z = 0; z < slices.length; z++) slices[z] = slice(maps, z);
        return FloatVolume.adopting(grid(), slices, ScanInfo.UNKNOWN);
    }

    private List<NetworkGrid.OnSource> maps(int index) {
        return members.stream().map(member -> member.grid().onSource(member.values()[index])).toList();
    }

    private float[] slice(List<NetworkGrid.OnSource> maps, int z) {
        float[] slice = new float[grid().size().sliceVoxels()];
        for (NetworkGrid.OnSource map : maps) map.add(z, 1f / maps.size(), slice);
        // Weights that sum to 1 do so but for the last bit.
        for (int i = 0; i < slice.length; i++) slice[i] = Math.clamp(slice[i], 0f, 1f);
        return slice;
    }

    /// The likeliest label of each voxel; of equals the first.
    Labels labels(Progress progress) {
        int count = grid().size().z();
        java.util.function.IntConsumer each = z -> progress.at((double) (z + 1) / count, "slice " + (z + 1) + " of " + count);
        if (members.size() == 1) return members.getFirst().grid().labels(members.getFirst().values(), classes, each);
        var maps = new ArrayList<List<NetworkGrid.OnSource>>();
        for (int c = 0; c < classes.count(); c++) maps.add(maps(c));
        short[][] slices = new short[count][];
        for (int z = 0; z < count; z++) {
            float[] most = slice(maps.getFirst(), z);
            short[] best = new short[most.length];
            for (int c = 1; c < classes.count(); c++) {
                float[] slice = slice(maps.get(c), z);
                for (int i = 0; i < most.length; i++) {
                    if (slice[i] > most[i]) {
                        most[i] = slice[i];
                        best[i] = (short) classes.labelOf(c);
                    }
                }
            }
            slices[z] = best;
            each.accept(z);
        }
        return Labels.adopting(grid(), slices);
    }

    /// The mean of every class on the grid of the first network.
    float[][] onFirstGrid() {
        float[][] mean = new float[classes.count()][];
        for (int c = 0; c < mean.length; c++) mean[c] = onFirstGrid(c);
        return mean;
    }

    private float[] onFirstGrid(int index) {
        Member first = members.getFirst();
        if (members.size() == 1) return first.values()[index];
        float[] mean = new float[first.values()[index].length];
        for (Member member : members) {
            float[] values = member == first ? member.values()[index] : first.grid().from(member.grid(), member.values()[index]);
            for (int i = 0; i < values.length; i++) mean[i] += values[i] / members.size();
        }
        return mean;
    }
}
