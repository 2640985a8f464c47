package io.holoward.scoring.state;

import java.util.function.LongConsumer;

/**
 * What becomes of the values of a {@link WriteBackCache} that wait for a watermark. Those in the
 * state have a timer each; those that are held and were never stored need none, as the cache can be
 * asked for what is due. Most values of a short life never have one.
 *
 * @param lifespan when a value is due
 * @param stored which keys may be in the state
 * @param timers sets a timer of the current key, if there is none at that time yet
 * @param <K> what a value belongs to
 * @param <V> the value
 */
public record Expiry<K, V>(Lifespan<K, V> lifespan, StoredKeys<K> stored, LongConsumer timers) {}
