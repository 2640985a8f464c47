package io.holoward.telemetry.format;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Volume;

/**
 * A flow as it is seen between its ends.
 *
 * @param originator the end that opened it
 * @param responder the end that was spoken to
 * @param volume what it carried, sent being from the originator to the responder
 */
record NetworkFlow(Protocol protocol, Endpoint originator, Endpoint responder, Volume volume) {

  /** The flow seen from the originator (out) or the responder (in). */
  OrientedConnection connection(Direction direction) {
    return direction == Direction.IN
        ? new OrientedConnection(direction, protocol, responder, originator)
        : new OrientedConnection(direction, protocol, originator, responder);
  }

  /** What it carried, seen from the same end. */
  Volume volume(Direction direction) {
    return direction == Direction.IN
        ? new Volume(
            volume.bytesReceived(),
            volume.bytesSent(),
            volume.packetsReceived(),
            volume.packetsSent())
        : volume;
  }
}
