package io.holoward.detection.configuration;

import io.holoward.detection.finding.Raise;
import io.holoward.detection.finding.SeverityThresholds;
import io.holoward.detection.flow.FlowRules;
import io.holoward.detection.history.Clients;
import io.holoward.detection.history.HistoryRules;
import io.holoward.detection.lifecycle.NoveltyRules;
import io.holoward.detection.lifecycle.PromotionRules;
import io.holoward.detection.port.ExceptionRules;
import io.holoward.detection.port.PortCatalogue;
import io.holoward.detection.port.PortOverride;
import io.holoward.detection.response.ResponseRule;
import io.holoward.detection.response.ResponseRules;
import io.holoward.entropy.DriftRules;
import io.holoward.entropy.OutlierRemoval;
import io.holoward.entropy.RttRules;
import io.holoward.entropy.ScoreAnchor;
import io.holoward.entropy.ScoreRange;
import io.holoward.entropy.ScoreStatistics;
import io.holoward.entropy.ScoredColumns;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.SealingRules;
import io.holoward.entropy.ThresholdRule;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that can be configured, by section. Each component is one key or section of the YAML
 * file; {@link ConfigurationReference} says what each key means. Instances come from {@link #read}
 * and {@link #of} and have passed every check.
 */
public record Configuration(
    String organisation,
    Hosts hosts,
    Time time,
    Sources sources,
    Sinks sinks,
    Kafka kafka,
    Registry registry,
    Catalogue catalogue,
    Features features,
    NoveltySettings novelty,
    BeaconSettings beacon,
    RecordKind record,
    Window window,
    Twins twins,
    Front front,
    Context context,
    States states,
    PromotionRules promotion,
    Score score,
    Alarm alarm,
    Pending pending,
    Population population,
    SeverityThresholds severity,
    Flows flows,
    Ports ports,
    Responses responses,
    ArchiveSettings archive,
    DatabaseSettings database,
    Evaluation evaluation)
    implements Serializable {

  /** No removal method takes more than this share of the records away. */
  private static final double MAX_REMOVED_SHARE = 0.5;

  /** The DNS domains whose short names and full names are one host. */
  public record Hosts(List<String> domains) implements Serializable {
    public Hosts {
      domains = List.copyOf(domains);
    }
  }

  /** How event time advances. */
  public record Time(
      Duration maxOutOfOrderness, Duration maxAhead, Duration allowedLateness, Duration idleness)
      implements Serializable {}

  /** The input topics. */
  public record Sources(Source processEvents, Source alarms, FlowSource flows, Topic control)
      implements Serializable {}

  /**
   * An input topic.
   *
   * @param format {@code avro}, or the name of a telemetry format
   * @param processTable file of the processes that records name by id; null for none
   */
  public record Source(String topic, String format, String processTable) implements Serializable {}

  /**
   * The input topic of flows.
   *
   * @param format {@code avro}, or the name of a telemetry format
   */
  public record FlowSource(String topic, String format) implements Serializable {}

  /**
   * A topic whose form is fixed.
   *
   * @param topic null where it is not written
   */
  public record Topic(String topic) implements Serializable {}

  /** The output topics; those of another form of the findings have none unless one is named. */
  public record Sinks(
      Topic scoredAlarms,
      Topic scoredAlarmsOcsf,
      Topic scoredAlarmsEcs,
      Topic scoredAlarmsJson,
      Topic intendedStates,
      Topic populations,
      Topic progress,
      Topic annotatedFlows,
      Topic responses,
      Topic portExceptions,
      Topic addressHistory,
      Topic deadLetters)
      implements Serializable {

    /** The names of all topics that are written. */
    public List<String> topics() {
      return Stream.of(
              scoredAlarms,
              scoredAlarmsOcsf,
              scoredAlarmsEcs,
              scoredAlarmsJson,
              intendedStates,
              populations,
              progress,
              annotatedFlows,
              responses,
              portExceptions,
              addressHistory,
              deadLetters)
          .map(Topic::topic)
          .filter(Objects::nonNull)
          .toList();
    }
  }

  /**
   * The brokers, and how records are delivered to them.
   *
   * @param user name for SASL; null for none
   * @param password null for none
   */
  public record Kafka(
      String bootstrapServers,
      String user,
      Secret password,
      String group,
      Delivery delivery,
      String transactionalIdPrefix,
      SortedMap<String, PropertyValue> properties)
      implements Serializable {
    public Kafka {
      properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** The properties for a client, secrets looked up now: neither log nor keep the result. */
    public Map<String, String> resolvedProperties() {
      return properties(SecretReferences.RESOLVED);
    }

    /** The properties for a client, with what stands for each secret in its place. */
    public Map<String, String> properties(SecretReferences secrets) {
      return KafkaClient.properties(this, secrets);
    }
  }

  /** What the sinks promise. */
  public enum Delivery {
    AT_LEAST_ONCE,
    EXACTLY_ONCE
  }

  /**
   * The schema registry.
   *
   * @param user null for none
   * @param password null for none
   */
  public record Registry(
      String url, String user, Secret password, SortedMap<String, PropertyValue> properties)
      implements Serializable {
    public Registry {
      properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** The properties for a client, secrets looked up now: neither log nor keep the result. */
    public Map<String, String> resolvedProperties() {
      return PropertyValue.resolve(properties);
    }
  }

  /** The patterns of the processes that are modelled. */
  public record Catalogue(List<String> models) implements Serializable {
    public Catalogue {
      models = List.copyOf(models);
    }
  }

  /** Feature extraction. */
  public record Features(int ephemeralLow, List<String> off) implements Serializable {
    public Features {
      off = List.copyOf(off);
    }
  }

  /** What one behaviour record is. */
  public enum RecordKind {
    /** A signature, counted once per process instance and window. */
    SIGNATURE,
    /** The union of all signatures of a process instance in a window. */
    WINDOW
  }

  /** The observation window. */
  public record Window(Duration size) implements Serializable {}

  /** Pairing of the two reports of one connection. */
  public record Twins(Duration maxGap, int maxEntries) implements Serializable {}

  /** The first operator of the stream. */
  public record Front(Duration hold, int maxEntries) implements Serializable {}

  /** What is remembered of process starts. */
  public record Context(Duration expiry) implements Serializable {}

  /**
   * The intended states.
   *
   * @param seed where learned intended states are read from at start; null for none
   * @param seedAtStart whether all seeds become state of a job that starts without any
   */
  public record States(
      int maxStates,
      OutlierRemoval removal,
      int maxDistinct,
      String seed,
      boolean seedAtStart,
      Duration expiry)
      implements Serializable {}

  /**
   * How an alarm is scored.
   *
   * @param minFeatureRemovalGain null when it is left to the preset
   */
  public record Score(
      Preset preset,
      ScoredColumns columns,
      ScoreStatistics statistics,
      ScoreAnchor anchor,
      Threshold threshold,
      Range range,
      Double minFeatureRemovalGain,
      boolean pairs)
      implements Serializable {

    private ScoringRules rules() {
      return new ScoringRules(
          columns,
          statistics,
          anchor,
          threshold.forKernel(),
          new ScoreRange(
              range.normalLow(), range.normalHigh(), range.abnormalLow(), range.abnormalHigh()),
          minFeatureRemovalGain == null ? preset.minFeatureRemovalGain : minFeatureRemovalGain,
          pairs);
    }
  }

  /** A named setting of several keys; what a key says itself wins. */
  public enum Preset {
    NONE(0),
    /**
     * Claim 1 of US11258655B2: taking at least one feature out of the alarm has to lower the
     * entropy. The patent leaves the amount open; this one is met by any feature that is rare among
     * up to a million records, and by none that most records share.
     */
    PATENT_CLAIM_1(1e-6);

    private final double minFeatureRemovalGain;

    Preset(double minFeatureRemovalGain) {
      this.minFeatureRemovalGain = minFeatureRemovalGain;
    }
  }

  /** Where abnormal begins. {@code offset} belongs to the lognormal rule alone. */
  public record Threshold(Rule rule, double k, double offset) implements Serializable {

    /** The rules there are. */
    public enum Rule {
      MEAN_STD,
      LOGNORMAL,
      FIXED_K
    }

    private ThresholdRule forKernel() {
      return switch (rule) {
        case MEAN_STD -> new ThresholdRule.MeanStd(k);
        case LOGNORMAL -> new ThresholdRule.Lognormal(k, offset);
        case FIXED_K -> new ThresholdRule.FixedK((int) k);
      };
    }
  }

  /** The ends of both score ranges; a descending range is legal. */
  public record Range(double normalLow, double normalHigh, double abnormalLow, double abnormalHigh)
      implements Serializable {}

  /** What raises an alarm, and how often. */
  public record Alarm(Raise raise, Duration repeatInterval) implements Serializable {}

  /** Alarms that wait for the intended state of their process. */
  public record Pending(Duration maxAge, int maxAlarms) implements Serializable {}

  /**
   * When processes without an intended state begin to raise findings.
   *
   * @param readyAt null when {@code readyAfter} decides
   * @param minRecords records of an organisation its population model takes
   * @param seed file of population models learned elsewhere; null for none
   */
  public record Population(Duration readyAfter, Instant readyAt, int minRecords, String seed)
      implements Serializable {}

  /**
   * Statistics of flows.
   *
   * @param behaviour whether the flows of a process also teach what it connects to
   */
  public record Flows(Duration window, Rtt rtt, Drift drift, Duration expiry, boolean behaviour)
      implements Serializable {}

  /** How the round-trip time of a flow group is compared with its past. */
  public record Rtt(
      double k, int minCount, int maxCount, double floor, int relearn, boolean twoSided)
      implements Serializable {}

  /** How a creeping round-trip time is noticed. */
  public record Drift(int reference, double slack, double slackFloor, double limit)
      implements Serializable {}

  /** Ports against applications. */
  public record Ports(List<PortOverride> overrides, PortExceptions exceptions)
      implements Serializable {
    public Ports {
      overrides = List.copyOf(overrides);
    }
  }

  /** When an application on a port that is not its own is proposed as an exception. */
  public record PortExceptions(int minHosts, Duration minAge) implements Serializable {}

  /**
   * What findings call for.
   *
   * @param blockExpiry how long a recommended firewall rule is to stand
   */
  public record Responses(List<ResponseRule> rules, Duration blockExpiry) implements Serializable {
    public Responses {
      rules = List.copyOf(rules);
    }
  }

  /** What is told for an evaluation alone. */
  public record Evaluation(boolean assess) implements Serializable {}

  /**
   * Reads a YAML file.
   *
   * @param overrides {@code key=value} each, later ones win, all win over the file
   * @throws ConfigurationException with every problem found, if there is one
   */
  public static Configuration read(Path file, Collection<String> overrides) {
    return ConfigurationReader.read(file, overrides);
  }

  /** The defaults with these overrides, {@code key=value} each. */
  public static Configuration of(String... overrides) {
    return ConfigurationReader.read("defaults", "", List.of(overrides));
  }

  /** This configuration with these overrides, {@code key=value} each. */
  public Configuration with(Collection<String> overrides) {
    return ConfigurationReader.read("effective configuration", render(), overrides);
  }

  /** The effective configuration as YAML that {@link #read} accepts; holds no secret's value. */
  public String render() {
    return ConfigurationText.render(this);
  }

  /**
   * The effective value of each key by its path, as {@link #render} writes it, in the order of the
   * reference; {@code (not set)} for a key without a value.
   */
  public Map<String, String> values() {
    return ConfigurationText.values(this);
  }

  /** How findings are answered. */
  public ResponseRules responseRules() {
    return new ResponseRules(responses.rules(), responses.blockExpiry());
  }

  /** The features beyond Table 2 that are switched on. */
  public io.holoward.detection.features.Features connectionFeatures() {
    List<String> off = new ArrayList<>(features.off());
    if (!novelty.familiar()) {
      off.add(io.holoward.detection.features.Features.FAMILIAR_SERVICE);
    }
    return new io.holoward.detection.features.Features(off);
  }

  /** Which inbound connections are told apart by who connects. */
  public Clients clients() {
    return new Clients(
        novelty.clients()
            && !features.off().contains(io.holoward.detection.features.Novelty.CLIENT_PROCESS));
  }

  /** What address histories remember, and what new means. */
  public HistoryRules historyRules() {
    return new HistoryRules(
        novelty.horizon().toMillis(),
        novelty.expiry().toMillis(),
        novelty.maxServices(),
        novelty.maxProcesses(),
        novelty.leaveOneOut(),
        novelty.separation().toMillis());
  }

  /** How the kernel scores. */
  public ScoringRules scoringRules() {
    return score.rules();
  }

  /** How the flows of a group are summed up and judged. */
  public FlowRules flowRules() {
    Rtt rtt = flows.rtt();
    Drift drift = flows.drift();
    return new FlowRules(
        new RttRules(
            true,
            rtt.k(),
            rtt.minCount(),
            rtt.maxCount(),
            rtt.floor(),
            rtt.relearn(),
            rtt.twoSided()),
        new DriftRules(
            drift.reference(), drift.slack(), drift.slackFloor(), drift.limit(), rtt.floor()),
        flows.window().toMillis(),
        time.maxOutOfOrderness().toMillis(),
        window.size().toMillis());
  }

  /** The expected ports of applications, with the exceptions that are configured. */
  public PortCatalogue portCatalogue() {
    return PortCatalogue.standard().with(ports.overrides());
  }

  /** When an application on a port that is not its own is proposed as an exception. */
  public ExceptionRules exceptionRules() {
    return new ExceptionRules(ports.exceptions().minHosts(), ports.exceptions().minAge());
  }

  /** What novelty has to do with learning. */
  public NoveltyRules noveltyRules() {
    Duration toObserve = novelty.warmUp().plus(novelty.horizon());
    return new NoveltyRules(
        novelty.horizon(),
        novelty.minRecords(),
        novelty.roaming(),
        novelty.leaveOneOut(),
        promotion.minAge().compareTo(toObserve) >= 0);
  }

  /** How the kernel seals what was learned. */
  public SealingRules sealingRules() {
    return new SealingRules(states.removal(), MAX_REMOVED_SHARE, states.maxStates());
  }
}
