package io.holoward.detection.port;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * An exception worth making, for a person to accept or not: nothing takes effect by itself.
 *
 * @param hosts on how many hosts the use was seen; {@link ExceptionRules#MAX_HOSTS} means at least
 * @param firstSeen event time, milliseconds since the epoch
 * @param lastSeen event time, of the hours that were over at {@code proposedAt}
 * @param proposedAt the event-time tick it was decided at
 */
public record PortExceptionProposal(
    PortUseKey use, int hosts, long firstSeen, long lastSeen, long proposedAt) {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/-]*");

  /** The override that would allow it, as an entry of a YAML list on one line. */
  public String snippet() {
    Map<String, String> entry = new LinkedHashMap<>();
    entry.put("organisation", use.organisation());
    entry.put("application", use.application());
    entry.put("protocol", use.protocol().name().toLowerCase(Locale.ROOT));
    entry.put("ports", Integer.toString(use.port()));
    entry.put("effect", PortOverride.Effect.ALLOW.name().toLowerCase(Locale.ROOT));
    entry.put("note", note());
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.FLOW);
    options.setWidth(Integer.MAX_VALUE);
    options.setSplitLines(false);
    options.setAllowUnicode(false);
    return "- " + new Yaml(new Quoting(options), options).dump(entry).strip();
  }

  private String note() {
    return String.format(
        Locale.ROOT,
        "seen on %s%d hosts from %s to %s",
        hosts == ExceptionRules.MAX_HOSTS ? "at least " : "",
        hosts,
        minute(firstSeen),
        minute(lastSeen));
  }

  private static Instant minute(long time) {
    return Instant.ofEpochMilli(time).truncatedTo(ChronoUnit.MINUTES);
  }

  /** Quotes whatever is more than a plain word, so that no name can add lines or keys. */
  private static final class Quoting extends Representer {
    Quoting(DumperOptions options) {
      super(options);
    }

    @Override
    protected Node representScalar(Tag tag, String value, ScalarStyle style) {
      return super.representScalar(
          tag, value, PLAIN.matcher(value).matches() ? style : ScalarStyle.DOUBLE_QUOTED);
    }
  }
}
