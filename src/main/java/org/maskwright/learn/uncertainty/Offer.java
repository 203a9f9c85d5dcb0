package org.maskwright.learn.uncertainty;

/// Which looks at a scan can be had beside the plain one. Altered grey levels can be looked at by every model.
///
/// @param mirrors mirrored looks
/// @param drops whether the network drops channels in training, so that it can drop them now
/// @param others other models of the same labels
public record Offer(int mirrors, boolean drops, int others) {}
