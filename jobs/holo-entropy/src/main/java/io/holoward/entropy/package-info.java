/**
 * The numeric kernel: entropy, outlier factors, thresholds, intended states, alarm scores,
 * streaming moments. It knows Boolean features and categorical rows, nothing of networks or of a
 * framework, and needs the JDK only.
 *
 * <p>{@link io.holoward.entropy.RecordCounts} learns, {@link io.holoward.entropy.IntendedStates}
 * scores, {@link io.holoward.entropy.OutlierFactors} judges a whole data set at once. What is
 * stored (a versioned binary form of the records) is kept apart from what computes, which is
 * rebuilt from it. All logarithms are natural.
 */
package io.holoward.entropy;
