package org.maskwright.cli;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What every command has: a place for its words, the workbench when it needs one, `--help`, and the line as it was typed.
abstract class TypedCommand implements Callable<Integer> {
    final Console console;
    private final Supplier<Workbench> workbench;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    /// @param workbench opens the workbench when it is first asked for one
    TypedCommand(Console console, Supplier<Workbench> workbench) {
        this.console = console;
        this.workbench = workbench;
    }

    final Workbench workbench() {
        return workbench.get();
    }

    /// Wrong usage, to be thrown.
    final ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /// Whether an option stands on the line, whatever its value.
    final boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    /// That an option which stands on the line says something.
    final void requireText(String option, String value) {
        if (isGiven(option) && value.isBlank()) throw wrong(option + " is empty. Give it a value, or leave it out.");
    }

    /// That each of several names parted by commas says something.
    final void requireNames(String option, String value) {
        if (Arrays.stream(value.split(",", -1)).anyMatch(String::isBlank)) throw wrong(option + " is one or more names, parted by commas; one is empty in '" + value + "'.");
    }

    /// The whole command as it was typed, to be typed again.
    final String typed() {
        String typed = spec.commandLine().getParseResult().originalArgs().stream().map(TypedCommand::quoted).collect(Collectors.joining(" "));
        return typed.startsWith(spec.name()) ? "maskwright " + typed : spec.qualifiedName() + " " + typed;
    }

    /// As a shell wants it.
    private static String quoted(String argument) {
        return argument.matches("[\\w./:=,@+-]+") ? argument : '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
