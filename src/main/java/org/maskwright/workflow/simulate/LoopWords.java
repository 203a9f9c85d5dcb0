package org.maskwright.workflow.simulate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.maskwright.learn.active.LearningForecast;
import org.maskwright.learn.active.NothingMore;
import org.maskwright.learn.active.OrderComparison;
import org.maskwright.learn.active.PowerLaw;
import org.maskwright.learn.active.RandomOrder;
import org.maskwright.learn.active.Round;

/// What the rounds say, in sentences: where each order stands, what further labels would bring, and whether an order beat the random one.
final class LoopWords {
    private static final String RANDOM = new RandomOrder().id(), NONE = new NothingMore().id();

    private LoopWords() {}

    static List<String> of(List<Round> rounds) {
        List<String> words = new ArrayList<>();
        Set<String> orders = orders(rounds);
        for (String order : orders) words.add(standing(order, rounds));
        for (String order : orders) if (orders.contains(RANDOM) && !order.equals(RANDOM)) words.add(against(order, rounds));
        return words;
    }

    static Set<String> orders(List<Round> rounds) {
        Set<String> orders = new LinkedHashSet<>();
        rounds.forEach(round -> orders.add(round.order()));
        return orders;
    }

    private static String standing(String order, List<Round> rounds) {
        List<Round> own = rounds.stream().filter(round -> round.order().equals(order)).toList();
        int last = own.stream().mapToInt(Round::number).max().orElse(0);
        List<Round> now = own.stream().filter(round -> round.number() == last).toList();
        int labelled = now.getFirst().labelled();
        String dice = String.format(Locale.ROOT, "%s: held-out cases Dice %.4f, %.0f mm³ to edit, at %d labelled", order,
                now.stream().mapToDouble(Round::holdoutDice).average().orElse(Double.NaN), now.stream().mapToDouble(Round::holdoutEditMm3).average().orElse(Double.NaN), labelled);
        if (order.equals(NONE)) return dice + ", trained as long as the others";
        return dice + "; " + forecast(own).map(forecast -> forecast.words(labelled)).orElse("too few rounds to say what more labels would bring");
    }

    /// From one order's rounds in all repetitions.
    static Optional<LearningForecast> forecast(List<Round> own) {
        return LearningForecast.ifEnough(own.stream().filter(round -> Double.isFinite(round.holdoutDice())).map(round -> new PowerLaw.Point(round.labelled(), round.holdoutDice())).toList());
    }

    private static String against(String order, List<Round> rounds) {
        return OrderComparison.of(rounds, order, RANDOM, Round::holdoutDice).map(difference -> order + " against random, mean over the rounds: Dice " + difference.words()
                + (difference.isOpen() ? "; no difference is shown" : difference.mean() > 0 ? "; better" : "; worse")).orElse(order + " against random: one repetition tells nothing");
    }
}
