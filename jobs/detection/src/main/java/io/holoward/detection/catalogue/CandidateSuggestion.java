package io.holoward.detection.catalogue;

import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.entropy.Signature;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Suggests, from telemetry, which processes to model, by the three criteria of US11258655B2: how
 * widespread a process is, how many network behaviours it has, and whether attackers are known to
 * use it. Each criterion counts as much as the others.
 *
 * <p>Bounded: processes, hosts and behaviours beyond the bounds are not counted. Not thread-safe.
 */
public final class CandidateSuggestion {

  private static final int MAX_PROCESSES = 10_000;
  private static final int MAX_COUNTED = 4_096;
  private static final int MAX_HOSTS = 100_000;

  private final Map<ProcessIdentity, Observed> processes = new HashMap<>();
  private final Set<String> hosts = new HashSet<>();

  /** Notes that a process of a host showed a signature. */
  public void observe(ProcessIdentity process, String host, Signature signature) {
    add(hosts, host, MAX_HOSTS);
    Observed observed = processes.get(process);
    if (observed == null && processes.size() < MAX_PROCESSES) {
      observed = new Observed(new HashSet<>(), new HashSet<>());
      processes.put(process, observed);
    }
    if (observed != null) {
      add(observed.hosts, host, MAX_COUNTED);
      if (!signature.isEmpty()) {
        add(observed.behaviours, signature, MAX_COUNTED);
      }
    }
  }

  /** All processes seen, the best candidate first; equal ones by their process id. */
  public List<Candidate> ranking() {
    int most = processes.values().stream().mapToInt(seen -> seen.behaviours.size()).max().orElse(0);
    return processes.entrySet().stream()
        .map(entry -> candidate(entry.getKey(), entry.getValue(), most))
        .sorted(
            Comparator.comparingDouble(Candidate::score)
                .reversed()
                .thenComparing(candidate -> candidate.process().processId()))
        .toList();
  }

  private Candidate candidate(ProcessIdentity process, Observed observed, int mostBehaviours) {
    double share = (double) observed.hosts.size() / hosts.size();
    int behaviours = observed.behaviours.size();
    String technique = AttackUse.technique(process);
    double score =
        share
            + (mostBehaviours == 0 ? 0 : (double) behaviours / mostBehaviours)
            + (technique == null ? 0 : 1);
    return new Candidate(process, observed.hosts.size(), share, behaviours, technique, score);
  }

  private static <T> void add(Set<T> set, T element, int limit) {
    if (set.size() < limit) {
      set.add(element);
    }
  }

  private record Observed(Set<String> hosts, Set<Signature> behaviours) {}
}
