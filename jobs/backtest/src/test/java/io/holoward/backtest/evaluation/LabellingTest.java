package io.holoward.backtest.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabellingTest {

  private static final Endpoint SERVICE = new Endpoint("10.0.0.1", 80);

  @TempDir Path folder;

  private Labelling background(String... rows) throws Exception {
    Path file = Files.write(folder.resolve("labels.csv"), List.of(rows));
    return new Labelling(
        Optional.of(Labels.read(file, List.of())), List.of(Labels.BACKGROUND), false);
  }

  private static ProcessReference process(long pid) {
    return new ProcessReference(null, pid, "tool", null, null, null);
  }

  private static FlowEvent flow(long position, long pid) {
    return new FlowEvent(
        "acme",
        "ws1",
        1,
        null,
        process(pid),
        new OrientedConnection(Direction.OUT, Protocol.TCP, Endpoint.ANY, SERVICE),
        null,
        Map.of(),
        Map.of(),
        null,
        null,
        new SourcePosition("flows.avro", position));
  }

  @Test
  void aFlowOfAnAttackIsNotLearned() throws Exception {
    Labelling byRow = background("scenario,line,label", "flows,2,c2");
    assertThat(byRow.learns(flow(1, 7))).isTrue();
    assertThat(byRow.learns(flow(2, 7))).isFalse();
    Labelling byInstance = background("host,instance,label", "ws1,8,c2");
    assertThat(byInstance.learns(flow(1, 7))).isTrue();
    assertThat(byInstance.learns(flow(1, 8))).isFalse();
  }

  @Test
  void whatIsNoTrafficPasses() throws Exception {
    Labelling byInstance = background("host,instance,label", "ws1,8,c2");
    SourcePosition source = new SourcePosition("a.jsonl", 1);
    assertThat(
            byInstance.learns(
                new ListenEvent("acme", "ws1", 1, process(8), Protocol.TCP, SERVICE, source)))
        .isTrue();
  }
}
