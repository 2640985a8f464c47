package io.holoward.backtest.study;

import io.holoward.entropy.Signature;
import java.util.Map;

/** Another way to tell what is unusual about a record, to be compared on the very same records. */
public interface Detector {

  /** What a person calls it. */
  String name();

  /**
   * Learns what is usual.
   *
   * @param records of one process, each signature with how often it was shown; never empty
   */
  Fitted fit(Map<Signature, Long> records);

  /** What was learned of one process. */
  interface Fitted {

    /** Higher for what is more unusual; comparable among records of this process alone. */
    double score(Signature signature);
  }
}
