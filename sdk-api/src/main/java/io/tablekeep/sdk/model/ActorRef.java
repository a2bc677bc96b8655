package io.tablekeep.sdk.model;

import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.state.Pointer;

/**
 * Names an actor of this campaign: a character, an NPC or a monster. One text on the wire.
 *
 * @param id the key below {@code actors}, see {@link Ids}
 */
@AsText(pattern = Ids.PATTERN)
@Doc("The key of an actor.")
public record ActorRef(String id) implements Ref {
  /**
   * Checks the key.
   *
   * @param id the key
   * @throws IllegalArgumentException if it is none, see {@link Ids}
   */
  public ActorRef {
    Ids.check(id);
  }

  /**
   * Reads the text form.
   *
   * @param text the key
   * @return the reference
   * @throws IllegalArgumentException if the text is no key, see {@link Ids}
   */
  public static ActorRef parse(String text) {
    return new ActorRef(text);
  }

  @Override
  public Pointer pointer() {
    return Pointer.of("actors", id);
  }

  @Override
  public String toString() {
    return id;
  }
}
