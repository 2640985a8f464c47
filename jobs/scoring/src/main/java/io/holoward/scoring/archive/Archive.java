package io.holoward.scoring.archive;

import io.holoward.detection.configuration.ArchiveSettings;
import io.holoward.detection.configuration.ConfigurationException;
import io.holoward.detection.finding.Finding;
import io.holoward.schema.ArchivedEvent;
import io.holoward.schema.ScoredAlarm;
import io.holoward.schema.SourcePosition;
import io.holoward.schema.UnscoredAlarm;
import io.holoward.scoring.codec.EventRecordMapping;
import io.holoward.scoring.codec.FindingMapping;
import io.holoward.scoring.codec.UnscoredAlarmMapping;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.topology.Sources;
import java.io.IOException;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * The archive of a job, in three folders: {@value #INPUTS} has what was read, {@value #ALARMS} each
 * alarm as it was before scoring, {@value #SCORED_ALARMS} what scoring made of it, as first raised
 * and as closed. Below them a folder for each organisation and day of event time.
 *
 * <p>Files are complete at checkpoints; one that is not begins with a dot. After a failure the job
 * begins new files where its last checkpoint was, and what it had begun stays behind with its dot:
 * the complete files hold each input once. A job that is started from an older savepoint writes
 * what it reads again once more.
 *
 * <p>A savepoint of a job without an archive can be restored with one. A savepoint of a job with
 * one needs {@code --allowNonRestoredState} to be restored without: what it forgets is the state of
 * writers that have nothing left to write once the savepoint is complete.
 */
public final class Archive {

  /** The folder of inputs, {@link ArchivedEvent}s. */
  public static final String INPUTS = "inputs";

  /** The folder of alarms before scoring, {@link UnscoredAlarm}s. */
  public static final String ALARMS = "alarms";

  /** The folder of {@link ScoredAlarm}s. */
  public static final String SCORED_ALARMS = "scored-alarms";

  private final ArchiveSettings settings;

  /**
   * @param settings of an archive that is on
   */
  public Archive(ArchiveSettings settings) {
    this.settings = settings;
  }

  /**
   * Makes sure that it can be written before the job starts.
   *
   * @param env where the job will run
   * @throws ConfigurationException if the folder cannot be made, or no file would ever be complete
   */
  public void check(StreamExecutionEnvironment env) {
    if (!env.getCheckpointConfig().isCheckpointingEnabled()) {
      throw new ConfigurationException(
          "archive.directory: files are completed by checkpoints, and there are none; set"
              + " execution.checkpointing.interval in Flink's configuration");
    }
    try {
      Path folder = new Path(settings.directory());
      FileSystem files = folder.getFileSystem();
      if (!files.mkdirs(folder) && !files.exists(folder)) {
        throw new IOException("it does not exist and cannot be created");
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(
          "archive.directory: %s cannot be written: %s; correct it, or give Flink the plugin of its file system"
              .formatted(settings.directory(), e.getMessage()));
    }
  }

  /** The same sources, from which all that is understood goes into the archive as well. */
  public Sources tap(Sources sources) {
    return settings.inputs() ? new ArchivingSources(sources, this) : sources;
  }

  /**
   * Archives the events among the records of a source, of which each subtask keeps its order.
   *
   * @param name of the source
   */
  void inputs(DataStream<Decoded> records, String name) {
    DataStream<Decoded> events =
        records
            .filter(record -> record.event() != null)
            .name("archive-" + name + "-events")
            .uid("archive-" + name + "-events")
            .setParallelism(records.getParallelism());
    write(
        events,
        "archive-" + name,
        INPUTS,
        new ArchiveFolders<>(
            record -> record.event().organisation(),
            Decoded::timestamp,
            betweenCheckpoints(records)),
        new AvroFiles<>(ArchivedEvent.class, Archive::archivedEvent, settings.codec()));
  }

  /** Archives findings as they are, and the alarms that they were. */
  public void findings(DataStream<Finding> findings) {
    ArchiveFolders<Finding> folders =
        new ArchiveFolders<>(
            finding -> finding.actor().organisation(),
            Finding::eventTime,
            betweenCheckpoints(findings));
    if (settings.alarms()) {
      write(
          findings
              .filter(finding -> !finding.update())
              .name("archive-raised-alarms")
              .uid("archive-raised-alarms"),
          "archive-unscored-alarms",
          ALARMS,
          folders,
          new AvroFiles<>(UnscoredAlarm.class, UnscoredAlarmMapping::toRecord, settings.codec()));
    }
    if (settings.scoredAlarms()) {
      write(
          findings,
          "archive-scored-alarms",
          SCORED_ALARMS,
          folders,
          new AvroFiles<>(ScoredAlarm.class, FindingMapping::toRecord, settings.codec()));
    }
  }

  private static Duration betweenCheckpoints(DataStream<?> records) {
    return Duration.ofMillis(
        records.getExecutionEnvironment().getCheckpointConfig().getCheckpointInterval());
  }

  private static ArchivedEvent archivedEvent(Decoded record) {
    var source = record.event().source();
    return new ArchivedEvent(
        new SourcePosition(source.name(), source.position()),
        EventRecordMapping.toRecord(record.event()));
  }

  private <T, R extends SpecificRecord> void write(
      DataStream<T> elements,
      String uid,
      String folder,
      ArchiveFolders<T> folders,
      AvroFiles<T, R> files) {
    FileSink<T> sink =
        FileSink.forBulkFormat(new Path(settings.directory(), folder), files)
            .withBucketAssigner(folders)
            .withRollingPolicy(OnCheckpointRollingPolicy.build())
            .withOutputFileConfig(
                OutputFileConfig.builder().withPartPrefix("part").withPartSuffix(".avro").build())
            .build();
    // As many as the elements come from: their order in a file is that in which they came.
    elements.sinkTo(sink).name(uid).uid(uid).setParallelism(elements.getParallelism());
  }
}
