package org.maskwright.learn.foreign;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What the channels of a network's output mean.
public enum Scores {
    /// One channel a class, background first; a softmax over them gives probabilities.
    SOFTMAX("each voxel belongs to one class; background is channel 0"),
    /// One channel a label, none for background, each judged by itself: classes may overlap. What a sigmoid makes more than one half counts,
    /// and of several the highest wins.
    SIGMOID("labels may overlap; each is thresholded at one half, and of several the highest wins"),
    /// As [#SIGMOID], after a channel of background, which is not read.
    SIGMOID_AFTER_BACKGROUND("labels may overlap; each is thresholded at one half, and of several the highest wins; channel 0, background, is not read"),
    /// As [#SOFTMAX], and the network itself has made probabilities of them.
    PROBABILITIES("each voxel belongs to one class; the network itself makes probabilities; background is channel 0");

    private final String meaning;

    Scores(String meaning) {
        this.meaning = meaning;
    }

    /// For people.
    public String meaning() {
        return meaning;
    }

    /// As cards and the command line spell it.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException if there is none of this word
    public static Scores of(String word) {
        for (Scores scores : values()) {
            if (scores.word().equals(word)) return scores;
        }
        throw new IllegalArgumentException("scores: expected " + Arrays.stream(values()).map(Scores::word).collect(Collectors.joining(", ")) + ", found '" + word + "'");
    }

    /// Whether several labels can be at one place.
    boolean overlap() {
        return this == SIGMOID || this == SIGMOID_AFTER_BACKGROUND;
    }

    /// How many channels a network for so many labels gives.
    public int channels(int labels) {
        return this == SIGMOID ? labels : labels + 1;
    }
}
