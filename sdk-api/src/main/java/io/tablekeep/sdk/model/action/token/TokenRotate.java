package io.tablekeep.sdk.model.action.token;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;

/**
 * {@code token.rotate}: a token turns.
 *
 * @param token the token, of an actor that the sender owns
 * @param rotation degrees clockwise from how the picture is drawn
 */
@Doc("Turns a token.")
public record TokenRotate(
    @Mine TokenRef token,
    @Doc("Degrees clockwise.") @Range(min = -360, max = 360) double rotation) {}
