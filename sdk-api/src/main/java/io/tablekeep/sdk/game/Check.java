package io.tablekeep.sdk.game;

import io.tablekeep.sdk.error.Problem;
import java.util.stream.Stream;

/**
 * Rules on a typed part of the document.
 *
 * @param <T> the typed part
 */
@FunctionalInterface
public interface Check<T extends Record> {
  /**
   * Finds what is wrong.
   *
   * @param value the part as it would be
   * @return the problems; none when the value is legal
   */
  Stream<Problem> check(T value);
}
