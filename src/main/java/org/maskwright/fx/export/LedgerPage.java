package org.maskwright.fx.export;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.maskwright.fx.part.Figures;
import org.maskwright.fx.part.Texts;
import org.maskwright.job.Job;
import org.maskwright.workflow.Deidentify;
import org.maskwright.workflow.ExportDataset;
import org.maskwright.workflow.ExportLabels;
import org.maskwright.workflow.Ledger;
import org.maskwright.workflow.Trouble;

/// What left this machine: when, what, where to, how many files, under which pseudonym; the newest first. It can be read, and not be
/// changed.
public final class LedgerPage extends ExportPage {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final int SHOWN = 200;

    private final ZoneId zone;
    private final Supplier<Job<List<Ledger.Entry>>> read;
    private final Label summary = Texts.prose("");
    private final GridPane table = new GridPane();
    private final VBox body = new VBox(12, summary, table);

    /// @param read all entries, the oldest first
    public LedgerPage(ZoneId zone, Supplier<Job<List<Ledger.Entry>>> read) {
        super("What left");
        this.zone = zone;
        this.read = read;
        table.setId("ledger");
        table.getStyleClass().add("ledger");
        table.getColumnConstraints().setAll(column(124, HPos.LEFT, false), column(214, HPos.LEFT, false), column(52, HPos.RIGHT, false), column(0, HPos.LEFT, true), column(104, HPos.LEFT, false));
    }

    private static ColumnConstraints column(double width, HPos at, boolean grows) {
        ColumnConstraints column = new ColumnConstraints();
        column.setHalignment(at);
        if (grows) {
            column.setHgrow(Priority.ALWAYS);
            column.setMinWidth(0);
        } else {
            column.setMinWidth(width);
            column.setMaxWidth(width);
        }
        return column;
    }

    @Override
    void shown() {
        Job<List<Ledger.Entry>> job = read.get();
        job.onDone(this::show);
        job.onFailed(cause -> summary.setText(Trouble.sentence(cause)));
    }

    private void show(List<Ledger.Entry> entries) {
        table.getChildren().clear();
        if (entries.isEmpty()) {
            summary.setText("Nothing has left this machine yet. Every export is written down here, before it leaves, and never taken out.");
            return;
        }
        summary.setText((entries.size() == 1 ? "One export" : Figures.count(entries.size()) + " exports") + ", of this user and on this machine."
                + (entries.size() > SHOWN ? " The newest " + SHOWN + " are shown; maskwright ledger lists all." : ""));
        table.addRow(0, head("When"), head("What"), head("Files"), head("Where to"), head("Pseudonym"));
        List<Ledger.Entry> newest = entries.reversed().subList(0, Math.min(SHOWN, entries.size()));
        for (int i = 0; i < newest.size(); i++) {
            Ledger.Entry entry = newest.get(i);
            Label when = Texts.plain(TIME.format(entry.at().atZone(zone)), "mono"), files = Texts.plain(Figures.count(entry.files()), "mono"), target = Texts.plain(entry.target(), "small");
            target.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
            target.setTooltip(Texts.tip(entry.target()));
            target.setMinWidth(0);
            int others = entry.pseudonyms().size() - 1;
            Label who = Texts.plain(others < 0 ? Figures.NONE : entry.pseudonyms().getFirst() + (others == 0 ? "" : " and " + others + " more"), "small", "wrap");
            who.setMinHeight(Region.USE_PREF_SIZE);
            if (!entry.pseudonyms().isEmpty()) who.setTooltip(Texts.tip(String.join(", ", entry.pseudonyms())));
            Label how = Texts.plain(String.join(", ", how(entry)), "small", "muted", "wrap");
            how.setMinHeight(Region.USE_PREF_SIZE);
            VBox what = new VBox(Texts.plain(what(entry), "small"), how);
            Region line = new Region();
            line.getStyleClass().add("ledger-line");
            table.add(line, 0, 2 * i + 1, 5, 1);
            table.addRow(2 * i + 2, when, what, files, target, who);
        }
        table.getChildren().forEach(node -> GridPane.setValignment(node, VPos.TOP));
    }

    private static Label head(String words) {
        return Texts.plain(words, "setting-title");
    }

    private static String what(Ledger.Entry entry) {
        return switch (entry.verb()) {
            case ExportDataset.VERB -> "Data set";
            case ExportLabels.VERB -> "Labels of a case";
            case Deidentify.VERB -> "De-identified DICOM";
            default -> entry.verb(); // of another version
        };
    }

    /// The words of the ledger, with kinds called what people call them.
    private static List<String> how(Ledger.Entry entry) {
        return entry.options().stream().map(word -> ExportDataset.Kind.of(word).map(ExportDataset.Kind::title)
                .or(() -> ExportLabels.Kind.of(word).map(ExportLabels.Kind::title)).orElse(word.replaceFirst("^DICOM (?=PS3)", ""))).toList();
    }

    @Override
    Node body() {
        return body;
    }

    @Override
    boolean writes() {
        return false;
    }

    @Override
    Job<?> start(Consumer<Written> done) {
        throw new IllegalStateException("the ledger is only shown");
    }
}
