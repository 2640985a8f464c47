package io.holoward.scoring.front;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.FeatureExtractor;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.front.HostNames;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.rhythm.Gaps;
import io.holoward.entropy.Signature;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.instance.InstanceEvent;
import io.holoward.scoring.metrics.Counted;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Takes the alarms of upstream products in. Their connections are oriented already, so they need
 * nothing of the front's knowledge of a host.
 */
public final class AlarmIntake extends ProcessFunction<Decoded, InstanceEvent> {

  private static final long serialVersionUID = 1L;

  private final List<String> domains;
  private final int ephemeralLow;
  private final ObservationWindows windows;
  private transient HostNames hostNames;
  private transient FeatureExtractor features;
  private transient IntakeCounts counts;
  private transient Counted alarms;

  /** Takes the window size and the port classes from the configuration. */
  public AlarmIntake(Configuration configuration) {
    this.domains = configuration.hosts().domains();
    this.ephemeralLow = configuration.features().ephemeralLow();
    this.windows = new ObservationWindows(configuration.window().size());
  }

  @Override
  public void open(OpenContext openContext) {
    hostNames = new HostNames(domains);
    features = new FeatureExtractor(ephemeralLow);
    counts = new IntakeCounts(getRuntimeContext(), "alarms");
    alarms = Counted.register(getRuntimeContext(), "alarmsReceived");
  }

  @Override
  public void processElement(Decoded record, Context ctx, Collector<InstanceEvent> out) {
    counts.count(record);
    if (record.deadLetter() != null) {
      ctx.output(Intake.DEAD_LETTERS, record.deadLetter());
    } else if (record.alarm() != null) {
      alarms.inc();
      AlarmEvent alarm = record.alarm().withHost(hostNames.normalise(record.alarm().host()));
      out.collect(
          instanceEvent(
              alarm,
              InstanceKey.of(alarm.organisation(), alarm.host(), alarm.process()),
              features.signature(alarm.connections()),
              windows));
    }
  }

  static InstanceEvent instanceEvent(
      AlarmEvent alarm, InstanceKey instance, Signature signature, ObservationWindows windows) {
    return new InstanceEvent(
        instance,
        InstanceEvent.Kind.ALARM,
        alarm.organisation(),
        alarm.host(),
        alarm.process(),
        signature.text(),
        alarm.connections(),
        windows.endOf(alarm.eventTime()),
        Math.max(1, alarm.connections().size()),
        alarm.eventTime(),
        alarm.eventTime(),
        alarm.id(),
        alarm.type(),
        null,
        alarm.source(),
        false,
        Novelty.NONE,
        Gaps.NONE);
  }
}
