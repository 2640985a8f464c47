package io.holoward.detection.features;

import io.holoward.entropy.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers signatures by how they came about: one of Table 2, then one column after the other.
 * Bounded: when full it forgets all and begins anew, so that what occurs is soon there again.
 */
final class SharedSignatures {

  /** Far more than a fleet shows, some megabytes. */
  static final int MOST = 1 << 14;

  private final Map<Signature, Node> roots = new HashMap<>();
  private int size;

  /** A signature and those that come about by one more column. */
  final class Node {

    private final Signature signature;
    private final Map<String, Node> longer = new HashMap<>(4);

    private Node(Signature signature) {
      this.signature = signature;
      size++;
    }

    Signature signature() {
      return signature;
    }

    /** What this is with one more column. */
    Node with(String column) {
      Node node = longer.get(column);
      if (node == null) {
        List<String> columns = new ArrayList<>(signature.features());
        columns.add(column);
        node = new Node(Signature.of(columns));
        longer.put(column, node);
      }
      return node;
    }
  }

  /** Where the signatures that extend this one begin. */
  Node of(Signature table2) {
    if (size >= MOST) {
      roots.clear();
      size = 0;
    }
    Node node = roots.get(table2);
    if (node == null) {
      node = new Node(table2);
      roots.put(table2, node);
    }
    return node;
  }
}
