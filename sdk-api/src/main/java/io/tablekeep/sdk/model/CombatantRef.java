package io.tablekeep.sdk.model;

import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.state.Pointer;

/**
 * Names someone who takes part in an encounter. One text on the wire, the key of its encounter, a
 * slash, its own key.
 *
 * @param encounter the key of its encounter, see {@link Ids}
 * @param id its own key, see {@link Ids}
 */
@AsText(pattern = TokenRef.PATTERN)
@Doc("A combatant: the key of its encounter, a slash, its own key.")
public record CombatantRef(String encounter, String id) implements Ref {
  /**
   * Checks both keys.
   *
   * @param encounter the key of its encounter
   * @param id its own key
   * @throws IllegalArgumentException if one is none, see {@link Ids}
   */
  public CombatantRef {
    Ids.check(encounter);
    Ids.check(id);
  }

  /**
   * Reads the text form.
   *
   * @param text two keys with a slash between
   * @return the reference
   * @throws IllegalArgumentException if the text is none
   */
  public static CombatantRef parse(String text) {
    int slash = Ids.slash(text);
    return new CombatantRef(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public Pointer pointer() {
    return Pointer.of("encounters", encounter, "order", id);
  }

  @Override
  public String toString() {
    return encounter + "/" + id;
  }
}
