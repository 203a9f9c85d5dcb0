package org.maskwright.learn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maskwright.learn.post.Closing;
import org.maskwright.learn.post.FillHoles;
import org.maskwright.learn.post.LargestPiece;
import org.maskwright.learn.post.MinimumVolume;
import org.maskwright.learn.post.PostProcessing;
import org.maskwright.learn.post.Smooth;
import org.maskwright.learn.post.Step;

/// What a card says of [PostProcessing].
final class PostProcessingJson {
    private PostProcessingJson() {}

    static void write(PostProcessing post, ObjectNode node) {
        node.put("chosenOn", post.chosenOn());
        ArrayNode labels = node.putArray("labels");
        for (PostProcessing.OfLabel one : post.labels()) {
            ObjectNode label = labels.addObject().put("label", one.label());
            ArrayNode steps = label.putArray("steps");
            for (Step step : one.steps()) {
                ObjectNode json = steps.addObject().put("step", step.id());
                switch (step) {
                    case LargestPiece() -> { }
                    case FillHoles() -> { }
                    case MinimumVolume(double mm3) -> json.put("mm3", mm3);
                    case Closing(double radiusMm) -> json.put("radiusMm", radiusMm);
                    case Smooth(double sigmaMm) -> json.put("sigmaMm", sigmaMm);
                }
            }
            one.gain().ifPresent(gain -> label.putObject("validation").put("cases", gain.cases()).put("diceBefore", gain.diceBefore()).put("diceAfter", gain.diceAfter())
                    .put("hd95BeforeMm", gain.hd95BeforeMm()).put("hd95AfterMm", gain.hd95AfterMm()).put("p", gain.p()));
        }
    }

    static PostProcessing read(JsonNode node) throws CardJson.Malformed {
        var labels = new ArrayList<PostProcessing.OfLabel>();
        for (JsonNode label : CardJson.list(node, "labels")) {
            List<Step> steps = new ArrayList<>();
            for (JsonNode step : CardJson.list(label, "steps")) steps.add(step(step));
            labels.add(new PostProcessing.OfLabel(CardJson.whole(label, "label"), steps, label.has("validation") ? Optional.of(gain(CardJson.object(label, "validation"))) : Optional.empty()));
        }
        return new PostProcessing(CardJson.text(node, "chosenOn"), labels);
    }

    private static PostProcessing.Gain gain(JsonNode node) throws CardJson.Malformed {
        return new PostProcessing.Gain(CardJson.whole(node, "cases"), CardJson.number(node, "diceBefore"), CardJson.number(node, "diceAfter"),
                CardJson.number(node, "hd95BeforeMm"), CardJson.number(node, "hd95AfterMm"), CardJson.number(node, "p"));
    }

    private static Step step(JsonNode node) throws CardJson.Malformed {
        String id = CardJson.text(node, "step");
        return switch (id) {
            case "largest-piece" -> new LargestPiece();
            case "minimum-volume" -> new MinimumVolume(CardJson.number(node, "mm3"));
            case "fill-holes" -> new FillHoles();
            case "closing" -> new Closing(CardJson.number(node, "radiusMm"));
            case "smooth" -> new Smooth(CardJson.number(node, "sigmaMm"));
            default -> throw new CardJson.Malformed("step: found '" + id + "', which this version does not know");
        };
    }
}
