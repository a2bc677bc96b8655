package io.tablekeep.engine.state;

/** An object or an array: what has something below it and knows when that last changed. */
public sealed interface JsonContainer permits JsonObject, JsonArray {
  /**
   * The document version at which this container or anything below it last changed. Below a packed
   * subtree that has been unpacked it is an upper bound. 0 for a value outside any document.
   *
   * @return the version
   */
  long version();

  /**
   * How many members or elements there are.
   *
   * @return the count
   */
  int size();
}
