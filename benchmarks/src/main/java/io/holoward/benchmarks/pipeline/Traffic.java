package io.holoward.benchmarks.pipeline;

import java.util.function.Consumer;

/** What hosts report, in the order of its times. */
public interface Traffic<E> {

  /** Hands all of it over; to be called once. */
  void forEach(Consumer<E> consumer);
}
