package io.tablekeep.sdk.model;

import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.state.Pointer;

/**
 * Names something that an actor carries. One text on the wire, the key of its actor, a slash, its
 * own key.
 *
 * @param actor the key of its actor, see {@link Ids}
 * @param id its own key, see {@link Ids}
 */
@AsText(pattern = TokenRef.PATTERN)
@Doc("Something carried: the key of its actor, a slash, its own key.")
public record StackRef(String actor, String id) implements Ref {
  /**
   * Checks both keys.
   *
   * @param actor the key of its actor
   * @param id its own key
   * @throws IllegalArgumentException if one is none, see {@link Ids}
   */
  public StackRef {
    Ids.check(actor);
    Ids.check(id);
  }

  /**
   * Reads the text form.
   *
   * @param text two keys with a slash between
   * @return the reference
   * @throws IllegalArgumentException if the text is none
   */
  public static StackRef parse(String text) {
    int slash = Ids.slash(text);
    return new StackRef(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public Pointer pointer() {
    return Pointer.of("actors", actor, "inventory", id);
  }

  @Override
  public String toString() {
    return actor + "/" + id;
  }
}
