package io.holoward.detection.history;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The stored form of an {@link AddressHistory} and a {@link WideNetworkHistory}: four letters, a
 * version, the fields in a fixed order, services and processes in ascending order with their number
 * in front. A byte tells what is known of a footprint, so that its last use takes room only where
 * it is kept.
 */
final class HistoryCodec {

  private static final int MAGIC = 0x48574148; // HWAH
  private static final int WIDE_MAGIC = 0x48574157; // HWAW
  private static final int VERSION = 1;
  private static final int IMPORTED = 1;
  private static final int LAST_USE = 2;
  private static final Direction[] DIRECTIONS = Direction.values();
  private static final Protocol[] PROTOCOLS = Protocol.values();

  private HistoryCodec() {}

  static byte[] write(AddressHistory history) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 64 * history.services.size());
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeByte(VERSION);
      out.writeBoolean(history.news);
      footprint(out, history.network);
      out.writeLong(history.lastSeen);
      out.writeLong(history.lastRefused);
      out.writeInt(history.services.size());
      for (Map.Entry<Service, ServiceHistory> entry : history.inOrder()) {
        service(out, entry.getKey());
        history(out, entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  static byte[] write(WideNetworkHistory history) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(32);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(WIDE_MAGIC);
      out.writeByte(VERSION);
      footprint(out, history.footprint);
      out.writeLong(history.lastSeen);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  static WideNetworkHistory readWide(byte[] stored, HistoryRules rules) {
    ByteBuffer in = ByteBuffer.wrap(stored);
    try {
      begin(in, WIDE_MAGIC, "HWAW");
      WideNetworkHistory history = new WideNetworkHistory(rules);
      history.footprint = footprint(in);
      history.lastSeen = in.getLong();
      end(in);
      return history;
    } catch (BufferUnderflowException e) {
      throw refuse("it ends too early");
    }
  }

  private static void service(DataOutputStream out, Service service) throws IOException {
    byte[] address = service.address().getBytes(StandardCharsets.US_ASCII);
    out.writeByte(service.direction().ordinal());
    out.writeByte(service.protocol().ordinal());
    out.writeInt(service.port());
    out.writeByte(address.length);
    out.write(address);
  }

  private static void history(DataOutputStream out, ServiceHistory service) throws IOException {
    footprint(out, service.footprint);
    out.writeLong(service.lastSeen);
    out.writeByte(service.hosts.atLeast());
    out.writeByte(service.hosts.hashes().length);
    for (long host : service.hosts.hashes()) {
      out.writeLong(host);
    }
    out.writeInt(service.processes.size());
    for (Map.Entry<Long, Footprint> process : service.processes.entrySet()) {
      out.writeLong(process.getKey());
      footprint(out, process.getValue());
    }
  }

  private static void footprint(DataOutputStream out, Footprint footprint) throws IOException {
    boolean hasLastUse = footprint.lastUsed != Long.MIN_VALUE;
    out.writeByte((footprint.imported ? IMPORTED : 0) | (hasLastUse ? LAST_USE : 0));
    out.writeLong(footprint.firstSeen);
    if (hasLastUse) {
      out.writeLong(footprint.lastUsed);
    }
  }

  static AddressHistory read(byte[] stored, HistoryRules rules) {
    ByteBuffer in = ByteBuffer.wrap(stored);
    try {
      begin(in, MAGIC, "HWAH");
      AddressHistory history = new AddressHistory(rules);
      history.news = small(in, 2) == 1;
      history.network = footprint(in);
      history.lastSeen = in.getLong();
      history.lastRefused = in.getLong();
      for (int left = size(in); left > 0; left--) {
        history.services.put(service(in), history(in));
      }
      end(in);
      return history;
    } catch (BufferUnderflowException e) {
      throw refuse("it ends too early");
    }
  }

  private static void begin(ByteBuffer in, int magic, String letters) {
    if (in.getInt() != magic) {
      throw refuse("it does not begin with " + letters);
    }
    int version = in.get();
    if (version != VERSION) {
      throw refuse("its version is " + version + ", this release reads " + VERSION);
    }
  }

  private static void end(ByteBuffer in) {
    if (in.hasRemaining()) {
      throw refuse(in.remaining() + " bytes follow its end");
    }
  }

  private static Service service(ByteBuffer in) {
    Direction direction = DIRECTIONS[small(in, DIRECTIONS.length)];
    Protocol protocol = PROTOCOLS[small(in, PROTOCOLS.length)];
    int port = in.getInt();
    byte[] address = new byte[small(in, Byte.MAX_VALUE)];
    in.get(address);
    return new Service(direction, protocol, new String(address, StandardCharsets.US_ASCII), port);
  }

  private static ServiceHistory history(ByteBuffer in) {
    ServiceHistory service = new ServiceHistory();
    service.footprint = footprint(in);
    service.lastSeen = in.getLong();
    int atLeast = small(in, HostTally.MANY + 1);
    long[] hosts = new long[small(in, HostTally.MANY)];
    for (int i = 0; i < hosts.length; i++) {
      hosts[i] = in.getLong();
    }
    service.hosts = new HostTally(atLeast, hosts);
    for (int left = size(in); left > 0; left--) {
      service.processes.put(in.getLong(), footprint(in));
    }
    return service;
  }

  private static Footprint footprint(ByteBuffer in) {
    Footprint footprint = new Footprint();
    int known = small(in, 2 * LAST_USE);
    footprint.imported = (known & IMPORTED) != 0;
    footprint.firstSeen = in.getLong();
    if ((known & LAST_USE) != 0) {
      footprint.lastUsed = in.getLong();
    }
    return footprint;
  }

  /** A small number that must be below a limit. */
  private static int small(ByteBuffer in, int limit) {
    int number = Byte.toUnsignedInt(in.get());
    if (number >= limit) {
      throw refuse("it holds " + number + " where less than " + limit + " is possible");
    }
    return number;
  }

  /** How many entries follow, each at least nine bytes long. */
  private static int size(ByteBuffer in) {
    int size = in.getInt();
    if (size < 0 || size > in.remaining() / (Long.BYTES + 1)) {
      throw refuse("it names a length of " + size);
    }
    return size;
  }

  private static IllegalArgumentException refuse(String reason) {
    return new IllegalArgumentException("Not an address history: " + reason);
  }
}
