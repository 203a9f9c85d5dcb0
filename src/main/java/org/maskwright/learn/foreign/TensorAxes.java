package org.maskwright.learn.foreign;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;

/// Where the axes of a network's tensors run in the patient, after batch and channel, a letter each: `RAS` is a first axis to the patient's
/// **r**ight, a second to the front (**a**nterior), a third to the head (**s**uperior), as MONAI and NIfTI speak of them.
///
/// Our own tensors run `SPL` (`[z][y][x]`, x to the left, y to the back, z to the head), and `PL` within a slice.
///
/// @param letters three of L R, A P, S I, one of each pair; or two for networks that see axial slices: L or R, and A or P
public record TensorAxes(String letters) {
    /// Index of an axis in our own x, y, z by its letter.
    private static final String RISING = "LPS";
    private static final String FALLING = "RAI";

    public TensorAxes {
        int seen = 0;
        for (int i = 0; i < letters.length(); i++) {
            int axis = axis(letters.charAt(i));
            if (axis >= 0) seen |= 1 << axis;
        }
        boolean whole = letters.length() == 3 && seen == 0b111;
        boolean slices = letters.length() == 2 && seen == 0b011;
        if (!whole && !slices) {
            throw new IllegalArgumentException("axes: expected three letters such as RAS, one of L R, one of A P, one of S I, or two such as PL for axial slices, found '"
                    + letters + "'");
        }
    }

    private static int axis(char letter) {
        return Math.max(RISING.indexOf(letter), FALLING.indexOf(letter));
    }

    /// 3 for blocks, 2 for slices.
    public int dimensions() {
        return letters.length();
    }

    /// For each axis of theirs, the axis of our tensor `[(z,) y, x]` that it is.
    public int[] ofOurs() {
        int[] ofOurs = new int[dimensions()];
        for (int i = 0; i < ofOurs.length; i++) ofOurs[i] = dimensions() - 1 - axis(letters.charAt(i));
        return ofOurs;
    }

    /// For each axis of our tensor the axis of theirs.
    public int[] ofTheirs() {
        int[] ofOurs = ofOurs();
        int[] ofTheirs = new int[ofOurs.length];
        for (int i = 0; i < ofOurs.length; i++) ofTheirs[ofOurs[i]] = i;
        return ofTheirs;
    }

    /// Their axes that run against ours.
    public int[] turned() {
        var turned = new ArrayList<Integer>();
        for (int i = 0; i < letters.length(); i++) {
            if (FALLING.indexOf(letters.charAt(i)) >= 0) turned.add(i);
        }
        return turned.stream().mapToInt(Integer::intValue).toArray();
    }

    /// A size given along their axes, along the patient's left, back and head axis; slices are one voxel high.
    ///
    /// @throws IllegalArgumentException if there are not as many numbers as axes
    public Size size(List<Integer> theirs) {
        if (theirs.size() != dimensions()) throw new IllegalArgumentException("expected " + dimensions() + " numbers, one along each of " + letters + ", found " + theirs);
        int[] ours = {1, 1, 1};
        for (int i = 0; i < theirs.size(); i++) ours[axis(letters.charAt(i))] = theirs.get(i);
        return new Size(ours[0], ours[1], ours[2]);
    }

    /// A spacing given along their axes, in the same order as [#size]. For slices a third number may follow, from slice to slice; without it
    /// that is 0, each scan's own.
    ///
    /// @throws IllegalArgumentException if there are not as many numbers as axes
    public Point spacing(List<Double> theirs) {
        boolean between = dimensions() == 2 && theirs.size() == 3;
        if (theirs.size() != dimensions() && !between) {
            throw new IllegalArgumentException("expected " + dimensions() + " numbers, one along each of " + letters + ", found " + theirs);
        }
        double[] ours = {0, 0, between ? theirs.get(2) : 0};
        for (int i = 0; i < dimensions(); i++) ours[axis(letters.charAt(i))] = theirs.get(i);
        return new Point(ours[0], ours[1], ours[2]);
    }
}
