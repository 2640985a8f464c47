package io.holoward.detection.finding;

/**
 * Who did it: the process instance behind a finding. Null where telemetry does not say.
 *
 * @param processId the stable string form of the process identity
 * @param processName the process as a person calls it
 * @param instanceKey 32 hex digits that name the process instance
 * @param pid the OS process id, null where unknown
 * @param guid the sensor's own id of the process instance
 */
public record Actor(
    String organisation,
    String host,
    String processId,
    String processName,
    String instanceKey,
    Long pid,
    String guid,
    String image,
    String user,
    String container,
    String commandLine) {}
