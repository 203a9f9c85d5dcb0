package org.maskwright.fx.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Figures;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.project.Places;
import org.maskwright.job.Job;
import org.maskwright.workflow.ExportLabels;

/// The labels of the open case as one file, or one folder, of a kind that other programs open.
public final class LabelsPage extends ExportPage {
    private final Target target;
    private final VBox body;
    private final Label what = Texts.prose("");
    private final BiFunction<ExportLabels.Kind, Path, Job<ExportLabels.Exported>> verb;
    private final Function<ExportLabels.Kind, Optional<String>> bar;
    private final int labels;
    private final IntFunction<String> name;
    private final Choices<ExportLabels.Kind> kinds;
    private final Label without = Buttons.named(Texts.prose(""), "export-no-series");
    private ExportLabels.Kind kind = ExportLabels.Kind.NIFTI;

    /// @param stem the case's name, as a file may be called
    /// @param labels how many labels have voxels
    /// @param name of a label
    /// @param bar why the case cannot become a kind
    public LabelsPage(String stem, int labels, IntFunction<String> name, Path folder, Places places, Function<ExportLabels.Kind, Optional<String>> bar, BiFunction<ExportLabels.Kind, Path, Job<ExportLabels.Exported>> verb) {
        super("This case's labels");
        this.verb = verb;
        this.bar = bar;
        this.labels = labels;
        this.name = name;
        target = new Target("Write to", "export-file", free(folder, kind, stem + "-labels").toString(),
                start -> kind.endings().isEmpty() ? places.folder("Export to", Optional.of(start)) : places.save("Export labels", start));
        kinds = new Choices<>(List.of(ExportLabels.Kind.values()), kind, ExportLabels.Kind::title, chosen -> {
            String plain = withoutEnding(target.text());
            kind = chosen;
            target.setText(chosen.fileName(plain));
            check();
        });
        kinds.setId("export-kind");
        VBox well = new VBox(Texts.plain("Will be written", "setting-title"), what);
        well.getStyleClass().add("well");
        without.setVisible(false);
        without.setManaged(false);
        body = new VBox(16, new VBox(4, Texts.plain("Format", "setting-title"), kinds, without), target, well);
        target.onChange(this::check);
        check();
    }

    /// Kinds that speak of a DICOM series can be chosen no more: the scan came from none.
    public void setWithoutSeries() {
        kinds.allow(one -> !one.isAboutSeries());
        without.setText("DICOM files of labels speak of the images of a DICOM series, and this scan came from none. Open the series itself to write them.");
        without.setVisible(true);
        without.setManaged(true);
    }

    private static Path free(Path folder, ExportLabels.Kind kind, String stem) {
        Path free = folder.resolve(kind.fileName(stem));
        for (int n = 2; Files.exists(free); n++) free = folder.resolve(kind.fileName(stem + "-" + n));
        return free;
    }

    private static String withoutEnding(String name) {
        String longest = "";
        for (ExportLabels.Kind any : ExportLabels.Kind.values())
            for (String ending : any.endings()) if (name.endsWith(ending) && ending.length() > longest.length()) longest = ending;
        return name.substring(0, name.length() - longest.length());
    }

    private void check() {
        setObstacle(problem());
        boolean folder = kind.endings().isEmpty();
        boolean there = target.path().map(Files::exists).orElse(false);
        target.say(folder ? "A new or empty folder." : there ? "This file is there already, and will be replaced." : "A new file.");
        what.setText((labels == 1 ? "One label with its name and colour" : labels + " labels with their names and colours") + checked());
    }

    private String checked() {
        String same = "It is read back and compared voxel for voxel before it gets its name.";
        if (!kind.isAboutSeries()) return ", on the scan's own grid. " + same;
        return ", about the images of the scan's DICOM series. " + (kind == ExportLabels.Kind.RTSTRUCT ? "Outlines cannot keep every voxel: it is read back, and how well each label came through is said." : same);
    }

    private String problem() {
        if (labels == 0) return "This case has no labels yet.";
        Optional<String> barred = bar.apply(kind);
        if (barred.isPresent()) return barred.get();
        if (kind.endings().isEmpty()) return target.folderObstacle();
        String problem = target.fileObstacle();
        if (!problem.isEmpty()) return problem;
        return kind.endings().stream().anyMatch(target.text().toLowerCase(java.util.Locale.ROOT)::endsWith) ? "" : "The name should end in " + String.join(" or ", kind.endings()) + ".";
    }

    @Override
    Node body() {
        return body;
    }

    @Override
    Job<?> start(Consumer<Written> done) {
        Job<ExportLabels.Exported> job = verb.apply(kind, target.path().orElseThrow());
        job.onDone(written -> done.accept(said(written)));
        return job;
    }

    private Written said(ExportLabels.Exported written) {
        String headline = (written.labels() == 1 ? "One label was" : written.labels() + " labels were") + " written as " + written.kind().title();
        if (written.dice().isEmpty()) return new Written(headline + ", and read back the same.", written.out(), written.remarks());
        Map.Entry<Integer, Double> worst = Collections.min(written.dice().entrySet(), Map.Entry.comparingByValue());
        double mean = written.dice().values().stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        List<String> remarks = new ArrayList<>(written.remarks());
        remarks.addFirst("There and back, Dice is " + Figures.ratio(mean) + " on average" + (written.dice().size() == 1 ? "" : "; least, " + name.apply(worst.getKey()) + " " + Figures.ratio(worst.getValue())) + ".");
        return new Written(headline + ", and read back.", written.out(), remarks);
    }
}
