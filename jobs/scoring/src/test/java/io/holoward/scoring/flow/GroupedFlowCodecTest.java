package io.holoward.scoring.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.flow.FlowGroupKey;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.scoring.codec.RandomFlows;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class GroupedFlowCodecTest {

  private static final int FLOWS = 2_000;

  private final RandomFlows flows = new RandomFlows(17);
  private final Random random = new Random(17);

  private GroupedFlow grouped() {
    FlowEvent flow = flows.next();
    return new GroupedFlow(
        new FlowGroupKey(random.nextLong(), random.nextLong()),
        "acme|" + random.nextInt(10) + "|",
        "app " + random.nextInt(10),
        flow);
  }

  private static TypeSerializer<GroupedFlow> serializer() {
    return FlowStage.GROUPED_FLOWS.createSerializer(new SerializerConfigImpl());
  }

  @Test
  void whateverIsSentArrivesAsItWas() throws IOException {
    List<GroupedFlow> sent = Stream.generate(this::grouped).limit(FLOWS).toList();
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializer<GroupedFlow> sender = serializer();
    for (GroupedFlow flow : sent) {
      sender.serialize(flow, out);
    }

    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    TypeSerializer<GroupedFlow> receiver = serializer();
    for (GroupedFlow flow : sent) {
      assertThat(receiver.deserialize(in)).isEqualTo(flow);
    }
    assertThat(in.available()).isZero();
  }

  @Test
  void attributesKeepTheirOrder() throws IOException {
    TypeSerializer<GroupedFlow> receiver = serializer();
    for (int i = 0; i < FLOWS; i++) {
      GroupedFlow sent = grouped();
      GroupedFlow received = received(sent, receiver);
      assertThat(received.flow().layer7().keySet())
          .containsExactlyElementsOf(sent.flow().layer7().keySet());
    }
  }

  @Test
  void attributesThatComeAgainAreHeldOnce() throws IOException {
    TypeSerializer<GroupedFlow> receiver = serializer();
    FlowEvent flow = Flows.flow(1, "tls", 20.0);

    FlowEvent first = received(Flows.grouped(flow), receiver).flow();
    FlowEvent again = received(Flows.grouped(flow), receiver).flow();

    assertThat(again).isEqualTo(first).isNotSameAs(first);
    assertThat(again.layer7()).isSameAs(first.layer7());
  }

  private static GroupedFlow received(GroupedFlow sent, TypeSerializer<GroupedFlow> receiver)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer().serialize(sent, out);
    return receiver.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
