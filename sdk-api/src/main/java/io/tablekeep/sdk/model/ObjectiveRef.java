package io.tablekeep.sdk.model;

import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.state.Pointer;

/**
 * Names a step of a quest. One text on the wire, the key of its quest, a slash, its own key.
 *
 * @param quest the key of its quest, see {@link Ids}
 * @param id its own key, see {@link Ids}
 */
@AsText(pattern = TokenRef.PATTERN)
@Doc("A step of a quest: the key of its quest, a slash, its own key.")
public record ObjectiveRef(String quest, String id) implements Ref {
  /**
   * Checks both keys.
   *
   * @param quest the key of its quest
   * @param id its own key
   * @throws IllegalArgumentException if one is none, see {@link Ids}
   */
  public ObjectiveRef {
    Ids.check(quest);
    Ids.check(id);
  }

  /**
   * Reads the text form.
   *
   * @param text two keys with a slash between
   * @return the reference
   * @throws IllegalArgumentException if the text is none
   */
  public static ObjectiveRef parse(String text) {
    int slash = Ids.slash(text);
    return new ObjectiveRef(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public Pointer pointer() {
    return Pointer.of("quests", quest, "objectives", id);
  }

  @Override
  public String toString() {
    return quest + "/" + id;
  }
}
