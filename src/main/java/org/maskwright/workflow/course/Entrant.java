package org.maskwright.workflow.course;

import java.util.List;
import java.util.Optional;
import org.maskwright.learn.Architecture;
import org.maskwright.learn.Architectures;

/// A network that takes part in a comparison.
///
/// @param architecture its id
/// @param title for people
/// @param widths channels at each depth; empty for the architecture's own
record Entrant(String architecture, String title, List<Integer> widths) {
    /// The student's set: the networks of the textbooks, cut to slices of some thirty to a hundred voxels, and to about the same work a step.
    ///
    /// Their papers look at 500 pixels across. Of a slice of 50, a sixteenth or a thirty-second would be 3 or 2 voxels, so depth is cut to what
    /// leaves about as much of the slice at the bottom as the papers leave of theirs: three halvings for U-Net, FCN, SegNet and HRNet, and
    /// encoders that end at a quarter for DeepLabv3+ and PSPNet. All take patches of the same size.
    static final List<Entrant> STUDENTS = List.of(
            new Entrant("unet2d", "U-Net", List.of(16, 32, 64, 128)),
            new Entrant("fcn2d", "FCN", List.of(24, 48, 96)),
            new Entrant("segnet2d", "SegNet", List.of(24, 48, 96)),
            new Entrant("deeplabv3plus-4-2d", "DeepLabv3+", List.of(24, 32, 48, 48)),
            new Entrant("pspnet-4-2d", "PSPNet", List.of(24, 32, 64, 64)),
            new Entrant("hrnet2d", "HRNet", List.of(16, 32, 64)));

    Entrant {
        widths = List.copyOf(widths);
    }

    /// @param id of an architecture; one that is not in the set takes part as its own recipe draws it
    static Optional<Entrant> find(String id) {
        return STUDENTS.stream().filter(one -> one.architecture().equals(id)).findFirst()
                .or(() -> Architectures.find(id).map(one -> new Entrant(id, one.name(), List.of())));
    }

    /// Where the network was published.
    String paper() {
        return Architectures.find(architecture).map(Architecture::paper).orElse("");
    }
}
