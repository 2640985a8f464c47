package io.holoward.detection.configuration;

import java.io.Serializable;

/**
 * The archive: what the job also writes to files, beside its topics.
 *
 * @param directory URI of the folder, of any file system Flink knows; null for no archive
 * @param inputs whether the events that were read are kept
 * @param alarms whether alarms are kept as they were before scoring
 * @param scoredAlarms whether scored alarms are kept, as first raised and as closed
 */
public record ArchiveSettings(
    String directory, boolean inputs, boolean alarms, boolean scoredAlarms, Codec codec)
    implements Serializable {

  /** How the blocks of the files are compressed. */
  public enum Codec {
    ZSTANDARD,
    DEFLATE
  }

  /** Whether there is an archive at all. */
  public boolean isOn() {
    return directory != null;
  }
}
