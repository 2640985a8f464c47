package io.holoward.backtest.replay;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.kafka.TopicRange;
import io.holoward.scoring.kafka.TopicRecording;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What the source topics of a configuration hold in a range: process events, alarms, flows, and the
 * commands, which take effect in the replay as they did. What to replay and where it stands is the
 * same as for the live job, so that findings have the same source. One thing differs: what reached
 * the live job too late for its window is in time here.
 */
public record RecordedTopics(Configuration configuration, TopicRange range)
    implements TelemetrySource {

  /** Records are judged by their own timestamps, as live, rather than by the clock of now. */
  @Override
  public void read(Duration maxAhead, Taker taker, Progress progress) throws IOException {
    try (TopicRecording topics = TopicRecording.open(configuration, range, maxAhead)) {
      long total = topics.offsets();
      progress.read(0, total);
      topics.read(taker::take, passed -> progress.read(passed, total));
    }
  }

  @Override
  public List<String> names() {
    Configuration.Sources sources = configuration.sources();
    return List.of(
        sources.processEvents().topic(),
        sources.alarms().topic(),
        sources.flows().topic(),
        sources.control().topic());
  }

  @Override
  public boolean isInOrderOfArrival() {
    return true;
  }
}
