package io.holoward.cli.terminal;

/** The side of its column a cell keeps to. */
public enum Align {
  LEFT,
  RIGHT
}
