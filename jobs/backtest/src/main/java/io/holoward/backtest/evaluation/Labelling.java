package io.holoward.backtest.evaluation;

import io.holoward.backtest.evaluation.Labels.LabelledThing;
import io.holoward.detection.finding.Actor;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a backtest does with labels.
 *
 * @param labels what the input is compared with; empty for nothing
 * @param learn the labels of the connections and flows to learn from, where {@link
 *     Labels#BACKGROUND} stands for all that are no attacks; empty for whatever there is
 * @param assess whether to say of every connection how it compares; labels need that anyway
 */
public record Labelling(Optional<Labels> labels, List<String> learn, boolean assess) {

  /** No labels, no assessments. */
  public static final Labelling NONE = new Labelling(Optional.empty(), List.of(), false);

  public Labelling {
    learn = List.copyOf(learn);
    assess = assess || labels.isPresent();
    if (labels.isEmpty() && !learn.isEmpty()) {
      throw new IllegalArgumentException("labels to learn from need a file of labels");
    }
  }

  /** Whether an event is among those to learn from, as all are that have no traffic. */
  public boolean learns(TelemetryEvent event) {
    if (event instanceof ConnectionEvent connection) {
      return learns(connection, connection.process());
    }
    return !(event instanceof FlowEvent flow) || learns(flow, flow.process());
  }

  private boolean learns(TelemetryEvent event, ProcessReference process) {
    if (learn.isEmpty()) {
      return true;
    }
    String key = InstanceKey.of(event.organisation(), event.host(), process).toString();
    String label =
        labels
            .orElseThrow()
            .of(
                thing(
                    event.source(),
                    event.host(),
                    key,
                    process.guid(),
                    process.pid() == ProcessReference.UNKNOWN_PID ? null : process.pid()));
    return label != null && labels.get().isAmong(label, learn);
  }

  /** The label of a connection; null where it has none. */
  public String of(AssessedConnection connection) {
    return labels.map(all -> all.of(thing(connection))).orElse(null);
  }

  /** Whether the file says anything of a connection. */
  public boolean isGiven(AssessedConnection connection) {
    return labels.map(all -> all.given(thing(connection))).isPresent();
  }

  private static LabelledThing thing(AssessedConnection connection) {
    Actor actor = connection.actor();
    return thing(connection.source(), actor.host(), actor.instanceKey(), actor.guid(), actor.pid());
  }

  private static LabelledThing thing(
      SourcePosition source, String host, String key, String guid, Long pid) {
    return new LabelledThing(
        source,
        host,
        Stream.of(key, guid, pid == null ? null : pid.toString())
            .filter(Objects::nonNull)
            .toList());
  }
}
