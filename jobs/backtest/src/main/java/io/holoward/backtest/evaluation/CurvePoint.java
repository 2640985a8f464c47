package io.holoward.backtest.evaluation;

/**
 * A point of a curve over all thresholds.
 *
 * @param x 0–1
 * @param y 0–1
 * @param score the threshold; null where it has none
 */
record CurvePoint(double x, double y, Double score) {}
