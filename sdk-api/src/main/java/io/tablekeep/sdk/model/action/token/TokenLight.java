package io.tablekeep.sdk.model.action.token;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.map.Token;
import io.tablekeep.sdk.schema.Doc;
import java.util.Optional;

/**
 * {@code token.light}: a token carries a light or puts it out.
 *
 * @param token the token, of an actor that the sender owns
 * @param light the light it carries; empty: it is put out
 */
@Doc("Lights or puts out what a token carries.")
public record TokenLight(
    @Mine TokenRef token,
    @Doc("The light it carries; none: it is put out.") Optional<Token.Glow> light) {}
