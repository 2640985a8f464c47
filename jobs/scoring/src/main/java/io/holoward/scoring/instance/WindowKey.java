package io.holoward.scoring.instance;

import io.holoward.detection.identity.InstanceKey;

/**
 * A window of an instance.
 *
 * @param end exclusive, milliseconds since the epoch
 */
record WindowKey(InstanceKey instance, long end) {}
