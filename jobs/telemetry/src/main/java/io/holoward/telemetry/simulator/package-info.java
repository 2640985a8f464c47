/**
 * A seeded fleet for demonstrations and tests: its background, attacks that are known, and their
 * telemetry as sensors would report it. See {@link io.holoward.telemetry.simulator.FleetSimulator}.
 */
package io.holoward.telemetry.simulator;
