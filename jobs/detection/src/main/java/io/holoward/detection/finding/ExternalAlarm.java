package io.holoward.detection.finding;

/**
 * The upstream alarm that a finding scores.
 *
 * @param id the id the upstream product gave it
 * @param type the upstream product's name for the kind of alarm
 */
public record ExternalAlarm(String id, String type) {}
