/**
 * Files, folders and the standard input as records. {@link
 * io.holoward.telemetry.input.TelemetryReader} reads them by a format, {@link
 * io.holoward.telemetry.input.TelemetryInput} gives their bytes alone.
 */
package io.holoward.telemetry.input;
