package io.holoward.scoring.population;

import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.population.PopulationScoring;
import java.io.Serializable;

/** What is compared with a population. */
interface PopulationSubject<T> extends Serializable {

  /** Findings. */
  PopulationSubject<Finding> FINDINGS = new Findings();

  /** Connections that are assessed for an evaluation. */
  PopulationSubject<AssessedConnection> ASSESSMENTS = new Assessments();

  /** Whether it is compared at all; the rest passes as it is. */
  boolean concerns(T value);

  /** Whose population it is compared with. */
  String organisation(T value);

  /** When it happened, milliseconds since the epoch: a model sealed later says nothing of it. */
  long eventTime(T value);

  /** The value with what comparing it tells. */
  T complete(T value, PopulationScoring scoring);

  /** See {@link #FINDINGS}. */
  record Findings() implements PopulationSubject<Finding> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean concerns(Finding finding) {
      return PopulationScoring.concerns(finding);
    }

    @Override
    public String organisation(Finding finding) {
      return finding.actor().organisation();
    }

    @Override
    public long eventTime(Finding finding) {
      return finding.eventTime();
    }

    @Override
    public Finding complete(Finding finding, PopulationScoring scoring) {
      return scoring.complete(finding);
    }
  }

  /** See {@link #ASSESSMENTS}. */
  record Assessments() implements PopulationSubject<AssessedConnection> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean concerns(AssessedConnection connection) {
      return PopulationScoring.concerns(connection);
    }

    @Override
    public String organisation(AssessedConnection connection) {
      return connection.actor().organisation();
    }

    @Override
    public long eventTime(AssessedConnection connection) {
      return connection.eventTime();
    }

    @Override
    public AssessedConnection complete(AssessedConnection connection, PopulationScoring scoring) {
      return scoring.complete(connection);
    }
  }
}
