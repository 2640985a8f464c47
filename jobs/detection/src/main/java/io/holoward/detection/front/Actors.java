package io.holoward.detection.front;

import io.holoward.detection.front.InstanceAliases.Instance;
import io.holoward.detection.observation.ProcessReference;

/**
 * What the last references to processes turned out to mean. A process that connects a thousand
 * times is spoken of a thousand times alike, and as long as no name on its host has come to mean
 * another instance, nor the instance has become better known, the answer is the same. Bounded: each
 * reference has two places where it may be, and a third one takes that of the one that came first.
 */
final class Actors {

  private static final int SLOT_BITS = 17;

  private final InstanceAliases aliases;
  private final Actor[] actors = new Actor[1 << SLOT_BITS];

  /**
   * A reference and its meaning.
   *
   * @param image the normalised image, or null
   * @param completed the reference with what other events told of the same instance
   * @param names how often a name on the host had changed its meaning
   * @param told how often the instance had become better known
   * @param until look-ups of the aliases after which they have to be told again that it is in use
   */
  record Actor(
      Host host,
      ProcessReference reported,
      String image,
      Instance instance,
      ProcessReference completed,
      int names,
      int told,
      long until) {}

  Actors(InstanceAliases aliases) {
    this.aliases = aliases;
  }

  /** What a reference is known to mean now; null where that is not known. */
  Actor known(Host host, ProcessReference process) {
    int slot = slot(host, process);
    Actor known = actors[slot];
    if (!isOf(known, host, process)) {
      known = actors[slot + 1];
    }
    return isOf(known, host, process) && isCurrent(known, host) ? known : null;
  }

  private static boolean isOf(Actor known, Host host, ProcessReference process) {
    return known != null && known.host == host && known.reported.equals(process);
  }

  private boolean isCurrent(Actor known, Host host) {
    return known.names == host.changesOfNames()
        && known.told == known.instance.changes()
        && aliases.lookUps() <= known.until;
  }

  /**
   * What a reference means; what it tells is remembered.
   *
   * @param image its normalised image, or null
   */
  Actor observe(Host host, ProcessReference process, String image, long time) {
    Instance instance = aliases.observe(host, process, image, time);
    Actor actor =
        new Actor(
            host,
            process,
            image,
            instance,
            instance.complete(process, image),
            host.changesOfNames(),
            instance.changes(),
            aliases.lookUps() + aliases.maxSilence());
    int slot = slot(host, process);
    if (!isOf(actors[slot], host, process)) {
      actors[slot + 1] = actors[slot];
    }
    actors[slot] = actor;
    return actor;
  }

  /** The first of the two. */
  private static int slot(Host host, ProcessReference process) {
    int hash =
        process.guid() != null
            ? process.guid().hashCode()
            : Long.hashCode(process.pid() * 31)
                + (process.image() == null ? 0 : process.image().hashCode());
    int mixed = (hash + host.id().hashCode()) * 0x9e3779b9;
    return mixed >>> (Integer.SIZE - SLOT_BITS) & ~1;
  }
}
