package org.maskwright.workflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;
import org.maskwright.job.Job;
import org.maskwright.job.Progress;
import org.maskwright.learn.Devices;
import org.maskwright.learn.Model;
import org.maskwright.learn.ModelCard;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.Proposer;
import org.maskwright.learn.TrainingCase;
import org.maskwright.learn.TrainingSet;
import org.maskwright.learn.active.MeasureTrial;
import org.maskwright.learn.uncertainty.UncertaintyMeasure;
import org.maskwright.learn.uncertainty.UncertaintyMeasures;
import org.maskwright.measure.RankCorrelation;

/// Tells which measure of uncertainty finds the cases whose proposals are wrong, on labelled cases that a model never learnt from. Nothing is trained.
public final class CompareMeasures {
    public static final String TABLE = "measures.csv", CASES = "cases.csv", JSON = "measures.json";

    /// What shall be compared.
    ///
    /// @param model its id, or its folder
    /// @param others models of the same labels beside it, each an id or a folder
    /// @param data labelled cases, see [TrainingData]
    /// @param measures their ids; empty for all that the model offers
    /// @param out folder of the tables
    /// @param threads of the engine; 0 for those of its turn
    public record Request(String model, List<String> others, String data, List<String> measures, Path out, int threads) {
        public Request {
            others = List.copyOf(others);
            measures = List.copyOf(measures);
        }
    }

    /// What came of it.
    ///
    /// @param lines for people: the table
    /// @param leftOut a sentence for each case that could not be used
    public record Compared(List<String> lines, List<String> leftOut) {
        public Compared {
            lines = List.copyOf(lines);
            leftOut = List.copyOf(leftOut);
        }
    }

    private final TrainingTurn turn;
    private final ModelShelf models;

    CompareMeasures(TrainingTurn turn, ModelShelf models) {
        this.turn = turn;
        this.models = models;
    }

    /// The ids by which measures can be asked for.
    public static List<String> measures() {
        return UncertaintyMeasures.all().stream().map(UncertaintyMeasure::id).toList();
    }

    /// Compares in the background.
    public Job<Compared> compare(Request request) {
        return turn.submit("Comparing measures of uncertainty", progress -> run(request, progress));
    }

    private Compared run(Request request, Progress progress) throws IOException, FormatException, ModelException {
        NewFolder.require(request.out(), "Choose another folder for the tables.");
        Model model = models.get(request.model());
        TrainingData data = TrainingData.read(request.data(), Optional.empty(), progress.part(0, 0.1));
        TrainingSet set = data.set();
        TrainingData.requireJudges(set);
        if (request.threads() > 0) Devices.takeCores(request.threads());
        List<Proposer> others = new ArrayList<>();
        try (Proposer proposer = Proposer.open(model)) {
            for (String other : request.others()) others.add(sameLabels(model.card(), Proposer.open(models.get(other))));
            Chosen chosen = chosen(request.measures(), model.card(), others.size());
            List<TrainingCase> unseen = unseen(model.card(), others, set);
            List<TrainingCase> learnt = set.cases().stream().filter(one -> model.card().data().trainingCases().contains(one.id())).toList();
            MeasureTrial trial = MeasureTrial.run(proposer, others, chosen.measures(), unseen, learnt, progress.part(0.1, 1));
            List<MeasureTrial.Standing> standings = trial.standings();
            write(request.out().resolve(TABLE), table(trial.cases().size(), standings));
            write(request.out().resolve(CASES), cases(trial));
            Map<String, Object> tree = json(model.card(), others.stream().map(Proposer::card).toList(), set, trial, standings, chosen.missing());
            AtomicFile.write(request.out().resolve(JSON), out -> JsonValue.write(tree, out));
            List<String> lines = new ArrayList<>(lines(model.card(), trial, standings));
            chosen.missing().forEach((id, why) -> lines.add(id + " was left out: " + why));
            return new Compared(lines, data.problems());
        } finally {
            others.forEach(Proposer::close);
        }
    }

    /// Cases that none of the models learnt from: one that knows a case by heart would neither err nor doubt.
    private static List<TrainingCase> unseen(ModelCard card, List<Proposer> others, TrainingSet set) throws ModelException {
        Set<String> learnt = new HashSet<>(card.data().trainingCases());
        others.forEach(other -> learnt.addAll(other.card().data().trainingCases()));
        List<TrainingCase> unseen = set.cases().stream().filter(one -> !learnt.contains(one.id())).toList();
        if (unseen.isEmpty()) throw new ModelException("model '" + card.id() + "' and those beside it learnt from every case of the data: what they know by heart they do not doubt."
                + " Give cases that they never saw.");
        return unseen;
    }

    private static Proposer sameLabels(ModelCard card, Proposer other) throws ModelException {
        if (other.card().classes().equals(card.classes())) return other;
        String id = other.card().id();
        other.close();
        throw new ModelException("model '" + id + "' has other labels than '" + card.id() + "', so they cannot disagree. Choose models of the same labels.");
    }

    /// @param missing why a measure cannot be had, by its id
    private record Chosen(List<UncertaintyMeasure> measures, Map<String, String> missing) {}

    /// What was asked for must be there; of all there are, what is there.
    private static Chosen chosen(List<String> ids, ModelCard card, int others) {
        List<UncertaintyMeasure> measures = new ArrayList<>();
        Map<String, String> missing = new LinkedHashMap<>();
        for (UncertaintyMeasure measure : UncertaintyMeasures.all()) {
            if (ids.contains(measure.id())) measures.add(measure);
            if (!ids.isEmpty()) continue;
            String why = measure.missing(card.offer(others));
            if (why.isEmpty()) measures.add(measure);
            else missing.put(measure.id(), why);
        }
        return new Chosen(measures, missing);
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String table(int cases, List<MeasureTrial.Standing> standings) {
        Csv csv = new Csv().row("measure", "title", "cases", "rho_error", "rho_error_low", "rho_error_high", "rho_edits", "rho_edits_low", "rho_edits_high", "worst", "found", "found_by_chance",
                "lead", "lead_low", "lead_high");
        for (MeasureTrial.Standing one : standings) {
            List<Object> row = new ArrayList<>(List.of(one.way().id(), one.way().title(), cases));
            for (Optional<RankCorrelation> correlation : List.of(one.withError(), one.withEdits())) {
                row.addAll(correlation.<List<Object>>map(rho -> List.of(rho.rho(), rho.interval().low(), rho.interval().high())).orElse(List.of("", "", "")));
            }
            row.addAll(List.of(one.worst(), one.found(), byChance(one, cases)));
            row.addAll(one.lead().<List<Object>>map(lead -> List.of(lead.difference(), lead.interval().low(), lead.interval().high())).orElse(List.of("", "", "")));
            csv.row(row.toArray());
        }
        return csv.toString();
    }

    private static double byChance(MeasureTrial.Standing one, int cases) {
        int judged = one.withError().map(RankCorrelation::cases).orElse(cases);
        return (double) one.worst() * one.worst() / judged;
    }

    static String cases(MeasureTrial trial) {
        List<Object> head = new ArrayList<>(List.of("case", "dice", "edit_mm3", "labelled_mm3"));
        trial.ways().forEach(way -> head.add(way.id()));
        Csv csv = new Csv().row(head.toArray());
        for (MeasureTrial.Case one : trial.cases()) {
            List<Object> row = new ArrayList<>(List.of(one.id(), Double.isFinite(one.dice()) ? (Object) one.dice() : "", one.editMm3(), one.labelledMm3()));
            row.addAll(one.values());
            csv.row(row.toArray());
        }
        return csv.toString();
    }

    private static Map<String, Object> json(ModelCard card, List<ModelCard> others, TrainingSet set, MeasureTrial trial, List<MeasureTrial.Standing> standings, Map<String, String> missing) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", card.id());
        json.put("modelSha256", card.sha256());
        json.put("others", others.stream().map(other -> Map.of("model", other.id(), "modelSha256", other.sha256())).toList());
        json.put("data", set.name());
        json.put("convention", "Spearman's rank correlation over cases, ties share their mean rank; percentile bootstrap over cases, 10,000 draws, 95 %");
        json.put("measures", standings.stream().map(CompareMeasures::json).toList());
        json.put("leftOut", missing);
        json.put("cases", trial.cases().stream().map(one -> json(trial, one)).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(MeasureTrial.Standing one) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("measure", one.way().id());
        json.put("title", one.way().title());
        json.put("withError", one.withError().map(CompareMeasures::json).orElse(null));
        json.put("withEdits", one.withEdits().map(CompareMeasures::json).orElse(null));
        json.put("worst", one.worst());
        json.put("found", one.found());
        json.put("lead", one.lead().map(lead -> Map.of("difference", lead.difference(), "interval95", List.of(lead.interval().low(), lead.interval().high()))).orElse(null));
        return json;
    }

    private static Map<String, Object> json(RankCorrelation one) {
        return Map.of("rho", one.rho(), "interval95", List.of(one.interval().low(), one.interval().high()), "cases", one.cases());
    }

    private static Map<String, @Nullable Object> json(MeasureTrial trial, MeasureTrial.Case one) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("case", one.id());
        json.put("dice", Double.isFinite(one.dice()) ? one.dice() : null);
        json.put("editMm3", one.editMm3());
        json.put("labelledMm3", one.labelledMm3());
        for (int way = 0; way < trial.ways().size(); way++) json.put(trial.ways().get(way).id(), one.values().get(way));
        return json;
    }

    static List<String> lines(ModelCard card, MeasureTrial trial, List<MeasureTrial.Standing> standings) {
        List<String> lines = new ArrayList<>();
        int cases = trial.cases().size();
        lines.add(String.format(Locale.ROOT, "%s that '%s' never learnt from: mean Dice %.4f, %.0f mm³ to edit in the mean.", cases == 1 ? "1 case" : cases + " cases", card.id(),
                trial.cases().stream().mapToDouble(MeasureTrial.Case::dice).filter(Double::isFinite).average().orElse(Double.NaN),
                trial.cases().stream().mapToDouble(MeasureTrial.Case::editMm3).average().orElse(Double.NaN)));
        MeasureTrial.Standing first = standings.getFirst();
        lines.add(String.format(Locale.ROOT, "%-10s %-24s %-24s worst %d found (%.1f by chance)", "measure", "ρ with 1 − Dice, 95 %", "ρ with mm³ to edit, 95 %", first.worst(), byChance(first, cases)));
        for (MeasureTrial.Standing one : standings) {
            lines.add(String.format(Locale.ROOT, "%-10s %-24s %-24s %d", one.way().id(), text(one.withError()), text(one.withEdits()), one.found()));
        }
        String leads = standings.stream().skip(1).flatMap(one -> one.lead().map(lead -> words(one, lead)).stream()).collect(Collectors.joining("; "));
        if (!leads.isEmpty()) lines.add("ρ with 1 − Dice against that of " + first.way().id() + ": " + leads + ".");
        return lines;
    }

    private static String text(Optional<RankCorrelation> correlation) {
        return correlation.map(RankCorrelation::toString).orElse("not defined");
    }

    private static String words(MeasureTrial.Standing one, RankCorrelation.Lead lead) {
        return String.format(Locale.ROOT, "%s %+.2f (%+.2f to %+.2f)", one.way().id(), lead.difference(), lead.interval().low(), lead.interval().high());
    }
}
