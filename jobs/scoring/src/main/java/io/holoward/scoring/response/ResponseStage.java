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

  /** Takes the rules from the configuration. */
  public ResponseStage(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public void open(OpenContext openContext) {
    rules = configuration.responseRules();
    responses = Counted.register(getRuntimeContext(), "responses");
  }

  @Override
  public void processElement(Finding finding, Context ctx, Collector<Response> out) {
    for (Response response : rules.responses(finding, System.currentTimeMillis())) {
      responses.inc();
      out.collect(response);
    }
  }
}
