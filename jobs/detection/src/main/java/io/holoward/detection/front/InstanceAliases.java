package io.holoward.detection.front;

import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.ProcessReference;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The names under which the sensors of a host speak of one process instance: a GUID, or a pid with
 * an image, or an image alone. Whatever name an event uses, the instance has one key: the one it
 * was first given.
 */
final class InstanceAliases {

  /**
   * Windows Security events carry whole seconds: a connection may seem to precede, by less than
   * this, the start of the process that made it.
   */
  private static final long TRUNCATION_MILLIS = 2_000;

  private static final long SYSTEM_PID = 4;
  private static final String SYSTEM_IMAGE = "system";

  private final RecentMap<Name, Instance> instances;
  private final long maxSilence;
  private long lookUps;

  InstanceAliases(int maxNames) {
    this.instances = new RecentMap<>(maxNames);
    this.maxSilence = maxNames / 8;
  }

  /** How often an instance was looked up. */
  long lookUps() {
    return lookUps;
  }

  /** For how many look-ups an instance in use may not be looked up and yet not be forgotten. */
  long maxSilence() {
    return maxSilence;
  }

  /**
   * The instance an event speaks of; whatever the event tells of it is remembered.
   *
   * @param image the event's normalised image, or null
   */
  Instance observe(Host host, ProcessReference process, String image, long time) {
    return observe(host, process, image, time, false);
  }

  /** The same for the start of a process: from here on its pid is no other process's. */
  Instance start(Host host, ProcessReference process, String image, long time) {
    return observe(host, process, image, time, true);
  }

  /** The instance of a connection whose twin, seen before, names it in another way. */
  Instance link(Host host, ProcessReference process, String image, TwinHalf twin, long time) {
    String commonImage = image == null ? twin.image() : image;
    long pid = usablePid(process.pid(), commonImage);
    ProcessReference both =
        new ProcessReference(
            process.guid() == null ? twin.guid() : process.guid(),
            pid == ProcessReference.UNKNOWN_PID ? twin.pid() : pid,
            image == null ? commonImage : process.image(),
            process.user(),
            null,
            null);
    return observe(host, both, commonImage, time, false);
  }

  private Instance observe(
      Host on, ProcessReference process, String image, long time, boolean start) {
    lookUps++;
    HostId host = on.id();
    long pid = usablePid(process.pid(), image);
    Name byPid = pid == ProcessReference.UNKNOWN_PID ? null : new Name(host, null, pid, image);
    Instance instance;
    if (process.guid() != null) {
      instance = byGuid(on, process.guid(), image, byPid, time, start);
    } else {
      Name name = byPid != null ? byPid : new Name(host, null, pid, image);
      instance = start ? null : instances.get(name);
      if (instance == null) {
        instance =
            new Instance(InstanceKey.of(host.organisation(), host.host(), null, pid, image), time);
        put(on, name, instance);
      }
    }
    instance.learn(process, pid, image);
    return instance;
  }

  /** A name that was not known before changes no answer that was given. */
  private void put(Host host, Name name, Instance instance) {
    if (instances.put(name, instance) != null) {
      host.nameChanged();
    }
  }

  private Instance byGuid(
      Host on, String guid, String image, Name byPid, long time, boolean start) {
    HostId host = on.id();
    Name byGuid = new Name(host, guid, ProcessReference.UNKNOWN_PID, null);
    Instance ofGuid = instances.get(byGuid);
    Instance ofPid = byPid == null ? null : instances.get(byPid);
    if (ofGuid == null) {
      ofGuid =
          ofPid != null && isSameProcess(ofPid, time, start)
              ? ofPid
              : new Instance(
                  InstanceKey.of(
                      host.organisation(), host.host(), guid, ProcessReference.UNKNOWN_PID, image),
                  time);
      ofGuid.learn(guid);
      put(on, byGuid, ofGuid);
    }
    if (byPid != null && ofPid != ofGuid) {
      put(on, byPid, ofGuid);
    }
    return ofGuid;
  }

  /** Whether an instance known by its pid may be the one whose GUID is heard for the first time. */
  private static boolean isSameProcess(Instance ofPid, long time, boolean start) {
    boolean olderThanStart = start && ofPid.known.firstSeen < time - TRUNCATION_MILLIS;
    return ofPid.known.guid == null && !olderThanStart;
  }

  /** Old captures give every filtering event pid 4, System's, whatever its image. */
  private static long usablePid(long pid, String image) {
    return pid == SYSTEM_PID && !SYSTEM_IMAGE.equals(image) ? ProcessReference.UNKNOWN_PID : pid;
  }

  /** How many names the bound has cost so far. */
  long evicted() {
    return instances.evicted();
  }

  /** What is known now, to be written later, by any thread. */
  Consumer<SnapshotWriter> snapshot() {
    int size = instances.size();
    List<Name> names = new ArrayList<>(size);
    List<Known> known = new ArrayList<>(size);
    instances.forEach(
        (name, instance) -> {
          names.add(name);
          known.add(instance.known);
        });
    return out -> write(names, known, out);
  }

  private static void write(List<Name> names, List<Known> known, SnapshotWriter out) {
    IdentityHashMap<Known, Integer> numbers = new IdentityHashMap<>();
    List<Known> distinct = new ArrayList<>();
    for (Known instance : known) {
      if (numbers.putIfAbsent(instance, distinct.size()) == null) {
        distinct.add(instance);
      }
    }
    out.number(distinct.size());
    distinct.forEach(instance -> instance.write(out));
    out.number(names.size());
    for (int i = 0; i < names.size(); i++) {
      out.number(numbers.get(known.get(i)));
      names.get(i).write(out);
    }
  }

  void read(SnapshotReader in, Predicate<HostId> wanted) {
    List<Instance> distinct = new ArrayList<>();
    for (int n = in.count(); n > 0; n--) {
      distinct.add(new Instance(Known.read(in)));
    }
    for (int n = in.count(); n > 0; n--) {
      Instance instance = distinct.get(in.count());
      Name name = Name.read(in);
      if (wanted.test(name.host)) {
        instances.putIfAbsent(name, instance);
      }
    }
  }

  /** One name of an instance; exactly one of guid, pid with image, image alone. */
  private record Name(HostId host, String guid, long pid, String image) {

    @Override
    public boolean equals(Object o) {
      return o instanceof Name other
          && pid == other.pid
          && Objects.equals(guid, other.guid)
          && Objects.equals(image, other.image)
          && host.equals(other.host);
    }

    @Override
    public int hashCode() {
      return (Objects.hashCode(guid) * 31 + Objects.hashCode(image)) * 31
          + Long.hashCode(pid) * 31
          + host.hashCode();
    }

    void write(SnapshotWriter out) {
      out.host(host);
      out.text(guid);
      out.number(pid);
      out.text(image);
    }

    static Name read(SnapshotReader in) {
      return new Name(in.host(), in.text(), in.number(), in.text());
    }
  }

  /** One instance. */
  static final class Instance {

    private Known known;
    private int changes;

    private Instance(InstanceKey key, long firstSeen) {
      this(new Known(key, firstSeen, null, ProcessReference.UNKNOWN_PID, null, null));
    }

    private Instance(Known known) {
      this.known = known;
    }

    InstanceKey key() {
      return known.key;
    }

    /** How often it became better known. */
    int changes() {
      return changes;
    }

    /** The reference with what it leaves out and another event of the instance told. */
    ProcessReference complete(ProcessReference process, String normalisedImage) {
      long realPid = usablePid(process.pid(), normalisedImage);
      String account = isAccount(process.user()) ? process.user() : known.user;
      String path = normalisedImage == null ? known.image : process.image();
      long knownPid = realPid == ProcessReference.UNKNOWN_PID ? known.pid : realPid;
      String id = process.guid() == null ? known.guid : process.guid();
      return new ProcessReference(
          id, knownPid, path, account, process.commandLine(), process.container());
    }

    private void learn(String guid) {
      become(new Known(known.key, known.firstSeen, guid, known.pid, known.image, known.user));
    }

    private void learn(ProcessReference process, long realPid, String normalisedImage) {
      long pid = realPid == ProcessReference.UNKNOWN_PID ? known.pid : realPid;
      String image = normalisedImage == null ? known.image : process.image();
      String user = isAccount(process.user()) ? process.user() : known.user;
      if (pid != known.pid
          || !Objects.equals(image, known.image)
          || !Objects.equals(user, known.user)) {
        become(new Known(known.key, known.firstSeen, known.guid, pid, image, user));
      }
    }

    private void become(Known better) {
      known = better;
      changes++;
    }

    private static boolean isAccount(String user) {
      return user != null && !user.isBlank() && !user.equals("-");
    }
  }

  /** What is known of an instance at a time. */
  private record Known(
      InstanceKey key, long firstSeen, String guid, long pid, String image, String user) {

    void write(SnapshotWriter out) {
      out.number(key.high());
      out.number(key.low());
      out.number(firstSeen);
      out.text(guid);
      out.number(pid);
      out.text(image);
      out.text(user);
    }

    static Known read(SnapshotReader in) {
      return new Known(
          new InstanceKey(in.number(), in.number()),
          in.number(),
          in.text(),
          in.number(),
          in.text(),
          in.text());
    }
  }
}
