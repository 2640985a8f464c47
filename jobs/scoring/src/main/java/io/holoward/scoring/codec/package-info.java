/**
 * Records of the topics: Confluent's wire format, Avro records and their domain objects, and the
 * same records as plain JSON.
 */
package io.holoward.scoring.codec;
