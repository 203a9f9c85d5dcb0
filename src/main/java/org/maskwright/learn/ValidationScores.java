package org.maskwright.learn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.maskwright.disk.AtomicFile;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Overlap;

/// How a new model did on each validation case, beside its card: the counts from which anybody can recompute the scores, so
/// that models can be compared case by case without being asked again.
public final class ValidationScores {
    public static final String FILE = "validation.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ValidationScores() {}

    static void write(Path folder, List<CaseScore> scores) throws IOException {
        ObjectNode tree = JSON.createObjectNode();
        ArrayNode cases = tree.putArray("cases");
        for (CaseScore score : scores) {
            ObjectNode one = cases.addObject().put("case", score.caseId()).put("voxelMm3", score.voxelMm3());
            ObjectNode labels = one.putObject("labels");
            score.overlaps().forEach((label, overlap) -> {
                ObjectNode counts = labels.putObject(String.valueOf(label)).put("reference", overlap.reference()).put("candidate", overlap.candidate())
                        .put("truePositives", overlap.truePositives());
                if (score.dice(label).isDefined()) counts.put("dice", score.dice(label).orElse(0));
            });
        }
        AtomicFile.write(folder.resolve(FILE), out -> out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree)));
    }

    /// The scores beside a model's card; none if it was made without validation, or by a program that did not keep them.
    ///
    /// @throws ModelException if the file is damaged
    public static List<CaseScore> read(Path folder) throws ModelException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) return List.of();
        try {
            var scores = new ArrayList<CaseScore>();
            for (JsonNode one : JSON.readTree(Files.readAllBytes(file)).path("cases")) {
                var overlaps = new TreeMap<Integer, Overlap>();
                for (var label : one.path("labels").properties()) {
                    JsonNode counts = label.getValue();
                    overlaps.put(Integer.parseInt(label.getKey()),
                            new Overlap(counts.path("truePositives").asLong(), counts.path("reference").asLong(), counts.path("candidate").asLong()));
                }
                scores.add(new CaseScore(one.path("case").asText(), one.path("voxelMm3").asDouble(), overlaps));
            }
            return scores;
        } catch (IOException | IllegalArgumentException e) {
            throw new ModelException(file + ": " + e.getMessage() + ". The scores are damaged; train again, or take the file away.", e);
        }
    }
}
