package io.holoward.scoring.front;

import static io.holoward.scoring.front.HostEvents.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.rhythm.Gaps;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.instance.InstanceEvent;
import io.holoward.scoring.instance.InstanceEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class FrontOperatorTest {

  private static final Configuration DEFAULTS = Configuration.of();
  private static final int WINDOW_SECONDS = 300;

  private final HostEvents host = new HostEvents("ws-1");

  private static long connections(List<InstanceEvent> events) {
    return events.stream()
        .filter(event -> event.kind() == Kind.CONNECTION || event.kind() == Kind.REPETITION)
        .mapToLong(InstanceEvent::count)
        .sum();
  }

  @Test
  void everyRecordIsCountedOnceUnderWhatItWas() throws Exception {
    try (FrontHarness front = new FrontHarness(DEFAULTS)) {
      front.send(host.start(1), host.listen(2), host.sysmon(3, 50_000, 443), host.alarm(4));
      front.send(host.filtering(3, 50_000, 443), host.blocked(5, 50_001, 445));
      front.send(Decoded.ignored("blank"));
      SourcePosition place = new SourcePosition("file", 9);
      front.send(Decoded.of(new DeadLetter(new byte[] {1}, place, "json", "not JSON")));
      front.end();

      assertThat(front.count("read")).isEqualTo(8);
      assertThat(front.count("deadLettered")).isEqualTo(1);
      assertThat(front.count("decoded"))
          .isEqualTo(7)
          .isEqualTo(
              front.count("connections")
                  + front.count("twins")
                  + front.count("processStarts")
                  + front.count("listeners")
                  + front.count("alarmsReceived")
                  + front.count("ignored.blank"));
      assertThat(front.count("twins")).isEqualTo(1);
      assertThat(front.deadLetters())
          .singleElement()
          .satisfies(letter -> assertThat(letter.source()).isEqualTo(place));
      assertThat(front.events())
          .extracting(InstanceEvent::kind)
          .containsExactlyInAnyOrder(Kind.START, Kind.CONNECTION, Kind.ALARM, Kind.BLOCKED);
    }
  }

  @Test
  void flowsGoAsideAsTheyAreAndChangeNothingOfWhatComesAroundThem() throws Exception {
    FlowEvent first = host.flow(2);
    FlowEvent second = host.flow(4);
    try (FrontHarness front = new FrontHarness(DEFAULTS)) {
      front.send(host.filtering(1, 50_000, 445), first, host.sysmon(1, 50_000, 445));
      front.send(second, host.sysmon(5, 50_001, 445));
      front.end();

      assertThat(front.flows()).containsExactly(first, second);
      assertThat(front.count("read")).isEqualTo(5);
      assertThat(front.count("decoded"))
          .isEqualTo(front.count("connections") + front.count("twins") + front.flows().size());
      assertThat(front.count("twins")).isEqualTo(1);
      assertThat(front.events())
          .extracting(InstanceEvent::kind)
          .containsExactly(Kind.CONNECTION, Kind.REPETITION);
    }
  }

  @Test
  void aTwinIsCountedOnceAndTheRicherReportSpeaks() throws Exception {
    try (FrontHarness front = new FrontHarness(DEFAULTS)) {
      front.send(host.sysmon(1, 50_000, 443));
      front.send(host.filtering(10, 50_001, 445), host.sysmon(11, 50_001, 445));
      front.end();
      assertThat(front.count("connections")).isEqualTo(2);
      assertThat(front.count("twins")).isEqualTo(1);
      assertThat(front.events()).allMatch(event -> "{guid}".equals(event.process().guid()));
      assertThat(front.events())
          .extracting(InstanceEvent::instance)
          .hasSize(2)
          .containsOnly(front.events().get(0).instance());
    }
  }

  @Test
  void repetitionIsAbsorbedAndHandedOverBeforeTheWatermarkThatClosesItsWindow() throws Exception {
    try (FrontHarness front = new FrontHarness(DEFAULTS)) {
      for (int i = 0; i < 100; i++) {
        front.send(host.sysmon(i, 50_000 + i, 443));
      }
      assertThat(front.events()).hasSize(1);

      front.watermark(second(WINDOW_SECONDS) - 2);
      assertThat(front.events()).hasSize(1);

      front.watermark(second(WINDOW_SECONDS) - 1);
      assertThat(front.events()).hasSize(2);
      assertThat(front.anythingFollowsTheLastWatermark()).isFalse();
      InstanceEvent counts = front.events().get(1);
      assertThat(counts.kind()).isEqualTo(Kind.REPETITION);
      assertThat(counts.count()).isEqualTo(99);
      assertThat(counts.firstSeen()).isEqualTo(second(0));
      assertThat(counts.lastSeen()).isEqualTo(second(99));
      assertThat(counts.windowEnd()).isEqualTo(second(WINDOW_SECONDS));
      assertThat(counts.signature()).isEqualTo(front.events().get(0).signature());
      assertThat(counts.gaps()).isEqualTo(new Gaps(99_000, 99_000_000));
    }
  }

  @Test
  void aConnectionOfTheHostWithItselfDoesNotHideOneWithAnother() throws Exception {
    try (FrontHarness front = new FrontHarness(DEFAULTS)) {
      front.send(host.accepted(1, "10.0.0.5"), host.accepted(2, "10.0.0.9"));
      front.send(host.accepted(3, "10.0.0.5"), host.accepted(4, "10.0.0.9"));
      front.end();
      assertThat(front.events())
          .extracting(event -> event.kind() + " " + event.loopback())
          .containsExactlyInAnyOrder(
              "CONNECTION true", "CONNECTION false", "REPETITION true", "REPETITION false");
    }
  }

  @Test
  void eachPrivateClientIsSentOnUnlessClientsAreNotTold() throws Exception {
    for (boolean told : new boolean[] {true, false}) {
      try (FrontHarness front = new FrontHarness(Configuration.of("novelty.clients=" + told))) {
        front.send(host.accepted(1, "10.0.0.8"), host.accepted(2, "10.0.0.9"));
        front.send(host.accepted(3, "10.0.0.9"));
        front.end();
        assertThat(front.events())
            .extracting(
                event ->
                    event.kind()
                        + " "
                        + event.connections().get(0).remote().address()
                        + " "
                        + event.count())
            .containsExactlyElementsOf(
                told
                    ? List.of(
                        "CONNECTION 10.0.0.8 1", "CONNECTION 10.0.0.9 1", "REPETITION 10.0.0.9 1")
                    : List.of("CONNECTION 10.0.0.8 1", "REPETITION null 2"));
      }
    }
  }

  @Test
  void refusedConnectionsAreCountedApart() throws Exception {
    try (FrontHarness front = new FrontHarness(DEFAULTS)) {
      front.send(host.sysmon(1, 50_000, 443), host.blocked(2, 50_001, 443));
      front.send(host.blocked(3, 50_002, 443), host.sysmon(4, 50_003, 443));
      front.end();
      assertThat(front.events())
          .extracting(InstanceEvent::kind)
          .containsExactlyInAnyOrder(
              Kind.CONNECTION, Kind.BLOCKED, Kind.REPETITION, Kind.BLOCKED_REPETITION);
    }
  }

  @Test
  void anIdleInputHoldsNothingBack() throws Exception {
    try (FrontHarness front = new FrontHarness(DEFAULTS)) {
      front.send(host.sysmon(1, 50_000, 443), host.sysmon(2, 50_001, 443));
      front.send(host.filtering(3, 50_002, 445));
      assertThat(connections(front.events())).isEqualTo(1);

      front.idle();

      assertThat(connections(front.events())).isEqualTo(3);
      front.send(host.sysmon(3, 50_002, 445), host.sysmon(4, 50_004, 443));
      front.end();
      assertThat(front.count("twins")).as("twins are remembered across the pause").isEqualTo(1);
      assertThat(connections(front.events())).isEqualTo(4);
    }
  }

  @Test
  void whatIsHeldSurvivesRescalingFromTwoToThree() throws Exception {
    List<HostEvents> hosts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      hosts.add(new HostEvents("ws-" + i));
    }
    List<InstanceEvent> events = new ArrayList<>();
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      try (FrontHarness front = new FrontHarness(DEFAULTS, 2, subtask, null)) {
        for (int i = subtask; i < hosts.size(); i += 2) {
          HostEvents from = hosts.get(i);
          front.send(from.sysmon(1, 50_000, 443), from.sysmon(2, 50_001, 443));
          front.send(from.filtering(3, 50_002, 445));
        }
        events.addAll(front.events());
        states.add(front.snapshot());
      }
    }
    assertThat(connections(events)).isEqualTo(6);

    OperatorSubtaskState all =
        AbstractStreamOperatorTestHarness.repackageState(
            states.toArray(OperatorSubtaskState[]::new));
    long twins = 0;
    for (int subtask = 0; subtask < 3; subtask++) {
      OperatorSubtaskState mine =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              all, FrontHarness.MAX_PARALLELISM, 2, 3, subtask);
      try (FrontHarness front = new FrontHarness(DEFAULTS, 3, subtask, mine)) {
        for (int i = subtask; i < hosts.size(); i += 3) {
          front.send(hosts.get(i).sysmon(3, 50_002, 445), hosts.get(i).sysmon(4, 50_003, 443));
        }
        front.watermark(second(WINDOW_SECONDS) + 2_000);
        front.end();
        events.addAll(front.events());
        twins += front.count("twins");
      }
    }
    assertThat(twins).as("each held report finds its twin, wherever it went").isEqualTo(6);
    assertThat(connections(events)).isEqualTo(4 * hosts.size());
  }

  @Test
  void aRestartAloneLosesAndDoublesNothing() throws Exception {
    List<InstanceEvent> events;
    OperatorSubtaskState state;
    try (FrontHarness front = new FrontHarness(DEFAULTS)) {
      front.send(host.sysmon(1, 50_000, 443), host.sysmon(2, 50_001, 443));
      state = front.snapshot();
      events = new ArrayList<>(front.events());
    }
    try (FrontHarness front = new FrontHarness(DEFAULTS, 1, 0, state)) {
      front.send(host.filtering(2, 50_001, 443), host.sysmon(3, 50_002, 443));
      front.end();
      events.addAll(front.events());
      assertThat(front.count("twins")).isEqualTo(1);
    }
    assertThat(connections(events)).isEqualTo(3);
  }
}
