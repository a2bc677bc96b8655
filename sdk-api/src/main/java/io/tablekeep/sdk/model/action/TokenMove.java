package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code token.move}: a token is put down somewhere else on its map. Only the drop is an action;
 * the drag before it is ephemeral.
 *
 * @param token the token, of an actor that the sender owns
 * @param to where its middle is afterwards, in cells
 */
@Doc("Puts a token down somewhere else on its map.")
public record TokenMove(
    @Mine TokenRef token, @Doc("Where the token's middle is afterwards, in cells.") Point to) {}
