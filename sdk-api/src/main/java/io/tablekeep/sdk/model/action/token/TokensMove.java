package io.tablekeep.sdk.model.action.token;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.List;

/**
 * {@code tokens.move}: several tokens are put down somewhere else on their maps, all of them or
 * none.
 *
 * @param moves which and where to, each token once
 */
@Doc("Puts several tokens down somewhere else.")
public record TokensMove(@Length(min = 1, max = 100) List<Move> moves) {
  /**
   * One of the moves.
   *
   * @param token the token, of an actor that the sender owns
   * @param to where its middle is afterwards, in cells
   */
  @Doc("A token and where it goes.")
  public record Move(
      @Mine TokenRef token, @Doc("Where the token's middle is afterwards, in cells.") Point to) {}
}
