package io.tablekeep.sdk.model;

import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.state.Pointer;

/**
 * Names a map of this campaign: a place with a grid, tokens, walls and lights. One text on the
 * wire.
 *
 * @param id the key below {@code maps}, see {@link Ids}
 */
@AsText(pattern = Ids.PATTERN)
@Doc("The key of a map.")
public record MapRef(String id) implements Ref {
  /**
   * Checks the key.
   *
   * @param id the key
   * @throws IllegalArgumentException if it is none, see {@link Ids}
   */
  public MapRef {
    Ids.check(id);
  }

  /**
   * Reads the text form.
   *
   * @param text the key
   * @return the reference
   * @throws IllegalArgumentException if the text is no key, see {@link Ids}
   */
  public static MapRef parse(String text) {
    return new MapRef(text);
  }

  @Override
  public Pointer pointer() {
    return Pointer.of("maps", id);
  }

  @Override
  public String toString() {
    return id;
  }
}
