/**
 * Which services of which networks an organisation uses, since when, and what follows from it: what
 * is new about a connection.
 */
package io.holoward.detection.history;
