/** The result of a backtest, a sweep or a comparison as one HTML file. */
package io.holoward.backtest.report;
