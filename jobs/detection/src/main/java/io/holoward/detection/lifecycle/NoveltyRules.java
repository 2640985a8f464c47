package io.holoward.detection.lifecycle;

import java.io.Serializable;
import java.time.Duration;

/**
 * What novelty has to do with learning.
 *
 * @param horizon event time for which a process is observed, while it is told what is new, before
 *     its model speaks of novelty: a model must know how much is new on an ordinary day
 * @param minRecords records a process needs before a service can be new to it
 * @param roaming share of the windows of its instances with a connection outside the host that have
 *     a new service among them, 0–1, above which a process goes to new places by nature and its
 *     model is silent about novelty; judged from {@code minRecords} such windows on
 * @param leaveOneOut whether novelty is told over the whole of a bounded input: then it is observed
 *     from the first record on
 * @param awaited whether promotion waits until novelty was observed for the horizon, rather than
 *     seal a model that will never speak of it
 */
public record NoveltyRules(
    Duration horizon, int minRecords, double roaming, boolean leaveOneOut, boolean awaited)
    implements Serializable {}
