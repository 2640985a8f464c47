package io.holoward.scoring.flow;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.port.ExceptionRules;
import io.holoward.detection.port.PortExceptionProposal;
import io.holoward.detection.port.PortUse;
import io.holoward.detection.port.PortUseKey;
import io.holoward.scoring.metrics.Counted;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Proposes to accept an application on a port that is not its own, once enough hosts have shown it
 * for long enough; keyed by organisation, application, protocol and port. It only proposes: nothing
 * is judged otherwise before an operator has said so.
 *
 * <p>Decided on full hours of event time, over all that was seen until then.
 */
public final class PortExceptions
    extends KeyedProcessFunction<PortUseKey, PortSighting, PortExceptionProposal> {

  private static final long serialVersionUID = 1L;

  private static final long GRAIN = Duration.ofHours(1).toMillis();

  private final ExceptionRules rules;
  private final long expiry;
  private transient ValueState<byte[]> stored;
  private transient Counted proposals;

  /** Takes the rules of proposing from the configuration. */
  public PortExceptions(Configuration configuration) {
    this.rules = configuration.exceptionRules();
    this.expiry = configuration.flows().expiry().toMillis();
  }

  @Override
  public void open(OpenContext openContext) {
    stored =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "port-use", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    proposals = Counted.register(getRuntimeContext(), "portExceptionProposals");
  }

  @Override
  public void processElement(
      PortSighting sighting, Context ctx, Collector<PortExceptionProposal> out) throws Exception {
    byte[] bytes = stored.value();
    PortUse use = bytes == null ? new PortUse() : PortUse.fromBytes(bytes);
    if (bytes != null && sighting.eventTime() >= tickAfter(use.lastSeen() + expiry)) {
      propose(use, ctx.getCurrentKey(), tickAfter(use.lastSeen()), out);
      use = new PortUse();
    }
    use.observe(sighting.host(), sighting.eventTime());
    stored.update(use.toBytes());
    ctx.timerService().registerEventTimeTimer(tickAfter(sighting.eventTime()));
    ctx.timerService().registerEventTimeTimer(tickAfter(sighting.eventTime() + expiry));
  }

  private static long tickAfter(long time) {
    return (Math.floorDiv(time, GRAIN) + 1) * GRAIN;
  }

  @Override
  public void onTimer(long tick, OnTimerContext ctx, Collector<PortExceptionProposal> out)
      throws Exception {
    byte[] bytes = stored.value();
    if (bytes == null) {
      return;
    }
    PortUse use = PortUse.fromBytes(bytes);
    if (tickAfter(use.lastSeen() + expiry) <= tick) {
      stored.clear();
      return;
    }
    propose(use, ctx.getCurrentKey(), tick, out);
    stored.update(use.toBytes());
  }

  private void propose(
      PortUse use, PortUseKey key, long tick, Collector<PortExceptionProposal> out) {
    use.propose(key, tick, rules)
        .ifPresent(
            proposal -> {
              proposals.inc();
              out.collect(proposal);
            });
  }
}
