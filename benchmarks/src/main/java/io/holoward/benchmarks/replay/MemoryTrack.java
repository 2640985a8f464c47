package io.holoward.benchmarks.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How much memory this process takes while a backtest goes on: what was reachable at the last
 * garbage collection, and what it occupies in all (resident set, with what lies outside the heap).
 * Samples are taken while it replays, not while it reads: only then is a job's state there.
 */
final class MemoryTrack {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double KIB_PER_MIB = 1024;
  private static final double BYTES_PER_MIB = 1 << 20;

  /**
   * One look.
   *
   * @param records replayed so far
   * @param heapMib heap in use after the last collection, in MiB
   * @param residentMib resident set in MiB; 0 where the system does not tell
   */
  record Sample(long records, double heapMib, double residentMib) {}

  private final List<Sample> samples = new ArrayList<>();

  /** Takes a sample, unless there was one at this place already. */
  synchronized void at(long records) {
    if (samples.isEmpty() || samples.get(samples.size() - 1).records() < records) {
      samples.add(new Sample(records, heapMib(), residentMib()));
    }
  }

  synchronized List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** Growth of the resident set over the second half of the replay, MiB a million records. */
  synchronized double residentSlope() {
    return slope(samples.subList(samples.size() / 2, samples.size()));
  }

  /** Ordinary least squares; not a number for fewer than two samples. */
  private static double slope(List<Sample> late) {
    double meanX = late.stream().mapToDouble(Sample::records).average().orElse(0);
    double meanY = late.stream().mapToDouble(Sample::residentMib).average().orElse(0);
    double covariance = 0;
    double variance = 0;
    for (Sample sample : late) {
      double x = sample.records() - meanX;
      covariance += x * (sample.residentMib() - meanY);
      variance += x * x;
    }
    return covariance / variance * 1e6;
  }

  private static double heapMib() {
    double bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage usage = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
      bytes += usage == null ? 0 : usage.getUsed();
    }
    return bytes / BYTES_PER_MIB;
  }

  private static double residentMib() {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + STATUS, e);
    }
  }
}
