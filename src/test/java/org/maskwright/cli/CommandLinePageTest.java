package org.maskwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// The page on the command line says what the program offers, and nothing else.
class CommandLinePageTest {
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

    private static String page() throws IOException {
        return Files.readString(Path.of("src/site/markdown/command-line.md"));
    }

    /// The commands, each after the one that it belongs to.
    private static List<CommandLine> commands() {
        var quiet = new Console(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), false);
        CommandLine root = new Commands(quiet, _ -> {}, () -> {
            throw new IllegalStateException("help needs no workbench");
        }).commandLine();
        List<CommandLine> all = new ArrayList<>();
        for (CommandLine one : root.getSubcommands().values()) {
            all.add(one);
            all.addAll(one.getSubcommands().values());
        }
        return all;
    }

    /// What the page says of a command: its line in the table of commands, and its sections.
    private static String said(String page, String name) {
        String line = page.lines().filter(one -> one.matches("\\| `maskwright " + name + "[ `].*")).findFirst().orElse("");
        String sections = Arrays.stream(page.split("(?m)^## ")).skip(1).filter(one -> List.of(one.lines().findFirst().orElse("").split(", ")).contains(name)).collect(Collectors.joining());
        return line + sections;
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName().replaceFirst("maskwright ", "");
    }

    @Test
    void everyOptionOfEveryCommandStandsOnThePage() throws IOException {
        String page = page();
        List<String> missing = new ArrayList<>();
        for (CommandLine command : commands()) {
            String said = said(page, name(command));
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (!option.usageHelp() && !said.contains(option.longestName())) missing.add(name(command) + " " + option.longestName());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void noOptionStandsOnThePageThatNoCommandHas() throws IOException {
        List<String> known = commands().stream().flatMap(one -> one.getCommandSpec().options().stream()).flatMap(CommandLinePageTest::names).toList();
        Matcher found = OPTION.matcher(page());
        while (found.find()) assertThat(known).contains(found.group());
    }

    /// Also the one that takes it back.
    private static Stream<String> names(OptionSpec option) {
        return option.negatable() ? Stream.of(option.longestName(), option.longestName().replaceFirst("--", "--no-")) : Stream.of(option.longestName());
    }

    @Test
    void everyCommandStandsInTheTable() throws IOException {
        String page = page();
        assertThat(commands()).allSatisfy(one -> assertThat(said(page, name(one))).startsWith("| `maskwright " + name(one)));
    }
}
