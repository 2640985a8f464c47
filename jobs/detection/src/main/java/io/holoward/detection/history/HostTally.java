package io.holoward.detection.history;

import io.holoward.detection.identity.NameHash;
import java.util.Arrays;

/**
 * How many hosts used a service: one, two, or many. Two of them have to be remembered to tell.
 *
 * @param atLeast hosts of a history learned elsewhere, which are not known one by one
 * @param hashes the hosts that are known, ascending; empty once they are many
 */
record HostTally(int atLeast, long[] hashes) {

  /** The count that means "many". */
  static final int MANY = 3;

  static final HostTally NOBODY = new HostTally(0, new long[0]);

  /** The tally after one more use; itself when it tells nothing more. */
  HostTally with(String host) {
    if (count() == MANY) {
      return this;
    }
    long hash = new NameHash().add(host).name().getLong();
    if (Arrays.binarySearch(hashes, hash) >= 0) {
      return this;
    }
    if (hashes.length == MANY - 1) {
      return new HostTally(MANY, new long[0]);
    }
    long[] grown = Arrays.copyOf(hashes, hashes.length + 1);
    grown[hashes.length] = hash;
    Arrays.sort(grown);
    return new HostTally(atLeast, grown);
  }

  /** 1, 2, or {@link #MANY} for that many and more. */
  int count() {
    return Math.max(atLeast, hashes.length);
  }
}
