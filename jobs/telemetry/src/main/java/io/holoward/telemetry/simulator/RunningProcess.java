package io.holoward.telemetry.simulator;

import io.holoward.detection.observation.ProcessReference;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A program while it runs on a host.
 *
 * @param guid as Sysmon makes them
 */
record RunningProcess(Fleet.Host host, Program program, String guid, long pid) {

  private static final long SYSTEM_PID = 4;
  private static final String VOLUME = "\\device\\harddiskvolume3";
  private static final HexFormat HEX = HexFormat.of();

  /**
   * The process of one start, always the same for the same one.
   *
   * @param program as it is on the host of this user
   * @param start tells this start of any program on any host from all others
   */
  static RunningProcess of(Fleet.Host host, Program program, long start) {
    SplittableRandom random = new SplittableRandom(start);
    long middle = random.nextLong();
    String guid =
        '{'
            + HEX.toHexDigits(host.index(), 8)
            + '-'
            + HEX.toHexDigits(middle, 4)
            + '-'
            + HEX.toHexDigits(middle >>> 16, 4)
            + '-'
            + HEX.toHexDigits(middle >>> 32, 4)
            + '-'
            + HEX.toHexDigits(random.nextLong(), 12)
            + '}';
    long pid = program.image().equals("System") ? SYSTEM_PID : 4L * (100 + random.nextInt(4_000));
    return new RunningProcess(host, program, guid, pid);
  }

  /** As Sysmon's event of its start tells it. */
  ProcessReference atStart() {
    return new ProcessReference(
        guid, pid, program.image(), program.user(), program.commandLine(), null);
  }

  /** As Sysmon's events of connections tell it: without the command line. */
  ProcessReference bySysmon() {
    return new ProcessReference(guid, pid, program.image(), program.user(), null, null);
  }

  /** As the filtering platform tells it: by pid and device path. */
  ProcessReference byFiltering() {
    String image = program.image();
    String path =
        image.startsWith("C:") ? VOLUME + image.substring(2).toLowerCase(Locale.ROOT) : image;
    return new ProcessReference(null, pid, path, null, null, null);
  }
}
