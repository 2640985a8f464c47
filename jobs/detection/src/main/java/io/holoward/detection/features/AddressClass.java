package io.holoward.detection.features;

/** What Table 2 distinguishes of a remote address. */
public enum AddressClass {
  /** Routed on the internet, or not known to be otherwise (documentation and reserved space). */
  PUBLIC,
  /** Private, loopback, link-local, carrier-grade NAT, multicast, broadcast or unspecified. */
  PRIVATE
}
