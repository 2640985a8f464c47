package io.holoward.scoring.instance;

import io.holoward.scoring.state.Lifespan;

/**
 * A window is due when the watermark passes its end by the allowed lateness.
 *
 * @param allowedLateness in milliseconds
 */
record UntilClosed(long allowedLateness) implements Lifespan<WindowKey, LiveWindow> {

  @Override
  public long due(WindowKey key, LiveWindow window) {
    return dueAtLeast(key);
  }

  @Override
  public long dueAtLeast(WindowKey key) {
    return key.end() + allowedLateness;
  }
}
