package io.holoward.detection.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.flow.FindingLedger.Key;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.ProcessReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingLedgerTest {

  private static final long WINDOW = 300_000;

  private final FindingLedger ledger = new FindingLedger();

  private static Key key(long pid, FlowAnomaly... anomalies) {
    return Key.of(
        "acme",
        "web-1",
        new ProcessReference(null, pid, "/usr/bin/app", null, null, null),
        List.of(anomalies));
  }

  private static FlowFinding finding(long time) {
    FlowEvent flow = Flows.flow(time, 5, 1);
    return new FlowFinding(
        "acme",
        "web-1",
        flow.process(),
        flow.connection(),
        flow.source(),
        List.of(FlowAnomaly.PORT_NONSTANDARD),
        "TLS",
        time,
        time,
        1,
        false);
  }

  @Test
  void theSameIsRaisedOnceInAWindowOfEachInstance() {
    Key one = key(1, FlowAnomaly.PORT_NONSTANDARD);
    ledger.raise(one, 0);

    assertThat(ledger.isRaised(one, 0)).isTrue();
    assertThat(ledger.isRaised(one, WINDOW)).isFalse();
    assertThat(ledger.isRaised(key(2, FlowAnomaly.PORT_NONSTANDARD), 0)).isFalse();
    assertThat(ledger.isRaised(key(1, FlowAnomaly.PORT_FOREIGN_PROTOCOL), 0)).isFalse();
  }

  @Test
  void anotherLengthOfWindowsMutesNothing() {
    Key key = key(1, FlowAnomaly.RTT_DRIFT);
    ledger.raise(key, 1_700_000_100_000L);

    assertThat(ledger.isRaised(key, 1_700_000_000_000L)).isFalse();
  }

  @Test
  void whatRepeatedTheFindingBeforeIsHandedOverWithTheNext() {
    Key key = key(1, FlowAnomaly.PORT_NONSTANDARD);
    ledger.raise(key, 0);
    ledger.repeat(key, finding(10), 60_000);
    ledger.repeat(key, finding(20), 120_000);

    List<FlowFinding> handedOver = ledger.raise(key, WINDOW);

    assertThat(handedOver).hasSize(1);
    assertThat(handedOver.get(0).repetition()).isTrue();
    assertThat(handedOver.get(0).count()).isEqualTo(2);
    assertThat(handedOver.get(0).lastSeen()).isEqualTo(20);
    assertThat(ledger.nextDue()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void repetitionsAreHandedOverWhenTheFirstOfThemIsDue() {
    Key key = key(1, FlowAnomaly.PORT_NONSTANDARD);
    ledger.raise(key, 0);
    ledger.repeat(key, finding(10), 60_000);
    ledger.repeat(key, finding(20), 120_000);

    assertThat(ledger.nextDue()).isEqualTo(60_000);
    assertThat(ledger.takeDue(59_999)).isEmpty();
    assertThat(ledger.takeDue(60_000)).extracting(FlowFinding::count).containsExactly(2L);
    assertThat(ledger.takeDue(Long.MAX_VALUE - 1)).isEmpty();
    assertThat(ledger.isRaised(key, 0)).isTrue();
  }

  @Test
  void ofMoreInstancesThanAreRememberedTheOneRaisedLongestAgoIsForgotten() {
    for (int pid = 0; pid <= FindingLedger.MAX_ENTRIES; pid++) {
      ledger.raise(key(pid, FlowAnomaly.RTT_DRIFT), pid * WINDOW);
      if (pid == 0) {
        ledger.repeat(key(0, FlowAnomaly.RTT_DRIFT), finding(5), Long.MAX_VALUE - 1);
      }
    }

    assertThat(ledger.entries).hasSize(FindingLedger.MAX_ENTRIES);
    assertThat(ledger.isRaised(key(0, FlowAnomaly.RTT_DRIFT), 0)).isFalse();
    assertThat(ledger.isRaised(key(1, FlowAnomaly.RTT_DRIFT), WINDOW)).isTrue();
  }
}
