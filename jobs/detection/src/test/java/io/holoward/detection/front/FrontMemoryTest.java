package io.holoward.detection.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a front remembers to be fast is never what it says. */
class FrontMemoryTest {

  private static final List<String> IMAGES =
      List.of(
          "C:\\Windows\\System32\\svchost.exe",
          "\\device\\harddiskvolume2\\windows\\system32\\svchost.exe",
          "C:\\Tools\\nc.exe",
          "System");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aFrontThatBeginsAnewFromItsSnapshotAfterEachEventSaysTheSame(long seed) {
    Random random = new Random(seed);
    Front lasting = new Front(FrontSettings.defaults());
    Collected said = new Collected();
    Collected expected = new Collected();
    byte[] learned = lasting.snapshotLearned().toBytes();
    byte[] held = lasting.snapshotHeld();
    for (int i = 0; i < 1_500; i++) {
      TelemetryEvent event = event(random, i);
      lasting.accept(event, said);
      Front anew = new Front(FrontSettings.defaults());
      anew.restoreLearned(List.of(learned));
      anew.restoreHeld(List.of(held));
      anew.accept(event, expected);
      if (i % 100 == 99) {
        lasting.advance(i * 200L, said);
        anew.advance(i * 200L, expected);
      }
      learned = anew.snapshotLearned().toBytes();
      held = anew.snapshotHeld();
    }
    assertThat(said.connections).isEqualTo(expected.connections);
    assertThat(said.twins).isEqualTo(expected.twins).hasSizeGreaterThan(20);
    assertThat(said.starts).isEqualTo(expected.starts);
  }

  @Test
  void aSnapshotHoldsWhatWasLearnedWhenItWasTakenHoweverLateItIsWritten() {
    Random random = new Random(5);
    Front front = new Front(FrontSettings.defaults());
    Collected said = new Collected();
    for (int taken = 0; taken < 40; taken++) {
      byte[] now = front.snapshotLearned().toBytes();
      LearnedSnapshot late = front.snapshotLearned();
      for (int i = 0; i < 50; i++) {
        front.accept(event(random, 50 * taken + i), said);
      }
      assertThat(late.toBytes()).isEqualTo(now);
    }
  }

  private static TelemetryEvent event(Random random, int i) {
    String host = List.of("WS-1", "ws-1", "ws-2").get(random.nextInt(3));
    long time = i * 200L + random.nextInt(1_000);
    boolean sysmon = random.nextBoolean();
    int process = random.nextInt(5);
    ProcessReference reference =
        new ProcessReference(
            sysmon ? "{%d-%d}".formatted(process, random.nextInt(10) / 9) : null,
            random.nextInt(8) == 0 ? ProcessReference.UNKNOWN_PID : 4 + process % 3,
            random.nextInt(8) == 0 ? null : IMAGES.get(random.nextInt(IMAGES.size())),
            random.nextInt(3) == 0 ? "ada" : "-",
            null,
            null);
    SourcePosition source = new SourcePosition("events", i);
    Endpoint local = new Endpoint("10.0.0." + random.nextInt(3), 50_000 + random.nextInt(6));
    Endpoint remote = new Endpoint("10.0.1." + random.nextInt(2), 443);
    return switch (random.nextInt(12)) {
      case 0 -> new ProcessStartEvent("acme", host, time, reference, null, null, source);
      case 1 -> new ListenEvent("acme", host, time, reference, Protocol.TCP, local, source);
      default -> {
        boolean swapped = random.nextInt(4) == 0;
        yield new ConnectionEvent(
            "acme",
            host,
            time,
            reference,
            sysmon ? Sensor.SYSMON : Sensor.WINDOWS_FILTERING,
            Protocol.TCP,
            Direction.values()[random.nextInt(3)],
            ConnectionEvent.Ends.SOURCE_DESTINATION,
            swapped ? remote : local,
            swapped ? local : remote,
            random.nextInt(20) == 0,
            source);
      }
    };
  }
}
