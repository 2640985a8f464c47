package io.holoward.detection.history;

/**
 * An outbound connection, or an inbound one of a client, as its history sees it.
 *
 * @param process the id of the process that made it
 * @param eventTime milliseconds since the epoch
 */
public record Use(Service service, String process, String host, long eventTime) {}
