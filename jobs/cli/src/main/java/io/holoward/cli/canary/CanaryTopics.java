package io.holoward.cli.canary;

import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.observation.ConnectionEvent;
import java.time.Duration;
import java.util.List;

/** The topics of the job as the canary uses them. For one thread. */
public interface CanaryTopics extends AutoCloseable {

  /**
   * Sends connections, and waits until they have arrived.
   *
   * @throws io.holoward.cli.UserException when they cannot be delivered
   */
  void send(List<ConnectionEvent> connections);

  /**
   * Sends a command, and waits until it has arrived.
   *
   * @throws io.holoward.cli.UserException when it cannot be delivered
   */
  void send(ControlCommand command);

  /**
   * What has been said of the canary's process since it was last asked; waits for it.
   *
   * @throws io.holoward.cli.UserException when it cannot be read
   */
  List<CanaryFinding> findings(Duration atMost);

  @Override
  void close();
}
