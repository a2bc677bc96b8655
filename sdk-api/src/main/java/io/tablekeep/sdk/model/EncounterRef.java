package io.tablekeep.sdk.model;

import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.state.Pointer;

/**
 * Names an encounter of this campaign: a fight or another scene in turns. One text on the wire.
 *
 * @param id the key below {@code encounters}, see {@link Ids}
 */
@AsText(pattern = Ids.PATTERN)
@Doc("The key of an encounter.")
public record EncounterRef(String id) implements Ref {
  /**
   * Checks the key.
   *
   * @param id the key
   * @throws IllegalArgumentException if it is none, see {@link Ids}
   */
  public EncounterRef {
    Ids.check(id);
  }

  /**
   * Reads the text form.
   *
   * @param text the key
   * @return the reference
   * @throws IllegalArgumentException if the text is no key, see {@link Ids}
   */
  public static EncounterRef parse(String text) {
    return new EncounterRef(text);
  }

  @Override
  public Pointer pointer() {
    return Pointer.of("encounters", id);
  }

  @Override
  public String toString() {
    return id;
  }
}
