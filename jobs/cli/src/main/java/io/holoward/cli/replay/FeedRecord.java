package io.holoward.cli.replay;

/**
 * A record on its way to a topic.
 *
 * @param eventTime of what it tells, milliseconds since the epoch; its timestamp as well
 * @param key the host, so that the order within a host holds
 */
record FeedRecord(String topic, long eventTime, String key, byte[] value) {}
