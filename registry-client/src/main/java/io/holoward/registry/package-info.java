/**
 * Avro schemas in a registry that speaks Confluent's REST API, behind an interface of two methods.
 */
package io.holoward.registry;
