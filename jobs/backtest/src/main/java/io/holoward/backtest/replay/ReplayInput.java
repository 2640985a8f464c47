package io.holoward.backtest.replay;

import java.io.Serializable;

/**
 * One input of a replay.
 *
 * @param name its name in findings: the file's own name
 * @param format the telemetry format of its records
 * @param processTable path of the table its records refer to by id, or null for none
 */
public record ReplayInput(String name, String format, String processTable)
    implements Serializable {}
