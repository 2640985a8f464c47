package io.holoward.scoring.codec;

import io.holoward.detection.port.PortExceptionProposal;
import io.holoward.schema.PortException;
import java.time.Instant;

/** From proposals of the domain to the records of the port-exceptions topic. */
public final class PortExceptionMapping {

  private PortExceptionMapping() {}

  /** The record of a proposal. */
  public static PortException toRecord(PortExceptionProposal proposal) {
    return new PortException(
        proposal.use().organisation(),
        proposal.use().application(),
        SymbolMapping.toSymbol(proposal.use().protocol()),
        proposal.use().port(),
        proposal.hosts(),
        Instant.ofEpochMilli(proposal.firstSeen()),
        Instant.ofEpochMilli(proposal.lastSeen()),
        Instant.ofEpochMilli(proposal.proposedAt()),
        proposal.snippet());
  }
}
