package io.holoward.backtest.replay;

import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.topology.SourceStream;

/**
 * A record, and the stream it is replayed on. All streams come out of one source, in one order, so
 * that none runs ahead of the others.
 */
public record Replayed(SourceStream stream, Decoded record) {}
