/**
 * The archive: what the job read and found, in Avro files by organisation and day, from which a
 * backtest reads it again.
 */
package io.holoward.scoring.archive;
