package org.maskwright.learn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.maskwright.learn.form.Arithmetic;
import org.maskwright.learn.form.Forms;
import org.maskwright.learn.graph.Eight;

/// What a card says of [Forms].
final class FormsJson {
    private FormsJson() {}

    static void write(Forms forms, ObjectNode node) {
        node.put("network", forms.network()).put("standard", forms.standard().id()).put("measuredOn", forms.measuredOn());
        ArrayNode measured = node.putArray("measured");
        for (Forms.Measured one : forms.measured()) {
            ObjectNode json = measured.addObject().put("network", one.network()).put("numbers", one.arithmetic().id());
            if (!one.dice().isEmpty()) json.put("meanDice", one.meanDice());
            ObjectNode dice = json.putObject("dice");
            one.dice().forEach((label, value) -> dice.put("" + label, value));
            json.put("secondsPerCase", one.seconds()).put("megabytes", one.megabytes());
        }
        ObjectNode ranges = node.putObject("ranges");
        forms.ranges().forEach((name, range) -> ranges.putArray(name).add(range.low()).add(range.high()));
    }

    static Forms read(JsonNode node) throws CardJson.Malformed {
        var measured = new ArrayList<Forms.Measured>();
        for (JsonNode one : CardJson.list(node, "measured")) {
            var dice = new TreeMap<Integer, Double>();
            JsonNode found = CardJson.object(one, "dice");
            for (var entry : found.properties()) dice.put(Integer.valueOf(entry.getKey()), CardJson.number(found, entry.getKey()));
            measured.add(new Forms.Measured(CardJson.text(one, "network"), arithmetic(one, "numbers"), dice, CardJson.number(one, "secondsPerCase"), CardJson.number(one, "megabytes")));
        }
        var ranges = new TreeMap<String, Eight.Range>();
        JsonNode found = CardJson.object(node, "ranges");
        for (var entry : found.properties()) {
            List<Double> ends = CardJson.numbers(found, entry.getKey(), 2);
            ranges.put(entry.getKey(), new Eight.Range(ends.get(0), ends.get(1)));
        }
        return new Forms(CardJson.text(node, "network"), arithmetic(node, "standard"), CardJson.text(node, "measuredOn"), measured, ranges);
    }

    private static Arithmetic arithmetic(JsonNode node, String name) throws CardJson.Malformed {
        String found = CardJson.text(node, name);
        return Arithmetic.find(found).orElseThrow(() -> new CardJson.Malformed(name + ": found '" + found + "', which this version does not know"));
    }
}
