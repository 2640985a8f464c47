package io.holoward.scoring.codec;

import io.holoward.detection.history.HistorySnapshot;
import io.holoward.detection.history.RemoteNetwork;
import io.holoward.detection.history.Service;
import io.holoward.schema.AddressHistorySnapshot;
import io.holoward.schema.KnownProcess;
import io.holoward.schema.KnownService;
import java.time.Instant;

/** Between the history of a network and the record of the address-history topic. */
public final class HistoryMapping {

  private HistoryMapping() {}

  /** The record of a history. */
  public static AddressHistorySnapshot toRecord(HistorySnapshot snapshot) {
    boolean isForgotten = snapshot.services().isEmpty();
    return new AddressHistorySnapshot(
        snapshot.network().organisation(),
        snapshot.network().network(),
        isForgotten ? null : Instant.ofEpochMilli(snapshot.firstSeen()),
        snapshot.services().stream().map(HistoryMapping::toRecord).toList());
  }

  private static KnownService toRecord(HistorySnapshot.KnownService known) {
    return new KnownService(
        SymbolMapping.toSymbol(known.service().direction()),
        SymbolMapping.toSymbol(known.service().protocol()),
        known.service().address(),
        known.service().port(),
        Instant.ofEpochMilli(known.firstSeen()),
        known.lastSeen() == null ? null : Instant.ofEpochMilli(known.lastSeen()),
        known.hosts(),
        known.processes().stream()
            .map(
                process ->
                    new KnownProcess(process.process(), Instant.ofEpochMilli(process.firstSeen())))
            .toList());
  }

  /** The history that a record tells of. */
  public static HistorySnapshot snapshot(AddressHistorySnapshot told) {
    Instant firstSeen = told.getFirstSeen();
    return new HistorySnapshot(
        new RemoteNetwork(told.getOrganisation(), told.getNetwork()),
        firstSeen == null ? Long.MAX_VALUE : firstSeen.toEpochMilli(),
        told.getServices().stream().map(HistoryMapping::service).toList());
  }

  private static HistorySnapshot.KnownService service(KnownService told) {
    return new HistorySnapshot.KnownService(
        new Service(
            SymbolMapping.direction(told.getDirection()),
            SymbolMapping.protocol(told.getProtocol()),
            told.getAddress(),
            told.getPort()),
        told.getFirstSeen().toEpochMilli(),
        told.getLastSeen() == null ? null : told.getLastSeen().toEpochMilli(),
        told.getHosts(),
        told.getProcesses().stream()
            .map(
                process ->
                    new HistorySnapshot.KnownProcess(
                        process.getProcess(), process.getFirstSeen().toEpochMilli()))
            .toList());
  }
}
