package io.holoward.scoring.history;

import io.holoward.detection.history.AddressHistory;
import io.holoward.detection.history.HistoryRules;
import io.holoward.detection.history.RemoteNetwork;
import io.holoward.detection.history.Surroundings;
import io.holoward.detection.history.WideNetworkHistory;
import io.holoward.scoring.state.KeyedValues;
import io.holoward.scoring.state.OwnKeys;
import io.holoward.scoring.state.WriteBackCache;
import io.holoward.scoring.state.WriteBackCache.Entry;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * The histories of all networks of an area ({@link RemoteNetwork#areaKey}), the key of the
 * operator, and of the wide network that such an area is, where it is one.
 */
final class Histories {

  static final MapStateDescriptor<String, byte[]> NETWORKS =
      new MapStateDescriptor<>(
          "histories", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  static final ValueStateDescriptor<byte[]> WIDE =
      new ValueStateDescriptor<>(
          "wide-network", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private final SeedHistories seed;
  private final ThrowingConsumer<String, Exception> setCurrentKey;
  private final WriteBackCache<RemoteNetwork, AddressHistory> networks;
  private final WriteBackCache<String, WideNetworkHistory> wide;

  /**
   * @param capacity decoded histories held, of either kind
   * @param setCurrentKey selects the key that the states read and write
   */
  Histories(
      HistoryRules rules,
      SeedHistories seed,
      int capacity,
      MapState<String, byte[]> networks,
      ValueState<byte[]> wide,
      ThrowingConsumer<String, Exception> setCurrentKey) {
    this.seed = seed;
    this.setCurrentKey = setCurrentKey;
    this.networks =
        new WriteBackCache<>(
            capacity,
            KeyedValues.of(networks, RemoteNetwork::network)
                .as(bytes -> AddressHistory.fromBytes(bytes, rules), AddressHistory::toBytes),
            network -> setCurrentKey.accept(network.areaKey()));
    this.wide =
        new WriteBackCache<>(
            capacity,
            KeyedValues.<String, byte[]>of(wide)
                .as(
                    bytes -> WideNetworkHistory.fromBytes(bytes, rules),
                    WideNetworkHistory::toBytes),
            setCurrentKey);
  }

  /** Begins with all that was learned elsewhere of the areas of this subtask. */
  void beginWithSeed(OwnKeys own) throws Exception {
    for (RemoteNetwork network : seed.networks()) {
      if (own.contains(network.areaKey())) {
        setCurrentKey.accept(network.areaKey());
        networks.currentOrNew(network, seed::history);
        RemoteNetwork around = network.wide();
        if (around != null) {
          wide.currentOrNew(around.key(), seed::wide);
        }
      }
    }
  }

  /** Shows as metrics how well the caches serve. */
  void show(RuntimeContext context) {
    networks.show(context, "networks");
    wide.show(context, "wide-networks");
  }

  /** Who looks after a history that is begun. */
  @FunctionalInterface
  interface Begun {
    void register(String namespace);
  }

  /**
   * All that is known of where a use leads to, begun if it is nothing.
   *
   * @param begun told of each history that is
   */
  Met meet(Place place, Begun begun) throws Exception {
    RemoteNetwork network = place.network();
    Entry<AddressHistory> near =
        networks.currentOrNew(
            network,
            unknown -> {
              begun.register(network.network());
              return seed.history(network);
            });
    return new Met(network, near, place.wide() == null ? null : meetWide(place.areaKey(), begun));
  }

  private Entry<WideNetworkHistory> meetWide(String area, Begun begun) throws Exception {
    return wide.currentOrNew(
        area,
        unknown -> {
          begun.register(AddressHistoryOperator.WIDE);
          return seed.wide(area);
        });
  }

  /** The history of a network, or null if there is none. */
  Entry<AddressHistory> network(RemoteNetwork network) throws Exception {
    return networks.current(network);
  }

  /** The history of the wide network that an area is, or null if there is none. */
  Entry<WideNetworkHistory> wide(String area) throws Exception {
    return wide.current(area);
  }

  void forget(RemoteNetwork network) throws Exception {
    networks.forget(network);
  }

  void forgetWide(String area) throws Exception {
    wide.forget(area);
  }

  /** Writes all that changed back; leaves another current key behind. */
  void writeBack() throws Exception {
    networks.writeBack();
    wide.writeBack();
  }

  /**
   * What a use meets.
   *
   * @param place the network it leads to
   * @param wide null where the network is private
   */
  record Met(RemoteNetwork place, Entry<AddressHistory> network, Entry<WideNetworkHistory> wide) {

    Surroundings surroundings() {
      return new Surroundings(network.value(), wide == null ? null : wide.value());
    }

    /** It differs from what is stored. */
    void changed() {
      network.changed();
      if (wide != null) {
        wide.changed();
      }
    }
  }
}
