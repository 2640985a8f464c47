package io.holoward.scoring.flow;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.FeatureExtractor;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.flow.RememberedGroups;
import io.holoward.detection.front.HostNames;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.detection.memory.Remembered;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.rhythm.Gaps;
import io.holoward.entropy.Signature;
import io.holoward.scoring.front.ObservationWindows;
import io.holoward.scoring.instance.Exchanged;
import io.holoward.scoring.instance.InstanceEvent;
import io.holoward.scoring.instance.RememberedIdentities;
import io.holoward.scoring.metrics.Counted;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Tells the group of each flow. Where flows are all the telemetry there is of a host, each is also
 * handed on as a connection of its process.
 */
public final class FlowGrouping extends ProcessFunction<FlowEvent, GroupedFlow> {

  /** Flows as connections of their processes. */
  public static final OutputTag<InstanceEvent> CONNECTIONS =
      new OutputTag<>("flow-connections", Exchanged.INSTANCE_EVENTS);

  private static final long serialVersionUID = 1L;

  /** Processes whose names are remembered. */
  private static final int PROCESSES = 1 << 12;

  private final List<String> domains;
  private final boolean behaviour;
  private final int ephemeralLow;
  private final ObservationWindows windows;
  private transient HostNames hostNames;
  private transient RememberedIdentities identities;
  private transient Remembered<ProcessIdentity, Names> names;
  private transient RememberedGroups groups;
  private transient FeatureExtractor features;
  private transient Counted flows;

  /** What a process is called, by the job and by people. */
  private record Names(String id, String shown) {
    static Names of(ProcessIdentity process) {
      return new Names(process.processId(), process.displayName());
    }
  }

  /** Takes the names of hosts and the rules of behaviour from the configuration. */
  public FlowGrouping(Configuration configuration) {
    this.domains = configuration.hosts().domains();
    this.behaviour = configuration.flows().behaviour();
    this.ephemeralLow = configuration.features().ephemeralLow();
    this.windows = new ObservationWindows(configuration.window().size());
  }

  @Override
  public void open(OpenContext openContext) {
    hostNames = new HostNames(domains);
    identities = new RememberedIdentities();
    names = new Remembered<>(PROCESSES, Names::of);
    groups = new RememberedGroups();
    features = new FeatureExtractor(ephemeralLow);
    flows = Counted.register(getRuntimeContext(), "flows");
  }

  @Override
  public void processElement(FlowEvent reported, Context ctx, Collector<GroupedFlow> out) {
    flows.inc();
    String host = hostNames.normalise(reported.host());
    FlowEvent flow = host.equals(reported.host()) ? reported : reported.withHost(host);
    ProcessIdentity process = identities.identify(flow.organisation(), flow.process());
    Names called = names.of(process);
    out.collect(new GroupedFlow(groups.of(flow, called.id()), called.id(), called.shown(), flow));
    if (behaviour && !process.isUnknown()) {
      connection(flow, ctx);
    }
  }

  private void connection(FlowEvent flow, Context ctx) {
    Signature signature = features.signature(flow.connection());
    if (!signature.isEmpty()) {
      InstanceKey instance = InstanceKey.of(flow.organisation(), flow.host(), flow.process());
      ctx.output(
          CONNECTIONS,
          new InstanceEvent(
              instance,
              InstanceEvent.Kind.CONNECTION,
              flow.organisation(),
              flow.host(),
              flow.process(),
              signature.text(),
              List.of(flow.connection()),
              windows.endOf(flow.eventTime()),
              1,
              flow.eventTime(),
              flow.eventTime(),
              null,
              null,
              null,
              flow.source(),
              false,
              Novelty.NONE,
              Gaps.NONE));
    }
  }
}
