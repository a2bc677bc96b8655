package io.tablekeep.sdk.model;

import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.state.Pointer;

/**
 * Names a quest of this campaign: something the characters may set out to do. One text on the wire.
 *
 * @param id the key below {@code quests}, see {@link Ids}
 */
@AsText(pattern = Ids.PATTERN)
@Doc("The key of a quest.")
public record QuestRef(String id) implements Ref {
  /**
   * Checks the key.
   *
   * @param id the key
   * @throws IllegalArgumentException if it is none, see {@link Ids}
   */
  public QuestRef {
    Ids.check(id);
  }

  /**
   * Reads the text form.
   *
   * @param text the key
   * @return the reference
   * @throws IllegalArgumentException if the text is no key, see {@link Ids}
   */
  public static QuestRef parse(String text) {
    return new QuestRef(text);
  }

  @Override
  public Pointer pointer() {
    return Pointer.of("quests", id);
  }

  @Override
  public String toString() {
    return id;
  }
}
