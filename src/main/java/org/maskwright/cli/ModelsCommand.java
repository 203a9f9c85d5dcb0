package org.maskwright.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.maskwright.workflow.ModelList;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `maskwright models [--json]`
@Command(name = "models", description = "List the models at hand: what they label, and how well they did on cases they never saw.",
        footer = {"", "Example:", "  maskwright models --json"})
final class ModelsCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<Workbench> workbench;

    @Mixin private Help help = new Help();

    @Option(names = "--json", description = "Print a JSON array, one object a model.")
    private boolean json;

    ModelsCommand(Console console, Supplier<Workbench> workbench) {
        this.console = console;
        this.workbench = workbench;
    }

    @Override
    public Integer call() {
        ModelList list = ModelList.of(workbench.get().models());
        console.out().println(json ? list.json() : list.text());
        console.out().flush();
        int exit = Console.GOOD;
        for (String problem : list.problems()) exit = console.fail(problem);
        return exit;
    }
}
