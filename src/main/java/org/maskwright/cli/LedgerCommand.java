package org.maskwright.cli;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Supplier;
import org.maskwright.workflow.Ledger;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `maskwright ledger [--json]`
@Command(name = "ledger", description = "List what left this machine: when, how, where to, under which pseudonym.", footer = {"", "Example:", "  maskwright ledger --json"})
final class LedgerCommand extends TypedCommand {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    @Option(names = "--json", description = "One JSON object a line for each entry: at, verb, files, target, pseudonyms, options, sha256.")
    private boolean json;

    LedgerCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        List<Ledger.Entry> entries = workbench().ledger().entries();
        for (Ledger.Entry entry : entries) console.out().println(json ? entry.json() : text(entry));
        if (entries.isEmpty() && !json) console.out().println("Nothing has left this machine yet.");
        return console.done();
    }

    private static String text(Ledger.Entry entry) {
        String who = entry.pseudonyms().isEmpty() ? "" : " of " + String.join(", ", entry.pseudonyms());
        String how = entry.options().isEmpty() ? "" : " (" + String.join("; ", entry.options()) + ")";
        return TIME.format(entry.at().atZone(ZoneId.systemDefault())) + "  " + entry.verb() + ": " + entry.files() + (entry.files() == 1 ? " file" : " files") + who + " to " + entry.target() + how + ", sha256 " + entry.sha256().substring(0, 12);
    }
}
