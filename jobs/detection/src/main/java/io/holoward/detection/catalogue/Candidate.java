package io.holoward.detection.catalogue;

import io.holoward.detection.identity.ProcessIdentity;

/**
 * A process worth modelling, and why.
 *
 * @param hosts on how many hosts it was seen
 * @param hostShare their share of all hosts seen, 0–1
 * @param behaviours how many different signatures it showed
 * @param technique the ATT&amp;CK technique its program is known to be used for, or null
 * @param score 0–3: the share of hosts, the behaviours in relation to the process that has most,
 *     and 1 for known use in attacks
 */
public record Candidate(
    ProcessIdentity process,
    int hosts,
    double hostShare,
    int behaviours,
    String technique,
    double score) {}
