package io.tablekeep.sdk.model;

import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.state.Pointer;

/**
 * Names a condition of an actor. One text on the wire, the key of its actor, a slash, its own key.
 *
 * @param actor the key of its actor, see {@link Ids}
 * @param id its own key, see {@link Ids}
 */
@AsText(pattern = TokenRef.PATTERN)
@Doc("A condition of an actor: the key of its actor, a slash, its own key.")
public record ConditionRef(String actor, String id) implements Ref {
  /**
   * Checks both keys.
   *
   * @param actor the key of its actor
   * @param id its own key
   * @throws IllegalArgumentException if one is none, see {@link Ids}
   */
  public ConditionRef {
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
  public static ConditionRef parse(String text) {
    int slash = Ids.slash(text);
    return new ConditionRef(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public Pointer pointer() {
    return Pointer.of("actors", actor, "conditions", id);
  }

  @Override
  public String toString() {
    return actor + "/" + id;
  }
}
