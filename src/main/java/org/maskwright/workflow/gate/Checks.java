package org.maskwright.workflow.gate;

import java.util.ArrayList;
import java.util.List;

/// The catalogue of checks, in the order in which people read what they found.
public final class Checks {
    public static final List<Check> ALL = List.of(new GridCheck(), new ImageCheck(), new ChangedScanCheck(), new UnnamedValueCheck(), new NameCheck(), new ConsecutiveCheck(),
            new SidesCheck(), new SamePatientCheck(), new EmptyCaseCheck(), new MissingLabelCheck(), new GapCheck(), new HoleCheck(), new IslandCheck(), new VolumeCheck(),
            new UnusedNameCheck(), new OtherNameCheck(), new WaitingProposalCheck(), new PseudoLabelCheck());

    /// The check of a finding that comes of reading a case at all.
    public static final String UNREADABLE = "unreadable";

    private Checks() {}

    /// What the checks of a single case find.
    ///
    /// @param layers the case once for each layer of its labels, the first layer first
    public static List<Finding> ofCase(List<CheckedCase> layers) {
        List<Finding> found = new ArrayList<>();
        CheckedCase first = layers.getFirst();
        boolean fits = first.labels().geometry().size().equals(first.volume().geometry().size());
        for (Check check : ALL) {
            switch (check) {
                case Check.OfScan ofScan -> found.addAll(ofScan.look(first));
                case Check.OfLabels ofLabels when fits -> layers.forEach(layer -> found.addAll(ofLabels.look(layer))); // else nothing can be said of them
                case Check.OfLabels _, Check.OfProject _ -> { }
            }
        }
        return found;
    }

    /// What the checks between cases find.
    public static List<Finding> ofProject(CheckedProject all) {
        List<Finding> found = new ArrayList<>();
        for (Check check : ALL) if (check instanceof Check.OfProject ofProject) found.addAll(ofProject.look(all));
        return found;
    }

    /// Whether a check asks a case by itself, so that the same case gives the same answer.
    public static boolean isOfCase(String id) {
        return ALL.stream().anyMatch(check -> check.id().equals(id) && !(check instanceof Check.OfProject));
    }

    /// What people read above the findings of a check.
    public static String title(String id) {
        return ALL.stream().filter(check -> check.id().equals(id)).findFirst().map(Check::title).orElse("Cases that cannot be read");
    }
}
