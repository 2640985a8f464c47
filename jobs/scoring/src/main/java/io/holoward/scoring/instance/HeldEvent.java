package io.holoward.scoring.instance;

/**
 * An event that waits.
 *
 * @param due the watermark it waits for
 */
public record HeldEvent(IdentifiedEvent event, long due) {}
