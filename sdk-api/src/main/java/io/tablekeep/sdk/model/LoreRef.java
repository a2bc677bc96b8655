package io.tablekeep.sdk.model;

import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.state.Pointer;

/**
 * Names a piece of lore of this campaign: something known or hidden about the world. One text on
 * the wire.
 *
 * @param id the key below {@code lore}, see {@link Ids}
 */
@AsText(pattern = Ids.PATTERN)
@Doc("The key of a piece of lore.")
public record LoreRef(String id) implements Ref {
  /**
   * Checks the key.
   *
   * @param id the key
   * @throws IllegalArgumentException if it is none, see {@link Ids}
   */
  public LoreRef {
    Ids.check(id);
  }

  /**
   * Reads the text form.
   *
   * @param text the key
   * @return the reference
   * @throws IllegalArgumentException if the text is no key, see {@link Ids}
   */
  public static LoreRef parse(String text) {
    return new LoreRef(text);
  }

  @Override
  public Pointer pointer() {
    return Pointer.of("lore", id);
  }

  @Override
  public String toString() {
    return id;
  }
}
