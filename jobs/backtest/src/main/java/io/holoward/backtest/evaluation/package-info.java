/** How well the findings of a backtest agree with labels that somebody else gave. */
package io.holoward.backtest.evaluation;
