package io.holoward.scoring.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.AlarmEvent;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.instance.InstanceEvent;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class AlarmIntakeTest {

  @Test
  void anAlarmNamesTheSameInstanceAsTheFrontHoweverItsHostIsSpelled() throws Exception {
    Configuration configuration = Configuration.of("hosts.domains=[corp.example]");
    AlarmEvent alarm = new HostEvents("ws-1").alarm(5).withHost("WS-1.corp.example");
    InstanceEvent connection;
    try (FrontHarness front = new FrontHarness(configuration)) {
      front.send(new HostEvents("ws-1").sysmon(1, 50_000, 443));
      connection = front.events().get(0);
    }
    try (var intake =
        new OneInputStreamOperatorTestHarness<Decoded, InstanceEvent>(
            new ProcessOperator<>(new AlarmIntake(configuration)))) {
      intake.open();
      intake.processElement(new StreamRecord<>(Decoded.of(alarm)));
      InstanceEvent event = intake.extractOutputValues().get(0);
      assertThat(event.instance()).isEqualTo(connection.instance());
      assertThat(event.host()).isEqualTo("ws-1");
      assertThat(event.kind()).isEqualTo(InstanceEvent.Kind.ALARM);
      assertThat(event.alarmId()).isEqualTo("alarm-1");
    }
  }
}
