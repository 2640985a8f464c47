/** The simulated fleet as a source of telemetry: files with their labels, or the topics. */
package io.holoward.cli.simulate;
