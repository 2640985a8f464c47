package io.holoward.scoring.ecosystem;

/** Who reports. */
final class Product {

  static final String NAME = "Holoward";

  private Product() {}

  /** The version in the manifest of the jar; null when it does not run from one. */
  static String version() {
    return Product.class.getPackage().getImplementationVersion();
  }
}
