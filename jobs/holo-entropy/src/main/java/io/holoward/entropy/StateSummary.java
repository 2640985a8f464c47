package io.holoward.entropy;

import java.util.List;
import java.util.SortedMap;

/**
 * What one intended state holds and how its own records score, the alarm left out.
 *
 * @param records number of records
 * @param signatures the distinct signatures, each with the number of records that have it
 * @param columns the features in order of their names; pairs, of which there are many and which
 *     follow from the signatures, are left out
 * @param mean mean outlier factor
 * @param standardDeviation σ of the outlier factors, of the population
 * @param threshold largest ordinary outlier factor
 * @param min smallest outlier factor
 * @param max largest outlier factor
 */
public record StateSummary(
    long records,
    SortedMap<Signature, Long> signatures,
    List<ColumnSummary> columns,
    double mean,
    double standardDeviation,
    double threshold,
    double min,
    double max) {}
