/**
 * Findings in the forms that other products read: OCSF, the Elastic Common Schema and plain JSON.
 * Pure: text comes out, and neither Flink nor Kafka is known.
 */
package io.holoward.scoring.ecosystem;
