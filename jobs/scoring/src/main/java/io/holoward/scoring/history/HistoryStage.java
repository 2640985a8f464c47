package io.holoward.scoring.history;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.history.HistorySnapshot;
import io.holoward.scoring.instance.ContextJoin;
import io.holoward.scoring.instance.Exchanged;
import io.holoward.scoring.instance.IdentifiedEvent;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The part of the topology that tells what is new.
 *
 * @param events all that the context join sent on; of what has a history it is known what is new
 *     about them
 * @param snapshots what is known of networks, whenever it is time to tell
 */
public record HistoryStage(
    DataStream<IdentifiedEvent> events, DataStream<HistorySnapshot> snapshots) {

  /**
   * Defines it. Only first sightings of outbound connections and of clients take the way through
   * the history; all else goes past it.
   */
  public static HistoryStage define(
      SingleOutputStreamOperator<IdentifiedEvent> identified, Configuration configuration) {
    SingleOutputStreamOperator<IdentifiedEvent> told =
        identified
            .getSideOutput(ContextJoin.HISTORY)
            .keyBy(AddressHistoryOperator::key, Types.STRING)
            .transform(
                "address-history",
                Exchanged.IDENTIFIED_EVENTS,
                new AddressHistoryOperator(configuration))
            .uid("address-history");
    return new HistoryStage(
        identified.union(told), told.getSideOutput(AddressHistoryOperator.SNAPSHOTS));
  }
}
