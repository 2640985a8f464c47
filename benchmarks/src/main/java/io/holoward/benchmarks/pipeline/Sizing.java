package io.holoward.benchmarks.pipeline;

/**
 * Fills a topic that the whole job reads in about the time a run is to take. How fast it will be is
 * known only roughly before: a run that is not counted shows it, and where it was far from that
 * time another topic is filled.
 *
 * @param leastEvents that the traffic needs to be what it is called
 */
record Sizing(
    MeasuredPlatform platform, Calibration calibration, long leastEvents, Filling filling) {

  private static final String TOPIC = "events";
  private static final String OTHER_TOPIC = "events-again";

  /** Fills a topic with so many events. */
  interface Filling {
    Workload fill(String topic, long events);
  }

  /** The whole job, as it reads a topic. */
  interface Job {
    MeasuredJob on(Workload workload);
  }

  /**
   * Fills the topic.
   *
   * @param eventsPerSecond of the job, roughly
   */
  Workload fill(double eventsPerSecond, long bytesPerEvent, Job job, int parallelism)
      throws Exception {
    Workload workload = filling.fill(TOPIC, events(eventsPerSecond, bytesPerEvent));
    Lap lap = workload.track(parallelism).run(job.on(workload));
    if (calibration.isLongEnough(lap.seconds())) {
      return workload;
    }
    long other = events(1e3 * lap.thousandEventsPerSecond(), bytesPerEvent);
    if (other == workload.events()) {
      return workload;
    }
    platform.deleteTopic(TOPIC);
    return filling.fill(OTHER_TOPIC, other);
  }

  /** How many events a job of this rate is to read, as far as disk and traffic allow. */
  long events(double eventsPerSecond, long bytesPerEvent) {
    long free = platform.directory().toFile().getUsableSpace();
    return Math.max(leastEvents, calibration.events(eventsPerSecond, bytesPerEvent, free));
  }
}
