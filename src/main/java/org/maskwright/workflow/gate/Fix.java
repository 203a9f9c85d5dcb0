package org.maskwright.workflow.gate;

import java.util.List;
import java.util.Optional;
import java.util.Arrays;

/// What mends a finding. A value: what it does is done by whoever holds the labels, the table or the choice of cases.
public sealed interface Fix {
    /// The kinds of mending, as a command line names them.
    enum Kind {
        ISLANDS("islands", "Remove the islands"),
        HOLES("holes", "Fill the hole"),
        GAPS("gaps", "Fill the slice"),
        SIDES("sides", "Swap left and right"),
        NAMES("names", "Mend the name"),
        GRID("grid", "Move the labels onto the scan"),
        LEAVE_OUT("leave-out", "Leave the case out"),
        SPLITS("splits", "Keep them in one split");

        private final String id, title;

        Kind(String id, String title) {
            this.id = id;
            this.title = title;
        }

        public String id() {
            return id;
        }

        /// What stands on a button.
        public String title() {
            return title;
        }

        public static Optional<Kind> of(String id) {
            return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
        }
    }

    Kind kind();

    /// What stands on its button.
    default String title() {
        return kind().title();
    }

    /// A change of one case's voxels: one edit that can be undone.
    sealed interface OfLabels extends Fix {
        String caseId();
    }

    /// A change of the project's table of names.
    sealed interface OfTable extends Fix {
        int value();

        @Override
        default Kind kind() {
            return Kind.NAMES;
        }
    }

    /// A choice for this export alone; nothing in the project changes.
    sealed interface OfExport extends Fix {}

    /// Erases the parts of a label below a volume; its largest part stays whatever its size.
    record RemoveIslands(String caseId, int label, double belowMm3) implements OfLabels {
        @Override
        public Kind kind() {
            return Kind.ISLANDS;
        }
    }

    /// Fills background that a label encloses on all sides.
    record FillHoles(String caseId, int label) implements OfLabels {
        @Override
        public Kind kind() {
            return Kind.HOLES;
        }
    }

    /// Fills a slice that a label leaves out between two that have it, with the shape half-way between them.
    ///
    /// @param axis voxel axis 0, 1 or 2 across which the slices lie
    record FillGap(String caseId, int label, int axis, int slice) implements OfLabels {
        @Override
        public Kind kind() {
            return Kind.GAPS;
        }
    }

    /// Gives the voxels of each of two labels to the other.
    record SwapLabels(String caseId, int left, int right) implements OfLabels {
        @Override
        public Kind kind() {
            return Kind.SIDES;
        }
    }

    /// Gives a label a name.
    record Rename(int value, String name) implements OfTable {
        @Override
        public String title() {
            return "Call it “" + name + "”";
        }
    }

    /// Takes a label that no case has off the table.
    record RemoveName(int value) implements OfTable {
        @Override
        public String title() {
            return "Take it off the list";
        }
    }

    /// Tells the case that its labels lie exactly on the scan's grid.
    record SnapGrid(String caseId) implements Fix {
        @Override
        public Kind kind() {
            return Kind.GRID;
        }
    }

    record LeaveOut(String caseId) implements OfExport {
        @Override
        public Kind kind() {
            return Kind.LEAVE_OUT;
        }
    }

    /// Keeps cases on the same side of every split into training and validation.
    record KeepTogether(List<String> caseIds) implements OfExport {
        public KeepTogether {
            caseIds = List.copyOf(caseIds);
        }

        @Override
        public Kind kind() {
            return Kind.SPLITS;
        }
    }
}
