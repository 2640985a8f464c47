package io.holoward.detection.observation;

/**
 * What a flow carried in the interval its record reports, seen from the host. Null where the sensor
 * does not tell.
 *
 * @param bytesSent bytes from the local to the remote end
 * @param bytesReceived bytes from the remote to the local end
 * @param packetsSent packets from the local to the remote end
 * @param packetsReceived packets from the remote to the local end
 */
public record Volume(Long bytesSent, Long bytesReceived, Long packetsSent, Long packetsReceived) {

  /** Nothing is known. */
  public static final Volume UNKNOWN = new Volume(null, null, null, null);
}
