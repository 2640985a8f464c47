package io.holoward.cli.canary;

/**
 * What the job said of the canary's process.
 *
 * @param host where the connection was
 * @param pid of the instance that made it
 * @param verdict {@code NORMAL}, {@code ABNORMAL} or {@code UNMODELLED}
 * @param score 0–100; null without a model
 */
public record CanaryFinding(String host, Long pid, String verdict, Double score) {}
