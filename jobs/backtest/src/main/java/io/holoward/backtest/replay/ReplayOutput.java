package io.holoward.backtest.replay;

import io.holoward.backtest.spool.Frame;
import io.holoward.backtest.spool.SpoolReader;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.detection.history.HistorySnapshot;
import io.holoward.detection.lifecycle.Progress;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.population.PopulationModel;
import io.holoward.detection.port.PortExceptionProposal;
import io.holoward.detection.response.Response;
import io.holoward.scoring.codec.FindingMapping;
import io.holoward.scoring.codec.FlowMapping;
import io.holoward.scoring.codec.HistoryMapping;
import io.holoward.scoring.codec.PopulationMapping;
import io.holoward.scoring.codec.PortExceptionMapping;
import io.holoward.scoring.codec.RecordJson;
import io.holoward.scoring.codec.ResponseMapping;
import io.holoward.scoring.codec.SnapshotMapping;
import io.holoward.scoring.codec.StateMapping;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.process.StateSnapshot;
import io.holoward.scoring.topology.Sinks;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What a replay writes: JSON texts in sorted runs, so that the files made of them do not depend on
 * the order in which subtasks happened to be scheduled.
 *
 * @param directory where the runs are
 * @param configuration the rules the job ran by
 */
public record ReplayOutput(Path directory, Configuration configuration) implements Sinks {

  private static final String ALARMS = "alarms";
  private static final String STATES = "states";
  private static final String POPULATIONS = "populations";
  private static final String PROGRESS = "progress";
  private static final String ASSESSMENTS = "assessments";
  private static final String FLOWS = "flows";
  private static final String RESPONSES = "responses";
  private static final String PORT_EXCEPTIONS = "port-exceptions";
  private static final String HISTORIES = "histories";
  private static final String LETTERS = "letters";
  private static final int HEX = 16;

  @Override
  public void scoredAlarms(DataStream<Finding> findings) {
    findings.sinkTo(sink(ALARMS, ReplayOutput::frame)).name("scored-alarms").uid("scored-alarms");
  }

  @Override
  public void intendedStates(DataStream<StateSnapshot> snapshots) {
    ToSnapshotFrame toFrame = new ToSnapshotFrame(configuration);
    snapshots.sinkTo(sink(STATES, toFrame)).name("intended-states-out").uid("intended-states-out");
  }

  @Override
  public void populations(DataStream<PopulationModel> models) {
    ToPopulationFrame toFrame = new ToPopulationFrame(configuration);
    models.sinkTo(sink(POPULATIONS, toFrame)).name("populations-out").uid("populations-out");
  }

  @Override
  public void progress(DataStream<Progress> progress) {
    progress.sinkTo(sink(PROGRESS, ReplayOutput::frame)).name("progress").uid("progress");
  }

  @Override
  public void assessments(DataStream<AssessedConnection> connections) {
    connections
        .sinkTo(sink(ASSESSMENTS, new ToAssessmentFrame()))
        .name("assessments")
        .uid("assessments");
  }

  @Override
  public void annotatedFlows(DataStream<AnnotatedFlow> flows) {
    flows.sinkTo(sink(FLOWS, ReplayOutput::frame)).name("annotated-flows").uid("annotated-flows");
  }

  @Override
  public void responses(DataStream<Response> responses) {
    responses.sinkTo(sink(RESPONSES, ReplayOutput::frame)).name("responses").uid("responses");
  }

  @Override
  public void portExceptions(DataStream<PortExceptionProposal> proposals) {
    proposals
        .sinkTo(sink(PORT_EXCEPTIONS, ReplayOutput::frame))
        .name("port-exceptions-out")
        .uid("port-exceptions-out");
  }

  @Override
  public void addressHistories(DataStream<HistorySnapshot> histories) {
    histories
        .sinkTo(sink(HISTORIES, ReplayOutput::frame))
        .name("address-history-out")
        .uid("address-history-out");
  }

  @Override
  public void deadLetters(DataStream<DeadLetter> deadLetters) {
    deadLetters.sinkTo(sink(LETTERS, ReplayOutput::frame)).name("dead-letters").uid("dead-letters");
  }

  private <T> SpoolSink<T> sink(String name, SpoolSink.ToFrame<T> toFrame) {
    return new SpoolSink<>(directory.toString(), name, toFrame);
  }

  /** The findings by event time, each followed by its updates. */
  public SpoolReader scoredAlarms() throws IOException {
    return new SpoolReader(SpoolSink.runs(directory, ALARMS));
  }

  /** The snapshots of intended states, those of one process in the order of its changes. */
  public SpoolReader intendedStates() throws IOException {
    return new SpoolReader(SpoolSink.runs(directory, STATES));
  }

  /** The models of populations, those of one organisation in the order of their versions. */
  public SpoolReader populations() throws IOException {
    return new SpoolReader(SpoolSink.runs(directory, POPULATIONS));
  }

  /** How far the discovery of each process was, by event time. */
  public SpoolReader progress() throws IOException {
    return new SpoolReader(SpoolSink.runs(directory, PROGRESS));
  }

  /** How each connection compares, by event time; to be closed. */
  public Assessments assessments() throws IOException {
    return new Assessments(new SpoolReader(SpoolSink.runs(directory, ASSESSMENTS)));
  }

  /** The annotated flows by event time. */
  public SpoolReader annotatedFlows() throws IOException {
    return new SpoolReader(SpoolSink.runs(directory, FLOWS));
  }

  /** What to do about findings, by the time of the finding. */
  public SpoolReader responses() throws IOException {
    return new SpoolReader(SpoolSink.runs(directory, RESPONSES));
  }

  /** The proposed exceptions by the event time of the proposal. */
  public SpoolReader portExceptions() throws IOException {
    return new SpoolReader(SpoolSink.runs(directory, PORT_EXCEPTIONS));
  }

  /** The histories of networks, those of one network in the order they were told. */
  public SpoolReader addressHistories() throws IOException {
    return new SpoolReader(SpoolSink.runs(directory, HISTORIES));
  }

  /** The dead letters by source and position. */
  public SpoolReader deadLetters() throws IOException {
    return new SpoolReader(SpoolSink.runs(directory, LETTERS));
  }

  private static Frame frame(Finding finding) {
    String uid = finding.uid();
    return new Frame(
        finding.eventTime(),
        Long.parseUnsignedLong(uid.substring(0, HEX), HEX),
        Long.parseUnsignedLong(uid.substring(HEX), HEX),
        json(RecordJson.write(FindingMapping.toRecord(finding))));
  }

  private static Frame frame(Progress progress) {
    return new Frame(
        progress.eventTime(),
        progress.processId().hashCode(),
        progress.modelVersion(),
        json(RecordJson.write(StateMapping.toRecord(progress))));
  }

  private static Frame frame(AnnotatedFlow annotated) {
    SourcePosition source = annotated.flow().source();
    return new Frame(
        annotated.flow().eventTime(),
        source.name().hashCode(),
        source.position(),
        json(RecordJson.write(FlowMapping.toRecord(annotated))));
  }

  private static Frame frame(Response response) {
    return new Frame(
        response.eventTime(),
        Long.parseUnsignedLong(response.id().substring(0, HEX), HEX),
        Long.parseUnsignedLong(response.id().substring(HEX), HEX),
        json(RecordJson.write(ResponseMapping.toRecord(response))));
  }

  private static Frame frame(PortExceptionProposal proposal) {
    return new Frame(
        proposal.proposedAt(),
        proposal.use().application().hashCode(),
        proposal.use().port(),
        json(RecordJson.write(PortExceptionMapping.toRecord(proposal))));
  }

  /** Equal keys keep their order, and one subtask has all of a network. */
  private static Frame frame(HistorySnapshot history) {
    return new Frame(
        0,
        history.network().key().hashCode(),
        0,
        json(RecordJson.write(HistoryMapping.toRecord(history))));
  }

  private static Frame frame(DeadLetter letter) {
    return new Frame(
        0,
        letter.source().name().hashCode(),
        letter.source().position(),
        json(DeadLetterJson.write(letter)));
  }

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Assessed connections, read back. */
  public static final class Assessments implements Iterator<AssessedConnection>, AutoCloseable {
    private final SpoolReader frames;
    private final SpooledRecords<AssessedConnection> records =
        new SpooledRecords<>(AssessedConnection.class);

    private Assessments(SpoolReader frames) {
      this.frames = frames;
    }

    @Override
    public boolean hasNext() {
      return frames.hasNext();
    }

    @Override
    public AssessedConnection next() {
      return records.read(frames.next().payload());
    }

    @Override
    public void close() throws IOException {
      frames.close();
    }
  }

  /** Not as text: labels are yet to be added, and figures to be drawn from it. */
  private static final class ToAssessmentFrame implements SpoolSink.ToFrame<AssessedConnection> {
    private static final long serialVersionUID = 1L;

    private transient SpooledRecords<AssessedConnection> records;

    @Override
    public Frame apply(AssessedConnection assessed) throws IOException {
      if (records == null) {
        records = new SpooledRecords<>(AssessedConnection.class);
      }
      SourcePosition source = assessed.source();
      return new Frame(
          assessed.eventTime(),
          source.name().hashCode(),
          source.position(),
          records.write(assessed));
    }
  }

  private record ToSnapshotFrame(Configuration configuration)
      implements SpoolSink.ToFrame<StateSnapshot>, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public Frame apply(StateSnapshot snapshot) {
      // Equal keys keep their order, and one subtask has all of a process: neither its versions nor
      // when it was last seen tell which came last, a process that is learned anew begins again.
      return new Frame(
          0,
          snapshot.processId().hashCode(),
          0,
          json(RecordJson.write(SnapshotMapping.toRecord(snapshot, configuration.scoringRules()))));
    }
  }

  private record ToPopulationFrame(Configuration configuration)
      implements SpoolSink.ToFrame<PopulationModel>, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public Frame apply(PopulationModel model) {
      return new Frame(
          0,
          model.organisation().hashCode(),
          model.version(),
          json(RecordJson.write(PopulationMapping.toRecord(model, configuration.scoringRules()))));
    }
  }
}
