package org.maskwright.fx.label;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.desk.ProposalState;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Figures;
import org.maskwright.fx.part.Section;
import org.maskwright.fx.part.Switch;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.slice.HeatShown;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Proposal;
import org.maskwright.workflow.Likelihood;

/// Where the case stands with the model: what was proposed by which model and when, and what can be done with it now.
public final class ProposalCard extends VBox {
    /// What the card's buttons do.
    public interface Deeds {
        void propose();

        void stop();

        /// Takes the whole proposal over as one step.
        void acceptAll();

        /// Takes one label of it over as one step.
        void accept(int label);

        /// Puts it aside; it is kept to compare with.
        void reject();

        void chooseModel();

        /// Lays over the picture how likely a label was to the model.
        void showLikely(int label);

        /// Writes how likely each label was to files.
        void saveLikelihood();

        /// Teaches the model what was corrected.
        void teach();
    }

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(java.util.Locale.UK);

    /// The height of the state that needs most: kept in all, so that nothing moves when the model is at work.
    private static final double TALLEST = 168;

    private final CaseModel open;
    private final Deeds deeds;
    private final VBox card = new VBox();

    public ProposalCard(CaseModel open, Deeds deeds) {
        this.open = open;
        this.deeds = deeds;
        card.getStyleClass().add("card");
        card.setId("proposal-card");
        card.setMinHeight(TALLEST);
        card.setAlignment(Pos.CENTER_LEFT);
        Section section = new Section("Proposal", card).heading(teach(deeds), Buttons.link("Model…", deeds::chooseModel));
        section.getStyleClass().add("ruled");
        getChildren().add(section);
        open.proposal().addListener((o, was, is) -> show(is));
        open.figures().addListener(o -> {
            if (open.proposal().get() instanceof ProposalState.Kept kept) show(kept);
        });
        show(open.proposal().get());
    }

    private static Button teach(Deeds deeds) {
        Button teach = Buttons.named(Buttons.link("Teach…", deeds::teach), "teach");
        teach.setTooltip(Texts.tip("Make the model better by what you corrected (Ctrl+T)"));
        HBox.setMargin(teach, new javafx.geometry.Insets(0, 12, 0, 0));
        return teach;
    }

    private void show(ProposalState state) {
        card.getStyleClass().setAll("card");
        switch (state) {
            case ProposalState.None _ -> card.getChildren().setAll(Texts.prose("The model has not seen this case yet."),
                    row(Buttons.soft("Propose", MaterialDesignC.CREATION, deeds::propose)));
            case ProposalState.Computing(double fraction, String what) -> showProgress(fraction, what);
            case ProposalState.Waiting(Proposal proposal) -> {
                card.getStyleClass().add("waiting");
                Button all = Buttons.named(Buttons.primary("Accept all", MaterialDesignC.CHECK, deeds::acceptAll), "accept-all");
                HBox.setHgrow(all, Priority.ALWAYS);
                all.setMaxWidth(Double.MAX_VALUE);
                MenuButton some = perLabel(proposal);
                Button reject = Buttons.named(Buttons.soft("Reject", deeds::reject), "reject");
                card.getChildren().setAll(title(proposal, "waits for you"), row(all), row(some, reject), looks(proposal));
            }
            case ProposalState.Kept(Proposal proposal) -> {
                card.getChildren().setAll(title(proposal, "kept to compare"), agreement(), looks(proposal),
                        row(perLabel(proposal), Buttons.soft("Propose again", deeds::propose)));
            }
        }
    }

    private void showProgress(double fraction, String what) {
        if (card.lookup("#proposal-progress") instanceof ProgressBar bar && card.lookup("#proposal-doing") instanceof javafx.scene.control.Label doing) {
            bar.setProgress(Double.isNaN(fraction) ? -1 : fraction);
            doing.setText(what);
            return;
        }
        ProgressBar bar = Buttons.named(new ProgressBar(Double.isNaN(fraction) ? -1 : fraction), "proposal-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        card.getChildren().setAll(Buttons.named(Texts.plain(what, "small", "muted"), "proposal-doing"), bar,
                row(Buttons.soft("Stop", MaterialDesignS.STOP, deeds::stop)));
    }

    private HBox agreement() {
        double[] dices = open.figures().get().values().stream().mapToDouble(f -> f.dice()).filter(d -> !Double.isNaN(d)).toArray();
        double mean = dices.length == 0 ? Double.NaN : java.util.Arrays.stream(dices).average().orElse(Double.NaN);
        HBox row = row(Texts.plain("Mean Dice with your labels", "small"), Texts.spring(), Texts.plain(Figures.ratio(mean), "mono"));
        row.setId("agreement");
        return row;
    }

    private static VBox title(Proposal proposal, String state) {
        VBox box = new VBox(2, Texts.plain(proposal.modelId().replace("+", " + "), "strong", "wrap"),
                Texts.plain(WHEN.format(proposal.made().atZone(ZoneId.systemDefault())) + " · " + state, "small", "muted"));
        for (String note : proposal.notes()) box.getChildren().add(Texts.prose(note));
        box.setMinWidth(0);
        return box;
    }

    private MenuButton perLabel(Proposal proposal) {
        MenuButton menu = Buttons.named(new MenuButton("Accept label"), "accept-label");
        menu.getStyleClass().add("soft");
        menu.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(menu, Priority.ALWAYS);
        for (LabelTable.Entry entry : proposal.table().entries()) {
            MenuItem item = new MenuItem(entry.name(), chip(entry.rgb()));
            item.setOnAction(e -> deeds.accept(entry.value()));
            menu.getItems().add(item);
        }
        return menu;
    }

    /// How the proposal is looked at: its outline, and colours that say more.
    private HBox looks(Proposal proposal) {
        Switch outline = outline();
        HBox.setHgrow(outline, Priority.ALWAYS);
        return row(outline, heat(proposal));
    }

    /// What is not known is not offered, and says why.
    private MenuButton heat(Proposal proposal) {
        MenuButton menu = Buttons.named(new MenuButton("Heat map"), "heat");
        menu.getStyleClass().add("tiny");
        menu.setTooltip(Texts.tip("Colours over the picture: how unsure the model was, or how likely it found a label"));
        ObjectProperty<HeatShown> shown = open.slices().heatShown();
        Optional<Likelihood> known = open.session().likelihood();
        menu.getItems().addAll(item("heat-nothing", "None", () -> shown.set(HeatShown.NOTHING)), item("heat-uncertainty", "Uncertainty   (Shift+O)", () -> shown.set(HeatShown.UNCERTAINTY)));
        menu.getItems().getLast().setDisable(proposal.uncertainty().isEmpty());
        menu.getItems().add(new SeparatorMenuItem());
        known.ifPresentOrElse(likelihood -> {
            for (LabelTable.Entry label : likelihood.labels().entries()) {
                MenuItem item = item("heat-likely-" + label.value(), "How likely: " + label.name(), () -> deeds.showLikely(label.value()));
                item.setGraphic(chip(label.rgb()));
                menu.getItems().add(item);
            }
            menu.getItems().addAll(new SeparatorMenuItem(), item("heat-save", "Save how likely each label is…", deeds::saveLikelihood));
        }, () -> {
            // It is not kept with the case. The label to paint with is the one in mind, if it was proposed.
            int active = open.session().activeLabel();
            proposal.table().find(active).or(() -> proposal.table().entries().stream().findFirst())
                    .ifPresent(label -> menu.getItems().add(item("heat-look", "How likely each label is: have the model look again", () -> deeds.showLikely(label.value()))));
        });
        return menu;
    }

    private static MenuItem item(String id, String words, Runnable deed) {
        MenuItem item = new MenuItem(words);
        item.setId(id);
        item.setOnAction(e -> deed.run());
        return item;
    }

    private static Region chip(int rgb) {
        Region chip = new Region();
        chip.setStyle(String.format("-fx-background-color: #%06x; -fx-background-radius: 3;", rgb));
        chip.setMinSize(12, 12);
        chip.setMaxSize(12, 12);
        return chip;
    }

    private Switch outline() {
        Switch outline = new Switch("Outline", open.slices().proposalShown().get(), open.slices().proposalShown()::set);
        outline.setId("proposal-shown");
        open.slices().proposalShown().addListener((o, was, is) -> outline.show(is));
        return outline;
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(8, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        List.of(nodes).forEach(n -> {
            if (n instanceof Region region && n instanceof MenuButton) region.setMinWidth(0);
        });
        return row;
    }
}
