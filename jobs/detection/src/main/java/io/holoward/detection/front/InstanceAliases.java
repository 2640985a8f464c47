package io.holoward.detection.front;

import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.ProcessReference;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        instance = new Instance(InstanceKey.of(host.organisation(), host.host(), null, pid, image));
        instance.firstSeen = time;
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
                      host.organisation(), host.host(), guid, ProcessReference.UNKNOWN_PID, image));
      if (ofGuid != ofPid) {
        ofGuid.firstSeen = time;
      }
      ofGuid.guid = guid;
      ofGuid.changes++;
      put(on, byGuid, ofGuid);
    }
    if (byPid != null && ofPid != ofGuid) {
      put(on, byPid, ofGuid);
    }
    return ofGuid;
  }

  /** Whether an instance known by its pid may be the one whose GUID is heard for the first time. */
  private static boolean isSameProcess(Instance ofPid, long time, boolean start) {
    boolean olderThanStart = start && ofPid.firstSeen < time - TRUNCATION_MILLIS;
    return ofPid.guid == null && !olderThanStart;
  }

  /** Old captures give every filtering event pid 4, System's, whatever its image. */
  private static long usablePid(long pid, String image) {
    return pid == SYSTEM_PID && !SYSTEM_IMAGE.equals(image) ? ProcessReference.UNKNOWN_PID : pid;
  }

  /** How many names the bound has cost so far. */
  long evicted() {
    return instances.evicted();
  }

  void write(SnapshotWriter out) {
    IdentityHashMap<Instance, Integer> numbers = new IdentityHashMap<>();
    List<Instance> distinct = new ArrayList<>();
    for (Instance instance : instances.values()) {
      if (numbers.putIfAbsent(instance, distinct.size()) == null) {
        distinct.add(instance);
      }
    }
    out.number(distinct.size());
    distinct.forEach(instance -> instance.write(out));
    out.number(instances.size());
    for (Map.Entry<Name, Instance> entry : instances.entrySet()) {
      out.number(numbers.get(entry.getValue()));
      entry.getKey().write(out);
    }
  }

  void read(SnapshotReader in, Predicate<HostId> wanted) {
    List<Instance> distinct = new ArrayList<>();
    for (int n = in.count(); n > 0; n--) {
      distinct.add(Instance.read(in));
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

  /** What is known of one instance. */
  static final class Instance {

    private final InstanceKey key;
    private long firstSeen;
    private String guid;
    private long pid = ProcessReference.UNKNOWN_PID;
    private String image;
    private String user;
    private int changes;

    private Instance(InstanceKey key) {
      this.key = key;
    }

    InstanceKey key() {
      return key;
    }

    /** How often it became better known. */
    int changes() {
      return changes;
    }

    /** The reference with what it leaves out and another event of the instance told. */
    ProcessReference complete(ProcessReference process, String normalisedImage) {
      long realPid = usablePid(process.pid(), normalisedImage);
      String account = isAccount(process.user()) ? process.user() : user;
      String path = normalisedImage == null ? image : process.image();
      long knownPid = realPid == ProcessReference.UNKNOWN_PID ? pid : realPid;
      String id = process.guid() == null ? guid : process.guid();
      return new ProcessReference(
          id, knownPid, path, account, process.commandLine(), process.container());
    }

    private void learn(ProcessReference process, long realPid, String normalisedImage) {
      long knownPid = realPid == ProcessReference.UNKNOWN_PID ? pid : realPid;
      String knownImage = normalisedImage == null ? image : process.image();
      String knownUser = isAccount(process.user()) ? process.user() : user;
      if (knownPid != pid
          || !Objects.equals(knownImage, image)
          || !Objects.equals(knownUser, user)) {
        pid = knownPid;
        image = knownImage;
        user = knownUser;
        changes++;
      }
    }

    private static boolean isAccount(String user) {
      return user != null && !user.isBlank() && !user.equals("-");
    }

    private void write(SnapshotWriter out) {
      out.number(key.high());
      out.number(key.low());
      out.number(firstSeen);
      out.text(guid);
      out.number(pid);
      out.text(image);
      out.text(user);
    }

    private static Instance read(SnapshotReader in) {
      Instance instance = new Instance(new InstanceKey(in.number(), in.number()));
      instance.firstSeen = in.number();
      instance.guid = in.text();
      instance.pid = in.number();
      instance.image = in.text();
      instance.user = in.text();
      return instance;
    }
  }
}
