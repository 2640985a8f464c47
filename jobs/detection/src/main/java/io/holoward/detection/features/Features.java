package io.holoward.detection.features;

import io.holoward.entropy.Signature;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The features beyond Table 2: those there are, and those that are switched on. For use by one
 * thread.
 */
public final class Features {

  /** The column of a service that the process is known to use. */
  public static final String FAMILIAR_SERVICE = "familiarService";

  /** Every feature there is. To add one, write its class and name it here. */
  public static final List<Feature> ALL =
      List.of(
          new NewWideNetworkOrganisation(),
          new NewNetworkOrganisation(),
          new NewServiceOrganisation(),
          new NewServiceProcess(),
          new NewClientProcess(),
          new FamiliarService(),
          new PortClass(),
          new LoopbackOutbound(),
          new LoopbackInbound(),
          new Beacon());

  private static final FeatureSet COMPARED =
      FeatureSet.of(ALL.stream().filter(Feature::isCompared).map(Feature::name).toList());

  private final Feature[] on;
  private final SharedSignatures shared = new SharedSignatures();

  /**
   * @param off names of the features that are switched off
   */
  public Features(Collection<String> off) {
    this.on = ALL.stream().filter(feature -> !off.contains(feature.name())).toArray(Feature[]::new);
  }

  /** The names of all features, switched on or not. */
  public static List<String> names() {
    return ALL.stream().map(Feature::name).toList();
  }

  /** The feature a column belongs to; empty for Table 2 and for what is known of flows. */
  public static Optional<Feature> owner(String column) {
    for (Feature feature : ALL) {
      if (feature.owns(column)) {
        return Optional.of(feature);
      }
    }
    return Optional.empty();
  }

  /** A signature without what no model speaks of. */
  public static Signature compared(Signature whole) {
    return COMPARED.reduce(whole);
  }

  /** Those switched on and compared: what models learn to speak of from now on. */
  public FeatureSet set() {
    return FeatureSet.of(Stream.of(on).filter(Feature::isCompared).map(Feature::name).toList());
  }

  /**
   * The signature of a connection: Table 2 and every feature that is TRUE for it. Connections that
   * show the same share one signature; nothing is allocated for what was seen before.
   */
  public Signature extend(Signature table2, ConnectionFacts facts) {
    SharedSignatures.Node whole = null;
    for (Feature feature : on) {
      String column = feature.column(table2, facts);
      if (column != null) {
        whole = (whole == null ? shared.of(table2) : whole).with(column);
      }
    }
    return whole == null ? table2 : whole.signature();
  }
}
