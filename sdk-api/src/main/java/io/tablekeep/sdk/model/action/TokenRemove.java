package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code token.remove}: a token is taken off its map. The actor stays.
 *
 * @param token the token, of an actor that the sender owns
 */
@Doc("Takes a token off its map; the actor stays.")
public record TokenRemove(@Mine TokenRef token) {}
