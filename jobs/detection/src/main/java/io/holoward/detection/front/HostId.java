package io.holoward.detection.front;

/** A host of a tenant, its name as {@link HostNames} spells it. */
public record HostId(String organisation, String host) {

  // Written out, as a record's own are several times slower where they are not inlined.

  @Override
  public boolean equals(Object o) {
    return this == o
        || (o instanceof HostId other
            && host.equals(other.host)
            && organisation.equals(other.organisation));
  }

  @Override
  public int hashCode() {
    return organisation.hashCode() * 31 + host.hashCode();
  }
}
