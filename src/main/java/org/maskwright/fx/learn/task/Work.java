package org.maskwright.fx.learn.task;

import java.util.function.Function;
import org.maskwright.job.Job;

/// A task under way, and how what it comes to is told.
public record Work<T>(Job<T> job, Function<T, Outcome> outcome) {}
