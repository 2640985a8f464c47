package io.holoward.backtest.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CurveThinningTest {

  @Test
  void theCornersOfAStepStayAndWhatLiesBetweenThemGoes() {
    List<CurvePoint> curve = new ArrayList<>();
    for (int i = 0; i <= 1000; i++) {
      curve.add(new CurvePoint(0.1 * i / 1000, 0, null));
    }
    for (int i = 1; i <= 1000; i++) {
      curve.add(new CurvePoint(0.1, 0.8 * i / 1000, null));
    }
    for (int i = 1; i <= 1000; i++) {
      curve.add(new CurvePoint(0.1 + 0.9 * i / 1000, 0.8 + 0.2 * i / 1000, null));
    }
    assertThat(CurveThinning.thin(curve, 500))
        .containsExactly(curve.get(0), curve.get(1000), curve.get(2000), curve.get(3000));
  }

  @Test
  void nothingOfALongCurveIsFarFromWhatStays() {
    Random random = new Random(3);
    double[] scores = random.doubles(20_000).toArray();
    boolean[] positive = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      positive[i] = random.nextDouble() < scores[i];
    }
    List<CurvePoint> curve = RocCurve.points(Ranking.of(scores, positive), i -> scores[i]);

    List<CurvePoint> thin = CurveThinning.thin(curve, 500);

    assertThat(thin).hasSizeLessThanOrEqualTo(500).startsWith(curve.get(0));
    assertThat(thin.get(thin.size() - 1)).isEqualTo(curve.get(curve.size() - 1));
    for (CurvePoint point : curve) {
      assertThat(distance(point, thin)).isLessThan(0.005);
    }
  }

  private static double distance(CurvePoint point, List<CurvePoint> line) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 1; i < line.size(); i++) {
      CurvePoint from = line.get(i - 1);
      double dx = line.get(i).x() - from.x();
      double dy = line.get(i).y() - from.y();
      double along = (point.x() - from.x()) * dx + (point.y() - from.y()) * dy;
      double share = Math.max(0, Math.min(1, along / (dx * dx + dy * dy)));
      nearest =
          Math.min(
              nearest,
              Math.hypot(point.x() - from.x() - share * dx, point.y() - from.y() - share * dy));
    }
    return nearest;
  }

  @Test
  void aShortCurveStaysAsItIs() {
    List<CurvePoint> ends = List.of(new CurvePoint(0, 0, null), new CurvePoint(1, 1, 0.0));
    assertThat(CurveThinning.thin(ends, 500)).isEqualTo(ends);
    assertThat(CurveThinning.thin(List.of(), 500)).isEmpty();
  }
}
