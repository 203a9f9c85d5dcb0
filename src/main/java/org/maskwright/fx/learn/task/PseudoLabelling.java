package org.maskwright.fx.learn.task;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskwright.workflow.PseudoLabel;
import org.maskwright.workflow.Workbench;

/// Has a model label scans that nobody labelled.
final class PseudoLabelling implements Task {
    private static final String MIRRORED = "mirrored";

    @Override
    public String id() {
        return "pseudolabel";
    }

    @Override
    public String title() {
        return "Label new scans with a model";
    }

    @Override
    public String about() {
        return "Where it is sure, to be learnt from.";
    }

    @Override
    public String more() {
        return "What the model is less sure of than the floor is ignored. The folder says that its labels are a model’s: it is learnt from beside human labels, which alone judge (train --also).";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.model(),
                Field.of("data", "Scans", new Kind.Place("Scans that nobody labelled")).hinted("a folder of scans; of one with labels, those that have none").needed("Name a folder of scans.")
                        .checked(text -> Field.isPath(text, Files::isDirectory) ? "" : "are in no such folder."),
                Field.of("confidence", "Sure from", new Kind.Number()).usually(String.valueOf(PseudoLabel.CONFIDENCE)).checked(PseudoLabelling::confidence),
                Field.of(MIRRORED, "Looks mirrored, too", new Kind.Options(looks(), "as the model’s card says")),
                Field.onOff("any-scan", "Label even where the scan is unlike those that the model knows"),
                Field.out("pseudo-labels"));
    }

    private static Map<String, String> looks() {
        Map<String, String> looks = new LinkedHashMap<>();
        looks.put(MIRRORED, "yes: a little better, and slower");
        looks.put("no-" + MIRRORED, "no");
        return looks;
    }

    private static String confidence(String text) {
        boolean fits = Field.isNumber(text) && Double.parseDouble(text) >= 0 && Double.parseDouble(text) < 1;
        return fits ? "" : "is at least 0 and below 1: no model is wholly sure, so 1 would keep nothing. Got " + text + ".";
    }

    @Override
    public Work<PseudoLabel.Written> begin(Workbench bench, Answers answers) {
        var request = new PseudoLabel.Request(answers.text("model"), answers.path("data"), answers.path("out"), answers.number("confidence"), answers.isGiven(MIRRORED) ? Optional.of(answers.text(MIRRORED).equals(MIRRORED)) : Optional.empty(), answers.isOn("any-scan"));
        return new Work<>(bench.pseudoLabel().run(request), done -> {
            int cases = done.manifest().cases().size();
            return new Outcome(Words.of(cases, "case") + (cases == 1 ? " is" : " are") + " labelled by " + done.manifest().author().model() + " and looked at by nobody.", done.words(), done.leftOut(), done.folder(), Optional.empty());
        });
    }
}
