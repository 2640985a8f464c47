/**
 * What another configuration would have found: two finished runs, or two configurations over one
 * recording, finding by finding ({@link io.holoward.backtest.whatif.Comparison}); and the figures
 * of many, over the values of one or two keys ({@link io.holoward.backtest.whatif.SweepReplay}). A
 * recording is read once for all of them, and learned from once where they agree in what decides
 * learning.
 */
package io.holoward.backtest.whatif;
