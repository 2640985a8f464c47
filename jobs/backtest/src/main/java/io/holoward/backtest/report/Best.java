package io.holoward.backtest.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The first few of any number of things by an order; of equals, those that came first. */
final class Best<T> {

  private record Offer<T>(T value, long number) {}

  private final int capacity;
  private final Comparator<Offer<T>> order;
  private final PriorityQueue<Offer<T>> kept;
  private long offered;

  /**
   * @param capacity how many are kept, 1 or more
   * @param order what is to come first compares as smaller
   */
  Best(int capacity, Comparator<? super T> order) {
    this.capacity = capacity;
    this.order =
        Comparator.<Offer<T>, T>comparing(Offer::value, order).thenComparingLong(Offer::number);
    this.kept = new PriorityQueue<>(this.order.reversed());
  }

  void offer(T value) {
    kept.add(new Offer<>(value, offered++));
    if (kept.size() > capacity) {
      kept.remove();
    }
  }

  /** How many were offered. */
  long offered() {
    return offered;
  }

  /** Those kept, in order. */
  List<T> inOrder() {
    List<Offer<T>> sorted = new ArrayList<>(kept);
    sorted.sort(order);
    return sorted.stream().map(Offer::value).toList();
  }
}
