package org.maskwright.workflow.training;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.TrainingWatch;

/// Tells an [Onlooker] what a training tells. One for each run.
public final class OnlookerWatch implements TrainingWatch {
    private final Onlooker onlooker;
    private final LabelTable table;
    private final List<Onlooker.Epoch> curve = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private List<String> reasons = List.of();

    /// @param table the labels' colours
    public OnlookerWatch(Onlooker onlooker, LabelTable table) {
        this.onlooker = onlooker;
        this.table = table;
        onlooker.begins(table);
    }

    @Override
    public void begin(Setup setup) {
        reasons = setup.reasons();
        onlooker.planned(reasons);
    }

    @Override
    public void after(Epoch epoch, List<WorstCase> worst) {
        curve.add(seen(epoch));
        onlooker.see(List.copyOf(curve), worst.stream().map(one -> WorstSlice.of(one, table)).toList());
    }

    @Override
    public void resumed(List<Epoch> soFar) {
        soFar.forEach(epoch -> curve.add(seen(epoch)));
        onlooker.see(List.copyOf(curve), List.of());
    }

    private static Onlooker.Epoch seen(Epoch epoch) {
        return new Onlooker.Epoch(epoch.number(), epoch.of(), epoch.loss(), epoch.dice(), epoch.labelDice(), epoch.elapsedMinutes(), epoch.best());
    }

    @Override
    public void note(String sentence) {
        notes.add(sentence);
        onlooker.note(sentence);
    }

    /// What the run had to make do with so far, a sentence each.
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /// Why the settings are as they are, a sentence each; none before the run has begun.
    public List<String> reasons() {
        return reasons;
    }

    @Override
    public boolean isEnough() {
        return onlooker.isEnough();
    }
}
