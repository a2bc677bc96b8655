package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.map.Token;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.Optional;

/**
 * {@code token.place}: a new token is put on a map.
 *
 * @param map the map
 * @param at where its middle is, in cells
 * @param actor whom it stands for; empty for a mere marker, which only those who run the game may
 *     place
 * @param name what is written under it; empty: the actor's name
 * @param size how wide and high it is, in cells
 * @param hidden whether only those who run the game see it; a player's own token never is
 */
@Doc("Puts a new token on a map.")
public record TokenPlace(
    MapRef map,
    @Doc("Where the token's middle is, in cells.") Point at,
    @Doc("Whom the token stands for; none for a mere marker.") @Mine Optional<ActorRef> actor,
    @Doc("What is written under it; without it, the actor's name.") @Length(max = 200)
        Optional<String> name,
    @Doc("How wide and high it is, in cells.")
        @Default("1")
        @Range(min = Token.SMALLEST, max = Token.LARGEST)
        double size,
    @Doc("Whether only the game master sees it.") @Default("false") boolean hidden) {

  /**
   * A visible token of one cell.
   *
   * @param map the map
   * @param actor whom it stands for
   * @param at where its middle is, in cells
   * @return the payload
   */
  public static TokenPlace of(MapRef map, ActorRef actor, Point at) {
    return new TokenPlace(map, at, Optional.of(actor), Optional.empty(), 1, false);
  }
}
