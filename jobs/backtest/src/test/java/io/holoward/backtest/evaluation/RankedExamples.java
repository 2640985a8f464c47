package io.holoward.backtest.evaluation;

import java.util.Random;

/**
 * Examples with many ties, drawn at random.
 *
 * @param scores of which there are few different ones
 * @param positive at least one example of each class
 */
record RankedExamples(double[] scores, boolean[] positive) {

  static RankedExamples draw(Random random, int size) {
    double[] scores = random.doubles(size).map(x -> Math.floor(x * 8)).toArray();
    boolean[] positive = new boolean[size];
    for (int i = 0; i < size; i++) {
      positive[i] = i == 0 || (i > 1 && random.nextBoolean());
    }
    return new RankedExamples(scores, positive);
  }

  Ranking ranking() {
    return Ranking.of(scores, positive);
  }

  int size() {
    return scores.length;
  }

  /** The area by its definition, an example counting as often as it is drawn. */
  double areaByPairs(int... times) {
    double right = 0;
    double pairs = 0;
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < size(); j++) {
        if (positive[i] && !positive[j]) {
          double weight = times.length == 0 ? 1 : (double) times[i] * times[j];
          pairs += weight;
          right += weight * (scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0);
        }
      }
    }
    return right / pairs;
  }

  /** How many examples of a class score at least as much. */
  long atLeast(double score, boolean ofClass) {
    long count = 0;
    for (int i = 0; i < size(); i++) {
      count += scores[i] >= score && positive[i] == ofClass ? 1 : 0;
    }
    return count;
  }
}
