package io.tablekeep.sdk.model;

import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.state.Pointer;

/**
 * Names a participant of this campaign: a person, or a program, at this table. One text on the
 * wire.
 *
 * @param id the key below {@code participants}, see {@link Ids}
 */
@AsText(pattern = Ids.PATTERN)
@Doc("The key of a participant.")
public record ParticipantRef(String id) implements Ref {
  /**
   * Checks the key.
   *
   * @param id the key
   * @throws IllegalArgumentException if it is none, see {@link Ids}
   */
  public ParticipantRef {
    Ids.check(id);
  }

  /**
   * Reads the text form.
   *
   * @param text the key
   * @return the reference
   * @throws IllegalArgumentException if the text is no key, see {@link Ids}
   */
  public static ParticipantRef parse(String text) {
    return new ParticipantRef(text);
  }

  @Override
  public Pointer pointer() {
    return Pointer.of("participants", id);
  }

  @Override
  public String toString() {
    return id;
  }
}
