package io.holoward.detection.features;

import io.holoward.entropy.Signature;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The features beyond Table 2 that a model speaks of. A model that was learned without a feature
 * must not be asked about it: every connection that has it would look unheard of. Immutable.
 *
 * @param names in ascending order
 */
public record FeatureSet(List<String> names) {

  /** Table 2 alone. */
  public static final FeatureSet TABLE_2 = new FeatureSet(List.of());

  public FeatureSet {
    names = List.copyOf(new TreeSet<>(names));
  }

  /** The set of these features. */
  public static FeatureSet of(Collection<String> names) {
    return new FeatureSet(List.copyOf(names));
  }

  /** The part of a signature that this set speaks of; the same object where that is all of it. */
  public Signature reduce(Signature signature) {
    for (int i = 0; i < signature.size(); i++) {
      if (!speaksOf(signature.feature(i))) {
        return Signature.of(signature.features().stream().filter(this::speaksOf).toList());
      }
    }
    return signature;
  }

  private boolean speaksOf(String column) {
    Optional<Feature> owner = Features.owner(column);
    return owner.isEmpty() || names.contains(owner.get().name());
  }
}
