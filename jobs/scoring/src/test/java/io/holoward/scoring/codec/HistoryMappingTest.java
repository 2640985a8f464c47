package io.holoward.scoring.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.history.HistorySnapshot;
import io.holoward.detection.history.HistorySnapshot.KnownProcess;
import io.holoward.detection.history.HistorySnapshot.KnownService;
import io.holoward.detection.history.RemoteNetwork;
import io.holoward.detection.history.Service;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Protocol;
import io.holoward.schema.AddressHistorySnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryMappingTest {

  @Test
  void aHistoryComesBackFromItsRecordAndItsText() throws IOException {
    List<KnownService> services = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      services.add(
          new KnownService(
              new Service(
                  protocol == Protocol.UDP ? Direction.IN : Direction.OUT,
                  protocol,
                  "2001:db8::1",
                  Service.DYNAMIC_PORTS),
              Samples.TIME,
              protocol == Protocol.TCP ? null : Samples.TIME + 1,
              protocol.ordinal(),
              List.of(new KnownProcess(Long.MIN_VALUE, 5), new KnownProcess(7, Samples.TIME))));
    }
    HistorySnapshot history =
        new HistorySnapshot(RemoteNetwork.of("a|b", "2001:db8::1"), Samples.TIME, services);
    AddressHistorySnapshot told = HistoryMapping.toRecord(history);
    assertThat(HistoryMapping.snapshot(told)).isEqualTo(history);
    assertThat(RecordJson.read(AddressHistorySnapshot.class, RecordJson.write(told)))
        .isEqualTo(told);
  }

  @Test
  void aForgottenHistoryHasNoTimes() {
    HistorySnapshot history =
        new HistorySnapshot(new RemoteNetwork("a", "10.0.0.0/24"), Long.MAX_VALUE, List.of());
    AddressHistorySnapshot told = HistoryMapping.toRecord(history);
    assertThat(told.getFirstSeen()).isNull();
    assertThat(HistoryMapping.snapshot(told)).isEqualTo(history);
  }

  @Test
  void theKeyOfANetworkTellsItWhateverTheOrganisationIsCalled() {
    RemoteNetwork network = new RemoteNetwork("a|b^", "10.0.0.0/24");
    assertThat(RemoteNetwork.parse(network.key())).isEqualTo(network);
  }
}
