package io.tablekeep.sdk.error;

/** Whose matter an error is. It decides who is told, who is blamed, and what is counted. */
public enum ErrorKind {
  /** What was asked cannot be done as asked; the sender is told and nothing is wrong with us. */
  USER,
  /**
   * A plugin broke its contract; one action is refused, and the fault counts against the plugin.
   */
  PLUGIN,
  /** A limit, a disk or another party failed; the same request may succeed later. */
  RESOURCE,
  /** A defect of the engine itself. */
  INTERNAL
}
