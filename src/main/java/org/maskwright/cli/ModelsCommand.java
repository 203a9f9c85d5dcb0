package org.maskwright.cli;

import java.util.function.Supplier;
import org.maskwright.workflow.ModelList;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `maskwright models [--json]`
@Command(name = "models", description = "List the models at hand: what they label, and how well they did on cases they never saw.",
        footer = {"", "Example:", "  maskwright models --json"})
final class ModelsCommand extends TypedCommand {
    @Option(names = "--json", description = "Print a JSON array, one object a model.")
    private boolean json;

    ModelsCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() {
        ModelList list = ModelList.of(workbench().models());
        console.out().println(json ? list.json() : list.text());
        return console.done(list.problems());
    }
}
