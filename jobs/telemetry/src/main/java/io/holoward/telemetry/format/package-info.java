/**
 * Formats of telemetry: how the bytes of one record become an event, a reason to ignore it, or an
 * error. {@link io.holoward.telemetry.format.TelemetryFormats} makes them by name.
 */
package io.holoward.telemetry.format;
