package io.tablekeep.engine.state;

/** The JSON value null, so that a tree never holds a Java null. */
public enum JsonNull {
  /** The only one. */
  NULL;

  @Override
  public String toString() {
    return "null";
  }
}
