package io.tablekeep.sdk.model;

import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.state.Pointer;

/**
 * Names a token of this campaign: the map it stands on and its key there. One text on the wire,
 * {@code "tavern/bram"}.
 *
 * @param map the key of its map, see {@link Ids}
 * @param id its own key among the map's tokens, see {@link Ids}
 */
@AsText(pattern = TokenRef.PATTERN)
@Doc("A token: the key of its map, a slash, its own key.")
public record TokenRef(String map, String id) implements Ref {
  /** What the text form looks like. */
  public static final String PATTERN =
      "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}/[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

  /**
   * Checks both keys.
   *
   * @param map the map's key
   * @param id the token's own key
   * @throws IllegalArgumentException if one is none, see {@link Ids}
   */
  public TokenRef {
    Ids.check(map);
    Ids.check(id);
  }

  /**
   * Reads the text form.
   *
   * @param text the map's key, a slash, the token's key
   * @return the reference
   * @throws IllegalArgumentException if the text is not two keys with a slash between
   */
  public static TokenRef parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("A token is named by its map, a slash and its own key.");
    }
    return new TokenRef(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public Pointer pointer() {
    return Pointer.of("maps", map, "tokens", id);
  }

  @Override
  public String toString() {
    return map + "/" + id;
  }
}
