package io.tablekeep.sdk.model;

import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.state.Pointer;

/**
 * Names a line of chat of this campaign, one that the document still holds. One text on the wire.
 *
 * @param id the key below {@code chat}, see {@link Ids}
 */
@AsText(pattern = Ids.PATTERN)
@Doc("The key of a line of chat.")
public record ChatRef(String id) implements Ref {
  /**
   * Checks the key.
   *
   * @param id the key
   * @throws IllegalArgumentException if it is none, see {@link Ids}
   */
  public ChatRef {
    Ids.check(id);
  }

  /**
   * Reads the text form.
   *
   * @param text the key
   * @return the reference
   * @throws IllegalArgumentException if the text is no key, see {@link Ids}
   */
  public static ChatRef parse(String text) {
    return new ChatRef(text);
  }

  @Override
  public Pointer pointer() {
    return Pointer.of("chat", id);
  }

  @Override
  public String toString() {
    return id;
  }
}
