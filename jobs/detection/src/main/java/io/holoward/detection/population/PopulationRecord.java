package io.holoward.detection.population;

import io.holoward.detection.finding.Actor;
import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.detection.sighting.Sighting;
import io.holoward.entropy.Signature;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * What of a connection is compared with the whole organisation: where its program lies, under which
 * account it runs, and what is new about the place it goes to, each as far as it is a risk. What it
 * does on the network is left out: ranked by that, unknown programs that do what everybody does
 * come last. Whether the process itself is new is added by who knows the others.
 */
public final class PopulationRecord {

  private PopulationRecord() {}

  /** The record of a sighting; empty where nothing about it is a risk. */
  public static Signature of(Sighting sighting) {
    return of(sighting.processId(), sighting.process().user(), sighting.signature());
  }

  /**
   * The record of what a process showed under an account.
   *
   * @param user the account; null where it is not known
   * @param signature the text form of what it showed
   */
  public static Signature of(String processId, String user, String signature) {
    return of(processId, user, Signature.parse(signature).features());
  }

  /** The record of something a process instance did. */
  static Signature of(Actor actor, Collection<String> features) {
    return of(actor.processId(), actor.user(), features);
  }

  private static Signature of(String processId, String user, Collection<String> features) {
    List<String> columns = new ArrayList<>(PopulationColumns.newPlaces(features));
    columns.add(ImagePathClass.of(ProcessIdentity.parse(processId).image()).column());
    columns.add(AccountClass.of(user).column());
    columns.removeIf(Objects::isNull);
    return Signature.of(columns);
  }
}
