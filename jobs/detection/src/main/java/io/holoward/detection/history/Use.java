package io.holoward.detection.history;

import io.holoward.detection.identity.InstanceKey;

/**
 * An outbound connection, or an inbound one of a client, as its history sees it.
 *
 * @param process the id of the process that made it
 * @param instance the instance of that process
 * @param windowEnd the exclusive end of its observation window, milliseconds since the epoch
 * @param eventTime milliseconds since the epoch
 */
public record Use(
    Service service,
    String process,
    String host,
    InstanceKey instance,
    long windowEnd,
    long eventTime) {}
