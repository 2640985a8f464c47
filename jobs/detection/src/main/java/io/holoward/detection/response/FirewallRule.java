package io.holoward.detection.response;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.Protocol;

/**
 * A firewall rule of one host that blocks a service in future: as data for an enforcement point,
 * and as commands for a person. Made by {@link FirewallRules}.
 *
 * @param direction {@link Direction#OUT} or {@link Direction#IN}
 * @param protocol {@link Protocol#TCP} or {@link Protocol#UDP}
 * @param service the remote end of an outbound connection, or the local end of an inbound one; the
 *     address of the latter is null where telemetry does not give it
 * @param remoteAddress the remote address it is limited to, in canonical form: the service's own
 *     for OUT, the client's for IN
 * @param image the executable's path as reported; null where unknown
 * @param rationale why, in one sentence; not fit for a command line
 * @param expiryTime when it should be taken back, milliseconds since the epoch
 * @param nftables the rule as one line for a POSIX shell; it assumes a table {@code inet filter}
 *     with the chains {@code input} and {@code output}, and is not limited to the executable
 * @param windowsCommand the rule as one line for PowerShell; limited to the executable where its
 *     path is one that Windows Firewall can compare
 */
public record FirewallRule(
    Direction direction,
    Protocol protocol,
    Endpoint service,
    String remoteAddress,
    String image,
    String rationale,
    long expiryTime,
    String nftables,
    String windowsCommand) {}
