package org.maskwright.fx.browse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.maskwright.workflow.Choice;

/// A line of the browser: patients by name, their studies with the newest first, the series of each by number. What belongs to
/// no series stays in the order it came in.
sealed interface SeriesRow {
    /// The heading of one patient's study.
    record Study(String patient, String what) implements SeriesRow {}

    /// Something to open.
    record Series(Choice choice) implements SeriesRow {}

    Pattern DIGITS = Pattern.compile("\\d+");

    /// The lines for those of `choices` that match `words`.
    static List<SeriesRow> of(List<Choice> choices, String words) {
        Map<List<String>, List<Choice>> studies = new LinkedHashMap<>();
        for (Choice choice : choices) if (words.isBlank() || choice.matches(words)) studies.computeIfAbsent(List.of(choice.patient(), choice.studyId()), _ -> new ArrayList<>()).add(choice);
        List<List<Choice>> ordered = new ArrayList<>(studies.values());
        for (List<Choice> of : ordered) of.sort(Comparator.comparing(c -> c.seriesId().isEmpty() ? "" : c.title(), SeriesRow::byNumber));
        ordered.sort(Comparator.comparing((List<Choice> of) -> of.getFirst().patient()).thenComparing(of -> of.getFirst().date(), Comparator.reverseOrder()));
        List<SeriesRow> rows = new ArrayList<>();
        ordered.forEach(of -> {
            Choice any = of.getFirst();
            String what = String.join("  ·  ", Stream.of(any.date(), any.study()).filter(text -> !text.isEmpty()).toList());
            if (!any.patient().isEmpty() || !what.isEmpty()) rows.add(new Study(any.patient().isEmpty() ? "Patient unknown" : any.patient(), what));
            of.forEach(choice -> rows.add(new Series(choice)));
        });
        return rows;
    }

    /// Numbers in a title count as numbers: Series 4 comes before Series 12.
    private static int byNumber(String a, String b) {
        Matcher first = DIGITS.matcher(a), second = DIGITS.matcher(b);
        if (first.find() && second.find() && a.substring(0, first.start()).equals(b.substring(0, second.start())) && first.group().length() != second.group().length())
            return Integer.compare(first.group().length(), second.group().length());
        return a.compareTo(b);
    }
}
