package io.holoward.scoring.instance;

/**
 * An instance event whose process is identified.
 *
 * @param event the event, its process reference completed by the instance's context
 * @param processId the stable string form of the process identity
 * @param processName the process as a person calls it
 */
public record IdentifiedEvent(InstanceEvent event, String processId, String processName) {}
