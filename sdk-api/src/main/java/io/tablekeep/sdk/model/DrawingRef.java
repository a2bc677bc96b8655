package io.tablekeep.sdk.model;

import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.state.Pointer;

/**
 * Names a drawing on a map. One text on the wire, the key of its map, a slash, its own key.
 *
 * @param map the key of its map, see {@link Ids}
 * @param id its own key, see {@link Ids}
 */
@AsText(pattern = TokenRef.PATTERN)
@Doc("A drawing: the key of its map, a slash, its own key.")
public record DrawingRef(String map, String id) implements Ref {
  /**
   * Checks both keys.
   *
   * @param map the key of its map
   * @param id its own key
   * @throws IllegalArgumentException if one is none, see {@link Ids}
   */
  public DrawingRef {
    Ids.check(map);
    Ids.check(id);
  }

  /**
   * Reads the text form.
   *
   * @param text two keys with a slash between
   * @return the reference
   * @throws IllegalArgumentException if the text is none
   */
  public static DrawingRef parse(String text) {
    int slash = Ids.slash(text);
    return new DrawingRef(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public Pointer pointer() {
    return Pointer.of("maps", map, "drawings", id);
  }

  @Override
  public String toString() {
    return map + "/" + id;
  }
}
