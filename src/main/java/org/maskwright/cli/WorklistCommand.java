package org.maskwright.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.maskwright.workflow.LookAgain;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.Worklist;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `maskwright worklist --project DIR [--order NAME] [--others ID|DIR,…]`
@Command(name = "worklist", description = "Which case of a project to correct next: one a line, the next in front, with how unsure the model was of it.",
        footer = {"", "A measure that a proposal did not come with is taken now: its model looks again, and what it finds is kept beside the proposal.", "", "Example:",
            "  maskwright worklist --project study --order ensemble --others models/second"})
final class WorklistCommand extends TypedCommand {
    @Option(names = "--project", paramLabel = "DIR", required = true, description = "The project's folder.")
    private Path project = Path.of("");

    @Option(names = "--order", paramLabel = "NAME", defaultValue = "uncertainty",
            description = "name, random, uncertainty (by entropy; the default), mirror, augment, dropout, ensemble, or diversity.")
    private String order = "";

    @Option(names = "--others", paramLabel = "ID|DIR,…", split = ",", description = "Models with whom the proposing one may disagree (ensemble); else those at hand of the same labels.")
    private List<String> others = List.of();

    WorklistCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        if (!Worklist.orders().containsKey(order)) throw wrong("--order is one of " + String.join(", ", Worklist.orders().keySet()) + ", got '" + order + "'.");
        List<String> problems = new ArrayList<>();
        Optional<String> measure = Worklist.measureOf(order);
        if (measure.isPresent()) {
            LookAgain.Looked looked = console.await(workbench().lookAgain().waiting(project, measure.get(), others));
            problems.addAll(looked.problems());
        }
        for (Worklist.Row row : console.await(workbench().projects().worklist(project, order, problems))) console.out().println(line(row));
        return console.done(problems);
    }

    private static String line(Worklist.Row row) {
        String state = switch (row.state()) {
            case WAITING -> "waits";
            case UNSEEN -> "no proposal";
            case ANSWERED -> "answered";
        };
        return row.id() + "  " + state + (row.uncertainty().isPresent() ? String.format(Locale.ROOT, "  %.4f", row.uncertainty().getAsDouble()) : "");
    }
}
