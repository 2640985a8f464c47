package io.holoward.scoring.codec;

import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.flow.FlowObservation;
import io.holoward.detection.flow.RttComparison;
import io.holoward.detection.flow.WindowStatistics;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.response.FirewallRule;
import io.holoward.detection.response.FlowAdvice;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Writes annotated flows with today's schema, field by field: every flow is written out again, and
 * a record of it in between, written by Avro's general writer, takes three times as long. Whoever
 * changes the schema of one of these records changes this class; a test compares both.
 */
final class AnnotatedFlowDatumWriter implements DatumWriter<AnnotatedFlow> {

  /** What is rarely there is not worth a way of its own. */
  private final DatumWriter<io.holoward.schema.Recommendation> recommendations =
      new SpecificDatumWriter<>(io.holoward.schema.Recommendation.class);

  private final DatumWriter<io.holoward.schema.FirewallRule> rules =
      new SpecificDatumWriter<>(io.holoward.schema.FirewallRule.class);

  /** The schema is today's, and no other. */
  @Override
  public void setSchema(Schema schema) {
    if (!schema.equals(io.holoward.schema.AnnotatedFlow.getClassSchema())) {
      throw new IllegalArgumentException("writes today's schema only, not " + schema);
    }
  }

  @Override
  public void write(AnnotatedFlow annotated, Encoder out) throws IOException {
    FlowObservation observation = annotated.observation();
    FlowFields.write(annotated.flow(), out);
    out.writeString(annotated.processId());
    out.writeBoolean(annotated.anomalous());
    types(observation.anomalies(), out);
    statistics(observation.lastWindow(), out);
    baseline(observation.comparison(), out);
    FlowFields.text(annotated.expectedPorts(), out);
    advice(annotated.advice(), out);
    FlowFields.text(annotated.processName(), out);
    texts(FlowAnomaly.techniques(observation.anomalies()), out);
    FlowFields.text(observation.text(), out);
    source(annotated.flow().source(), out);
  }

  private static void types(List<FlowAnomaly> anomalies, Encoder out) throws IOException {
    out.writeArrayStart();
    out.setItemCount(anomalies.size());
    for (FlowAnomaly anomaly : anomalies) {
      out.startItem();
      out.writeEnum(FlowMapping.type(anomaly).ordinal());
    }
    out.writeArrayEnd();
  }

  private static void texts(List<String> texts, Encoder out) throws IOException {
    out.writeArrayStart();
    out.setItemCount(texts.size());
    for (String text : texts) {
      out.startItem();
      out.writeString(text);
    }
    out.writeArrayEnd();
  }

  private static void statistics(WindowStatistics window, Encoder out) throws IOException {
    if (FlowFields.isPresent(window, out)) {
      out.writeLong(window.windowEnd());
      out.writeLong(window.count());
      out.writeDouble(window.mean());
      out.writeDouble(window.standardDeviation());
      out.writeDouble(window.min());
      out.writeDouble(window.max());
    }
  }

  private static void baseline(RttComparison comparison, Encoder out) throws IOException {
    if (FlowFields.isPresent(comparison, out)) {
      out.writeLong(comparison.values());
      out.writeDouble(comparison.logMean());
      out.writeDouble(comparison.logStandardDeviation());
      if (FlowFields.isPresent(comparison.zScore(), out)) {
        out.writeDouble(comparison.zScore());
      }
      out.writeDouble(comparison.limit());
    }
  }

  private void advice(FlowAdvice advice, Encoder out) throws IOException {
    if (FlowFields.isPresent(advice, out)) {
      recommendations.write(FindingMapping.recommendation(advice.recommendation()), out);
    }
    FirewallRule rule = advice == null ? null : advice.rule();
    if (FlowFields.isPresent(rule, out)) {
      rules.write(ResponseMapping.toRecord(rule), out);
    }
  }

  private static void source(SourcePosition source, Encoder out) throws IOException {
    if (FlowFields.isPresent(source, out)) {
      out.writeString(source.name());
      out.writeLong(source.position());
    }
  }
}
