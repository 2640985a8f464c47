package io.holoward.telemetry.format;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Flows of a packet capture joined to the events of the processes at their ends, as CSV with a
 * header: a row for each event, with {@code host}, {@code image}, {@code pid}, {@code label} and
 * {@code scenario}. The rows of one flow follow each other. Both ends may have rows, and an end two
 * when two sensors of a host reported it: the second is a twin and ignored, unless only it names
 * the process.
 *
 * <p>A row does not tell which end is its host's. The label {@code lateral_in} does (the receiving
 * end); else {@link OwnAddresses} learns it; where that leaves both open the host is at the other
 * end than the host of the flow's row before, and the originator if there is none.
 */
final class ProcessFlowsFormat extends CsvFlowFormat {

  static final String NAME = "process-flows";

  private static final String RECEIVING_END = "lateral_in";

  private final OwnAddresses addresses = new OwnAddresses();

  /** What the rows of the current flow told: the direction of each host, and who is named. */
  private final Map<String, Direction> directions = new HashMap<>();

  private final Set<String> named = new HashSet<>();
  private String currentFlow = "";

  ProcessFlowsFormat() {
    super(NAME);
  }

  static boolean isHeader(String line) {
    return line.startsWith("src_file,start,proto,") && line.contains(",host,image,pid");
  }

  @Override
  boolean namesColumns(String line) {
    return isHeader(line);
  }

  @Override
  Reading readFlow(NamedTexts fields, ReadContext context) {
    Protocol protocol = CapturedFlow.protocol(fields);
    Endpoint originator = end(fields, protocol, "orig_ip", "orig_port");
    Endpoint responder = end(fields, protocol, "resp_ip", "resp_port");
    String host = values.host("host", fields.require("host"));
    ProcessReference process = process(fields);
    FlowDraft flow = new FlowDraft(context);
    CapturedFlow.interval(flow, fields);
    startFlow(
        fields.get("src_file") + ' ' + fields.get("start") + protocol + originator + responder);
    Direction direction = direction(fields, host, originator, responder);
    boolean twin = directions.put(host, direction) != null;
    boolean named = process.image() != null && this.named.add(host);
    if (twin && !named) {
      return Reading.Ignored.TWIN;
    }
    flow.owner(host, process);
    flow.seenFrom(direction, CapturedFlow.flow(fields, protocol, originator, responder));
    flow.roundTrip(CapturedFlow.roundTrip(fields, direction));
    flow.application(fields.get("app"));
    flow.layer7("host.name", fields.get("app_detail"));
    flow.attribute("label", fields.get("label"));
    flow.attribute("scenario", fields.get("scenario"));
    return flow.event();
  }

  private static ProcessReference process(NamedTexts fields) {
    String pid = fields.get("pid");
    return new ProcessReference(
        null,
        "None".equals(pid) ? ProcessReference.UNKNOWN_PID : FieldValues.pid("pid", pid),
        FieldValues.image(fields.get("image")),
        null,
        null,
        null);
  }

  private void startFlow(String flow) {
    if (!flow.equals(currentFlow)) {
      currentFlow = flow;
      directions.clear();
      named.clear();
    }
  }

  private Direction direction(
      NamedTexts fields, String host, Endpoint originator, Endpoint responder) {
    Direction told = RECEIVING_END.equals(fields.get("label")) ? Direction.IN : null;
    Direction learned = addresses.learn(host, originator.address(), responder.address(), told);
    if (learned != null) {
      return learned;
    }
    if (directions.containsKey(host)) {
      return directions.get(host);
    }
    return directions.containsValue(Direction.OUT) ? Direction.IN : Direction.OUT;
  }
}
