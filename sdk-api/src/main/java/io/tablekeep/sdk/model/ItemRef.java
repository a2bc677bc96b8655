package io.tablekeep.sdk.model;

import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.state.Pointer;

/**
 * Names an item of this campaign: an entry of the campaign's catalogue of things. One text on the
 * wire.
 *
 * @param id the key below {@code items}, see {@link Ids}
 */
@AsText(pattern = Ids.PATTERN)
@Doc("The key of an item.")
public record ItemRef(String id) implements Ref {
  /**
   * Checks the key.
   *
   * @param id the key
   * @throws IllegalArgumentException if it is none, see {@link Ids}
   */
  public ItemRef {
    Ids.check(id);
  }

  /**
   * Reads the text form.
   *
   * @param text the key
   * @return the reference
   * @throws IllegalArgumentException if the text is no key, see {@link Ids}
   */
  public static ItemRef parse(String text) {
    return new ItemRef(text);
  }

  @Override
  public Pointer pointer() {
    return Pointer.of("items", id);
  }

  @Override
  public String toString() {
    return id;
  }
}
