package org.maskwright.workflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.json.JsonValue;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Dice;
import org.maskwright.measure.Jaccard;
import org.maskwright.measure.Overlap;

/// How far the annotator's labels and the model's proposal agree, case by case, and which model it was: what a dataset's
/// `scores.json` and `scores.csv` hold. The corrected labels are taken for right.
///
/// @param rows one for each case that had a proposal
/// @param table names of the labels as they stand in the dataset
public record ExportScores(List<Row> rows, LabelTable table) {
    /// One case.
    ///
    /// @param proposal its number in the case
    public record Row(CaseScore score, int proposal, String model, String modelSha256, Instant made) {
        static Row of(String caseId, int number, Labels corrected, Labels proposed, Proposal from) {
            return new Row(CaseScore.of(caseId, corrected, proposed), number, from.modelId(), from.modelSha256(), from.made());
        }
    }

    public ExportScores {
        rows = List.copyOf(rows);
    }

    /// The scores without their models.
    public ScoreReport report() {
        return new ScoreReport(rows.stream().map(Row::score).toList(), ScoreCase.names(table), List.of());
    }

    /// Writes `scores.json` and `scores.csv` into `folder`.
    void write(Path folder) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("reference", "the annotator's labels");
        json.put("candidate", "the model's proposal");
        List<Map<String, ?>> proposals = new ArrayList<>();
        for (Row row : rows) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("case", row.score().caseId());
            one.put("proposal", row.proposal());
            one.put("model", row.model());
            one.put("modelSha256", row.modelSha256());
            one.put("made", row.made().toString());
            proposals.add(one);
        }
        json.put("proposals", proposals);
        json.putAll(report().tree());
        AtomicFile.write(folder.resolve("scores.json"), out -> JsonValue.write(json, out));
        AtomicFile.write(folder.resolve("scores.csv"), out -> out.write(csv().getBytes(StandardCharsets.UTF_8)));
    }

    /// One line a case and label; an undefined score is an empty field.
    public String csv() {
        Csv out = new Csv().row("case", "proposal", "model", "model_sha256", "made", "label", "name", "dice", "jaccard",
                "corrected_ml", "proposed_ml", "corrected_voxels", "proposed_voxels", "common_voxels", "false_positives", "false_negatives", "software_version");
        ScoreReport report = report();
        for (Row row : rows) {
            for (int label : report.labels()) {
                Overlap o = row.score().overlap(label);
                out.row(row.score().caseId(), row.proposal(), row.model(), row.modelSha256(), row.made(), label, table.name(label), Dice.of(o),
                        Jaccard.of(o),
                        row.score().referenceMl(label), row.score().candidateMl(label), o.reference(), o.candidate(), o.truePositives(), o.falsePositives(),
                        o.falseNegatives(), SoftwareVersion.text());
            }
        }
        return out.toString();
    }
}
