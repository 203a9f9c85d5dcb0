package org.maskwright.architecture.wrong.measure;

/// Wrong: a score that knows the network engine.
record KnowsNetworks(ai.djl.Device device) {}
