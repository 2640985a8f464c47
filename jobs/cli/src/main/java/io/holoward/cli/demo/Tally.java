package io.holoward.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds what was found against what was put in. Not safe for use by several threads. */
public final class Tally {
  private final List<Entry> entries;
  private final SortedMap<String, Long> verdicts = new TreeMap<>();
  private final SortedMap<String, Long> responses = new TreeMap<>();
  private long unexplained;

  public Tally(List<StagedAttack> attacks) {
    entries = attacks.stream().map(Entry::new).toList();
  }

  /** An attack with the alarms about it. */
  public static final class Entry {
    private final StagedAttack attack;
    private final List<ShownAlarm> alarms = new ArrayList<>();

    private Entry(StagedAttack attack) {
      this.attack = attack;
    }

    public StagedAttack attack() {
      return attack;
    }

    /** Whether any alarm about the attack is suspicious: a NORMAL one does not find it. */
    public boolean found() {
      return alarms.stream().anyMatch(ShownAlarm::isSuspicious);
    }

    /** How many alarms are about the attack. */
    public int alarms() {
      return alarms.size();
    }

    /** The verdict of the alarm that says most: ABNORMAL before UNMODELLED before NORMAL. */
    public String verdict() {
      return List.of("ABNORMAL", "UNMODELLED", "NORMAL").stream()
          .filter(verdict -> alarms.stream().anyMatch(alarm -> alarm.verdict().equals(verdict)))
          .findFirst()
          .orElse("-");
    }

    /** The highest score, NaN when no alarm has one. */
    public double highestScore() {
      return alarms.stream()
          .mapToDouble(ShownAlarm::score)
          .filter(score -> !Double.isNaN(score))
          .max()
          .orElse(Double.NaN);
    }
  }

  /** Takes an alarm into account. */
  public void add(ShownAlarm alarm) {
    verdicts.merge(alarm.verdict(), 1L, Long::sum);
    List<Entry> about = entries.stream().filter(entry -> entry.attack.explains(alarm)).toList();
    about.forEach(entry -> entry.alarms.add(alarm));
    if (about.isEmpty() && alarm.isSuspicious()) {
      unexplained++;
    }
  }

  /** Takes a response into account, by the action it asks for. */
  public void response(String action) {
    responses.merge(action, 1L, Long::sum);
  }

  /** How many responses ask for each action. */
  public SortedMap<String, Long> responses() {
    return responses;
  }

  /** The attacks in the order they were given. */
  public List<Entry> entries() {
    return entries;
  }

  /** How many attacks were found. */
  public long found() {
    return entries.stream().filter(Entry::found).count();
  }

  /** How many alarms have each verdict. */
  public SortedMap<String, Long> verdicts() {
    return verdicts;
  }

  /** Suspicious alarms that no attack explains: false alarms, as far as the simulation knows. */
  public long unexplained() {
    return unexplained;
  }
}
