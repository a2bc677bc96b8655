package io.tablekeep.sdk.model;

import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.state.Pointer;

/**
 * Names a location of this campaign: a place of the world. One text on the wire.
 *
 * @param id the key below {@code locations}, see {@link Ids}
 */
@AsText(pattern = Ids.PATTERN)
@Doc("The key of a location.")
public record LocationRef(String id) implements Ref {
  /**
   * Checks the key.
   *
   * @param id the key
   * @throws IllegalArgumentException if it is none, see {@link Ids}
   */
  public LocationRef {
    Ids.check(id);
  }

  /**
   * Reads the text form.
   *
   * @param text the key
   * @return the reference
   * @throws IllegalArgumentException if the text is no key, see {@link Ids}
   */
  public static LocationRef parse(String text) {
    return new LocationRef(text);
  }

  @Override
  public Pointer pointer() {
    return Pointer.of("locations", id);
  }

  @Override
  public String toString() {
    return id;
  }
}
