package io.holoward.detection.observation;

import java.util.Objects;

/**
 * What one telemetry record says of the process instance behind it, spelled as reported. Every
 * field may be null: exports drop GUIDs, pids, accounts and images.
 *
 * @param guid the sensor's own unique id of the process instance (Sysmon ProcessGuid)
 * @param pid the OS process id, or {@link #UNKNOWN_PID}
 * @param image the executable's path
 * @param user the account that runs it
 * @param commandLine its full command line
 * @param container the container image it runs in
 */
public record ProcessReference(
    String guid, long pid, String image, String user, String commandLine, String container) {

  /** Stands for a pid the telemetry does not give. */
  public static final long UNKNOWN_PID = -1;

  // Written out, as a record's own is several times slower where it is not inlined.
  @Override
  public boolean equals(Object o) {
    return this == o
        || (o instanceof ProcessReference other
            && pid == other.pid
            && Objects.equals(guid, other.guid)
            && Objects.equals(image, other.image)
            && Objects.equals(user, other.user)
            && Objects.equals(commandLine, other.commandLine)
            && Objects.equals(container, other.container));
  }

  @Override
  public int hashCode() {
    return Objects.hash(guid, pid, image, user, commandLine, container);
  }
}
