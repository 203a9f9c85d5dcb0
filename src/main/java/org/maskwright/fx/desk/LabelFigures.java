package org.maskwright.fx.desk;

/// What is measured of one label.
///
/// @param ml its volume in millilitres
/// @param dice against the proposal, in [0, 1]; NaN while there is none or it is not defined
public record LabelFigures(double ml, double dice) {
    public static final LabelFigures NONE = new LabelFigures(0, Double.NaN);
}
