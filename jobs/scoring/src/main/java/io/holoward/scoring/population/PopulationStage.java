package io.holoward.scoring.population;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.population.PopulationModel;
import io.holoward.detection.sighting.Sighting;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Puts the comparison with the population of an organisation into a topology: counted in part by
 * each subtask, sealed by one, told to all. There is no cycle: no verdict teaches a model.
 */
public final class PopulationStage {

  private final Configuration configuration;
  private final DataStream<PopulationModel> models;

  private PopulationStage(Configuration configuration, DataStream<PopulationModel> models) {
    this.configuration = configuration;
    this.models = models;
  }

  /**
   * Learns the populations.
   *
   * @param sightings of all processes, as they leave the behaviour window
   */
  public static PopulationStage define(
      DataStream<Sighting> sightings, Configuration configuration) {
    DataStream<PopulationCount> counts =
        sightings
            .transform(
                "population-partial",
                TypeInformation.of(PopulationCount.class),
                new PartialPopulation(configuration))
            .uid("population-partial");
    return new PopulationStage(
        configuration,
        counts
            .keyBy(PopulationCount::organisation, Types.STRING)
            .transform(
                "population",
                TypeInformation.of(PopulationModel.class),
                new PopulationOperator(configuration))
            .uid("population"));
  }

  /** The models, each as it is sealed. */
  public DataStream<PopulationModel> models() {
    return models;
  }

  /** The findings, those of processes without an intended state completed. */
  public DataStream<Finding> complete(DataStream<Finding> findings) {
    return complete(findings, PopulationSubject.FINDINGS, Finding.class, "population-scoring");
  }

  /** The same for connections that are assessed. */
  public DataStream<AssessedConnection> completeAssessments(
      DataStream<AssessedConnection> connections) {
    return complete(
        connections,
        PopulationSubject.ASSESSMENTS,
        AssessedConnection.class,
        "population-assessments");
  }

  private <T> DataStream<T> complete(
      DataStream<T> values, PopulationSubject<T> subject, Class<T> type, String name) {
    TypeInformation<T> information = TypeInformation.of(type);
    return values
        .connect(models.broadcast())
        .transform(
            name, information, new PopulationScoringOperator<>(configuration, subject, information))
        .uid(name);
  }
}
