package io.holoward.scoring.response;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.response.Response;
import io.holoward.detection.response.ResponseRules;
import io.holoward.scoring.metrics.Counted;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Says of each finding what to do about it, by the configured rules. */
public final class ResponseStage extends ProcessFunction<Finding, Response> {

  private static final long serialVersionUID = 1L;

  private final Configuration configuration;
  private transient ResponseRules rules;
  private transient Counted responses;
  private transient FindingMetrics metrics;

  /** Takes the rules from the configuration. */
  public ResponseStage(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public void open(OpenContext openContext) {
    rules = configuration.responseRules();
    metrics = new FindingMetrics(getRuntimeContext());
    responses = Counted.register(getRuntimeContext(), "responses");
  }

  @Override
  public void processElement(Finding finding, Context ctx, Collector<Response> out) {
    long now = System.currentTimeMillis();
    metrics.count(finding, now);
    for (Response response : rules.responses(finding, now)) {
      responses.inc();
      out.collect(response);
    }
  }
}
