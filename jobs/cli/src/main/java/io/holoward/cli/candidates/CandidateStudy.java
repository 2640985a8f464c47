package io.holoward.cli.candidates;

import io.holoward.detection.catalogue.Candidate;
import io.holoward.detection.catalogue.CandidateSuggestion;
import io.holoward.detection.front.Front;
import io.holoward.detection.front.FrontConsumer;
import io.holoward.detection.front.FrontSettings;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.identity.ProcessIdentification;
import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.entropy.Signature;
import io.holoward.telemetry.format.ReadContext;
import io.holoward.telemetry.format.Reading;
import io.holoward.telemetry.input.TelemetryReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What recorded telemetry suggests to model. */
public final class CandidateStudy implements FrontConsumer {

  /** One tenant is as good as another: a suggestion is about programs. */
  private static final String ORGANISATION = "default";

  private final CandidateSuggestion suggestion = new CandidateSuggestion();

  private CandidateStudy() {}

  /**
   * The processes of the telemetry, the most worthwhile first.
   *
   * @param inputs files and folders
   * @param format a telemetry format's name, or {@code auto}
   * @throws io.holoward.telemetry.input.InputException when they cannot be read
   */
  public static List<Candidate> of(List<Path> inputs, String format) throws IOException {
    CandidateStudy study = new CandidateStudy();
    Front front = new Front(FrontSettings.defaults());
    try (TelemetryReader reader =
        TelemetryReader.open(inputs, format, ReadContext.of(ORGANISATION))) {
      while (reader.hasNext()) {
        if (reader.next().reading() instanceof Reading.Event read) {
          front.accept(read.event(), study);
        }
      }
    }
    front.finish(study);
    return study.suggestion.ranking();
  }

  @Override
  public void oriented(
      ConnectionEvent event,
      OrientedConnection connection,
      boolean loopback,
      Signature signature,
      InstanceKey key,
      ProcessReference completed) {
    suggestion.observe(
        ProcessIdentification.identify(event.organisation(), completed), event.host(), signature);
  }

  @Override
  public void twin(ConnectionEvent event) {
    // Its connection was told of already.
  }

  @Override
  public void listener(ListenEvent event) {
    // A listening port is no behaviour until somebody connects to it.
  }

  @Override
  public void processStart(ProcessStartEvent event, InstanceKey key) {
    // A process that does nothing on the network is not worth modelling.
  }

  @Override
  public void alarm(AlarmEvent event, InstanceKey key) {
    // What another product found is not what the process normally does.
  }
}
