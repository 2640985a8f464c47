package io.holoward.detection.population;

import io.holoward.entropy.Signature;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@link ProcessRecords} as a part of the stored form of a {@link PopulationLearning}: the
 * different records once, then each process with the places of its records among them.
 */
final class ProcessRecordsCodec {

  private ProcessRecordsCodec() {}

  static void write(DataOutputStream out, ProcessRecords records) throws IOException {
    TreeSet<Signature> different = new TreeSet<>(records.pooled.keySet());
    records.processes.values().forEach(shown -> different.addAll(shown.counts.keySet()));
    TreeMap<Signature, Integer> places = new TreeMap<>();
    out.writeInt(different.size());
    for (Signature record : different) {
      out.writeUTF(record.text());
      places.put(record, places.size());
    }
    counts(out, records.pooled, places);
    out.writeInt(records.processes.size());
    for (Map.Entry<Long, ProcessRecords.Shown> process : records.processes.entrySet()) {
      out.writeLong(process.getKey());
      out.writeLong(process.getValue().firstSeen);
      out.writeLong(process.getValue().lastSeen);
      counts(out, process.getValue().counts, places);
    }
  }

  private static void counts(
      DataOutputStream out, Map<Signature, Long> counts, Map<Signature, Integer> places)
      throws IOException {
    out.writeInt(counts.size());
    for (Map.Entry<Signature, Long> count : counts.entrySet()) {
      out.writeInt(places.get(count.getKey()));
      out.writeLong(count.getValue());
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it names a record that there is none of
   */
  static ProcessRecords read(DataInputStream in) throws IOException {
    List<Signature> different = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      different.add(Signature.parse(in.readUTF()));
    }
    ProcessRecords records = new ProcessRecords();
    counts(in, records.pooled, different);
    for (int left = in.readInt(); left > 0; left--) {
      ProcessRecords.Shown shown = new ProcessRecords.Shown();
      records.processes.put(in.readLong(), shown);
      shown.firstSeen = in.readLong();
      shown.lastSeen = in.readLong();
      counts(in, shown.counts, different);
    }
    return records;
  }

  private static void counts(
      DataInputStream in, Map<Signature, Long> counts, List<Signature> different)
      throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      int place = in.readInt();
      if (place < 0 || place >= different.size()) {
        throw PopulationLearningCodec.refuse("it names a record that it does not hold");
      }
      counts.put(different.get(place), in.readLong());
    }
  }
}
