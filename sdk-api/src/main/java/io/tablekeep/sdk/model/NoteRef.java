package io.tablekeep.sdk.model;

import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.state.Pointer;

/**
 * Names a note of this campaign: a text that someone at the table wrote. One text on the wire.
 *
 * @param id the key below {@code notes}, see {@link Ids}
 */
@AsText(pattern = Ids.PATTERN)
@Doc("The key of a note.")
public record NoteRef(String id) implements Ref {
  /**
   * Checks the key.
   *
   * @param id the key
   * @throws IllegalArgumentException if it is none, see {@link Ids}
   */
  public NoteRef {
    Ids.check(id);
  }

  /**
   * Reads the text form.
   *
   * @param text the key
   * @return the reference
   * @throws IllegalArgumentException if the text is no key, see {@link Ids}
   */
  public static NoteRef parse(String text) {
    return new NoteRef(text);
  }

  @Override
  public Pointer pointer() {
    return Pointer.of("notes", id);
  }

  @Override
  public String toString() {
    return id;
  }
}
