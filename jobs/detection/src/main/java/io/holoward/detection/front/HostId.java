package io.holoward.detection.front;

/** A host of a tenant, its name as {@link HostNames} spells it. */
public record HostId(String organisation, String host) {}
