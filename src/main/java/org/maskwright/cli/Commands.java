package org.maskwright.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maskwright.job.ProcessEnd;
import org.maskwright.job.Progress;
import org.maskwright.workflow.Trouble;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line: words in, words and an exit code out. 0 all went well; 1 some inputs failed, the rest is done; 2 wrong usage;
/// 130 stopped.
public final class Commands {
    /// How long work has to stop when the process is told to end, and then the command to say so.
    private static final int TO_STOP_S = 10, TO_SAY_S = 1;

    private final Console console;
    private final WindowOpener window;
    private final Supplier<Workbench> opener;
    private volatile @Nullable Workbench workbench; // seen by the thread that ends the process, too
    private volatile boolean stopping; // libraries fail in ways of their own while the process ends
    private boolean opened;

    /// @param workbench makes the workbench when a command needs it
    public Commands(Console console, WindowOpener window, Supplier<Workbench> workbench) {
        this.console = console;
        this.window = window;
        this.opener = workbench;
    }

    /// Runs one command line.
    ///
    /// @return its exit code
    public int run(String... words) {
        var ended = new CountDownLatch(1);
        try (ProcessEnd _ = new ProcessEnd(() -> stop(ended))) {
            return execute(words);
        } finally {
            ended.countDown();
        }
    }

    private int execute(String... words) {
        try {
            CommandLine line = commandLine();
            int exit = line.execute(words);
            opened = line.<RootCommand>getCommand().hasOpenedWindow();
            return exit;
        } catch (OutOfMemoryError e) {
            return console.fail(e);
        } finally {
            Workbench used = workbench;
            if (used != null) used.close();
            workbench = null;
        }
    }

    /// Lets the work put down what it has in hand, such as a training its checkpoint, and the command say so.
    private void stop(CountDownLatch ended) {
        Workbench used = workbench;
        if (used == null) return;
        stopping = true;
        try {
            used.jobs().stop(TO_STOP_S);
            ended.await(TO_SAY_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int stopped(CommandLine command) {
        console.fail(command.getCommandSpec().findOption("--resume") == null ? "stopped." : "stopped; --resume goes on where it was.");
        return Console.STOPPED;
    }

    /// Whether the last command line opened the window, which lives on.
    public boolean hasOpenedWindow() {
        return opened;
    }

    private Workbench workbench() {
        Workbench now = workbench;
        if (now == null) {
            now = opener.get();
            workbench = now;
        }
        return now;
    }

    CommandLine commandLine() {
        TourCommand tour = new TourCommand(console, this::workbench);
        CommandLine line = new CommandLine(new RootCommand(console, this::workbench, window, tour));
        line.addSubcommand(tour);
        line.addSubcommand(new InfoCommand(console, this::workbench));
        line.addSubcommand(new ConvertCommand(console, this::workbench));
        line.addSubcommand(new ProposeCommand(console, this::workbench));
        line.addSubcommand(new ScoreCommand(console, this::workbench));
        line.addSubcommand(new EvaluateCommand(console, this::workbench));
        line.addSubcommand(new TrainCommand(console, this::workbench));
        line.addSubcommand(new TuneCommand(console, this::workbench));
        line.addSubcommand(new CompressCommand(console, this::workbench));
        line.addSubcommand(new AugmentCommand(console, this::workbench));
        line.addSubcommand(new CompareNetworksCommand(console, this::workbench));
        line.addSubcommand(new RunsCommand(console, this::workbench));
        line.addSubcommand(new PseudoLabelCommand(console, this::workbench));
        line.addSubcommand(new SimulateCommand(console, this::workbench));
        line.addSubcommand(new WorklistCommand(console, this::workbench));
        line.addSubcommand(new CompareMeasuresCommand(console, this::workbench));
        line.addSubcommand(new FineTuneCommand(console, this::workbench));
        line.addSubcommand(new CheckCommand(console, this::workbench));
        line.addSubcommand(new ExportCommand(console, this::workbench));
        line.addSubcommand(new DeidentifyCommand(console, this::workbench));
        line.addSubcommand(new LedgerCommand(console, this::workbench));
        line.addSubcommand(new CommandLine(new ModelsCommand(console, this::workbench)).addSubcommand(new AddModelCommand(console, this::workbench)));
        line.setOut(console.out()).setErr(console.err());
        line.setUsageHelpWidth(100);
        line.getSubcommands().values().forEach(command -> command.getCommandSpec().usageMessage().sortOptions(false));
        line.setParameterExceptionHandler((e, _) -> usage(e));
        line.setExecutionExceptionHandler((e, command, _) -> e instanceof Progress.Cancelled || stopping && Trouble.isOurs(e) ? stopped(command) : console.fail(e));
        return line;
    }

    private int usage(ParameterException e) {
        CommandLine command = e.getCommandLine();
        console.err().println("maskwright: " + e.getMessage());
        if (e instanceof UnmatchedArgumentException unmatched) UnmatchedArgumentException.printSuggestions(unmatched, console.err());
        console.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        console.err().flush();
        return Console.WRONG_USAGE;
    }
}
