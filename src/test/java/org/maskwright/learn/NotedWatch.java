package org.maskwright.learn;

import java.util.ArrayList;
import java.util.List;

/// Keeps what a run says to whoever looks on.
final class NotedWatch implements TrainingWatch {
    final List<String> notes = new ArrayList<>();

    @Override
    public void after(Epoch epoch, List<WorstCase> worst) {}

    @Override
    public void note(String sentence) {
        notes.add(sentence);
    }
}
