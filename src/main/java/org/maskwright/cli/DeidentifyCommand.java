package org.maskwright.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.maskwright.workflow.Deidentify;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `maskwright deidentify IN OUT [--dates remove|shift] [--pseudonym NAME]`
@Command(name = "deidentify", description = "Write DICOM files without the patient in them (PS3.15, basic profile), and record in the ledger that they left.",
        footer = {"", "The pixels are not touched: what may have writing in them is named, to be looked at. A file that cannot be cleaned is not passed on.",
            "", "Example:", "  maskwright deidentify study clean --dates shift --pseudonym trial-007"})
final class DeidentifyCommand extends TypedCommand {
    @Parameters(paramLabel = "IN", index = "0", description = "A DICOM file, or a folder with any number in it.")
    private Path in = Path.of("");

    @Parameters(paramLabel = "OUT", index = "1", description = "A new or empty folder: in it a folder a patient, in that a folder a series.")
    private Path out = Path.of("");

    @Option(names = "--dates", paramLabel = "remove|shift", description = "Take dates and times out (the default), or move all dates of a patient by one number of days.")
    private String dates = "remove";

    @Option(names = "--pseudonym", paramLabel = "NAME", description = "What the patient is called; of several patients NAME-1, NAME-2 … Without it, a name made from the ledger's key, always the same for the same patient.")
    private String pseudonym = "";

    DeidentifyCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        Deidentify.DateChoice choice = switch (dates.toLowerCase(Locale.ROOT)) {
            case "remove" -> Deidentify.DateChoice.REMOVE;
            case "shift" -> Deidentify.DateChoice.SHIFT;
            default -> throw wrong("--dates is remove or shift, got '" + dates + "'.");
        };
        Deidentify.Options options;
        try {
            options = new Deidentify.Options(choice, pseudonym);
        } catch (IllegalArgumentException e) {
            throw wrong("--pseudonym: " + e.getMessage() + ".");
        }
        Deidentify.Result result = console.await(workbench().deidentify().run(in, out, options));
        console.out().println(result.files() + (result.files() == 1 ? " file is in " : " files are in ") + result.folder() + ", of " + String.join(", ", result.pseudonyms()) + ".");
        for (String warning : result.warnings()) console.out().println("Look: " + warning);
        console.out().flush();
        int exit = Console.GOOD;
        for (String problem : result.leftOut()) exit = console.fail("left out: " + problem);
        return exit;
    }
}
