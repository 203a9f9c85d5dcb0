package org.maskwright.learn.active;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maskwright.disk.AtomicFile;

/// A finished round on the disk: there, whole, or not there.
final class RoundFile {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private RoundFile() {}

    static void write(Path file, Round round) throws IOException {
        ObjectNode node = JSON.createObjectNode().put("order", round.order()).put("seed", round.seed()).put("round", round.number()).put("labelled", round.labelled())
                .put("holdoutDice", round.holdoutDice()).put("holdoutEditMm3", round.holdoutEditMm3());
        round.batch().forEach(node.putArray("batch")::add);
        if (!round.batch().isEmpty()) node.put("batchDice", round.batchDice()).put("batchEditMm3", round.batchEditMm3()).put("batchLabelledMm3", round.batchLabelledMm3());
        byte[] bytes = JSON.writeValueAsBytes(node);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    static Optional<Round> read(Path file) throws IOException {
        if (!Files.exists(file)) return Optional.empty();
        try {
            JsonNode node = JSON.readTree(Files.readAllBytes(file));
            List<String> batch = new ArrayList<>();
            node.required("batch").forEach(id -> batch.add(id.asText()));
            return Optional.of(new Round(node.required("order").asText(), node.required("seed").asInt(), node.required("round").asInt(), node.required("labelled").asInt(),
                    node.required("holdoutDice").asDouble(Double.NaN), node.required("holdoutEditMm3").asDouble(), batch, node.path("batchDice").asDouble(Double.NaN),
                    node.path("batchEditMm3").asDouble(Double.NaN), node.path("batchLabelledMm3").asDouble(Double.NaN)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException(file + ": expected a round of a simulation. Delete it, and the round is played again.", e);
        }
    }
}
