package io.holoward.backtest.evaluation;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Takes points out of a curve that a picture of it does not need. What stays are the ends and the
 * points that lie farthest from the line between their kept neighbours, the farthest first (Ramer
 * 1972, Douglas and Peucker 1973): corners stay, points on a straight line go.
 */
final class CurveThinning {

  /** Points nearer to the line than this lie on it. */
  private static final double ON_THE_LINE = 1e-12;

  private CurveThinning() {}

  /** A stretch between two kept points, and the point in it that is missed most. */
  private record Stretch(int from, int to, int farthest, double distance) {}

  /**
   * @param most how many points may stay, at least 2
   * @return points of the curve in their order
   */
  static List<CurvePoint> thin(List<CurvePoint> curve, int most) {
    if (curve.size() <= 2) {
      return curve;
    }
    BitSet kept = new BitSet(curve.size());
    kept.set(0);
    kept.set(curve.size() - 1);
    PriorityQueue<Stretch> stretches =
        new PriorityQueue<>(Comparator.comparingDouble(Stretch::distance).reversed());
    stretches.add(stretch(curve, 0, curve.size() - 1));
    while (kept.cardinality() < most && !stretches.isEmpty()) {
      Stretch worst = stretches.poll();
      if (worst.distance() <= ON_THE_LINE) {
        break;
      }
      kept.set(worst.farthest());
      stretches.add(stretch(curve, worst.from(), worst.farthest()));
      stretches.add(stretch(curve, worst.farthest(), worst.to()));
    }
    return kept.stream().mapToObj(curve::get).toList();
  }

  private static Stretch stretch(List<CurvePoint> curve, int from, int to) {
    int farthest = from;
    double distance = 0;
    for (int i = from + 1; i < to; i++) {
      double here = distance(curve.get(i), curve.get(from), curve.get(to));
      if (here > distance) {
        farthest = i;
        distance = here;
      }
    }
    return new Stretch(from, to, farthest, distance);
  }

  private static double distance(CurvePoint point, CurvePoint from, CurvePoint to) {
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    double length = Math.hypot(dx, dy);
    double px = point.x() - from.x();
    double py = point.y() - from.y();
    return length == 0 ? Math.hypot(px, py) : Math.abs(dx * py - dy * px) / length;
  }
}
