package io.holoward.detection.observation;

/**
 * The start of a process instance: the only place where its command line is told.
 *
 * @param parentImage the image of the process that started it, or null
 * @param fileHash a hash of the executable as {@code ALGORITHM=hex}, or null
 */
public record ProcessStartEvent(
    String organisation,
    String host,
    long eventTime,
    ProcessReference process,
    String parentImage,
    String fileHash,
    SourcePosition source)
    implements TelemetryEvent {

  @Override
  public ProcessStartEvent withHost(String name) {
    return new ProcessStartEvent(
        organisation, name, eventTime, process, parentImage, fileHash, source);
  }
}
