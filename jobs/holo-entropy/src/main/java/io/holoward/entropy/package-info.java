/**
 * The numeric kernel: entropy, outlier factors, thresholds, intended states, alarm scores,
 * streaming moments. It knows Boolean features and categorical rows, nothing of networks or of a
 * framework, and needs the JDK only.
 *
 * <p>{@link io.holoward.entropy.RecordCounts} learns, {@link io.holoward.entropy.IntendedStates}
 * scores, {@link io.holoward.entropy.OutlierFactors} judges a whole data set at once. What is
 * stored (a versioned binary form of the records) is kept apart from what computes, which is
 * rebuilt from it. All logarithms are natural.
 *
 * <p>Holo-entropy adds up columns one by one and so is blind to a rare combination of common
 * features. {@link io.holoward.entropy.Pairs} cure that: each record is scored with a column for
 * each pair of its features, which is derived where it is needed; what is learned, stored, grouped
 * into states and summarised are the features.
 */
package io.holoward.entropy;
