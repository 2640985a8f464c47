/**
 * How well labelled telemetry would be judged by models that never saw it: folds, in each of which
 * some scenarios are learned from and others scored.
 */
package io.holoward.backtest.study;
