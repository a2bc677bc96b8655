package io.tablekeep.plugin.fate.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Map;

/**
 * An aspect, wherever it stands: on a sheet, in the scene.
 *
 * @param name the phrase
 * @param kind what it is
 * @param free how often each side may still invoke it for nothing, by {@link Side#key}
 * @param lasting whether it outlasts the scene; those on sheets always do
 */
@Doc("An aspect.")
public record Facet(
    @Length(min = 1, max = 200) String name,
    @Default("aspect") Kind kind,
    @Length(max = 2) Map<String, Integer> free,
    @Default("false") boolean lasting) {
  /** What an aspect is. */
  public enum Kind {
    /** What a character is, in one phrase. */
    HIGH_CONCEPT,
    /** What gets a character into trouble. */
    TROUBLE,
    /** Another one of a character. */
    ASPECT,
    /** One of the scene. */
    SITUATION,
    /** One that is gone once it was invoked. */
    BOOST
  }

  /** Who may use a free invocation: allies hand them to each other. */
  public enum Side {
    /** The characters of players. */
    PLAYERS,
    /** All others. */
    GM;

    /**
     * The name in the document.
     *
     * @return {@code players} or {@code gm}
     */
    public String key() {
      return this == PLAYERS ? "players" : "gm";
    }

    /**
     * The others.
     *
     * @return the other side
     */
    public Side other() {
      return this == PLAYERS ? GM : PLAYERS;
    }
  }

  /**
   * An aspect that one side made.
   *
   * @param name the phrase
   * @param kind what it is
   * @param side whose free invocations it has
   * @param free how many
   * @return the aspect
   */
  public static Facet by(String name, Kind kind, Side side, int free) {
    return new Facet(name, kind, free == 0 ? Map.of() : Map.of(side.key(), free), false);
  }
}
