package io.tablekeep.sdk.dice;

import java.util.OptionalDouble;

/** Values that a notation names: what {@code @abilities.str.mod} is on somebody's sheet. */
@FunctionalInterface
public interface References {
  /** Knows nothing: every reference is an error. */
  References NONE = path -> OptionalDouble.empty();

  /**
   * The value of a reference.
   *
   * @param path the keys joined by dots, without the {@code @}, for example {@code
   *     abilities.str.mod}
   * @return its value; empty if there is no such number
   */
  OptionalDouble find(String path);
}
