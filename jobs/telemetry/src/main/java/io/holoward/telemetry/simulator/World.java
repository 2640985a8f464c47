package io.holoward.telemetry.simulator;

/** What scenarios act in. */
record World(Fleet fleet, Processes processes, Agenda agenda, FlowSensor flows) {}
